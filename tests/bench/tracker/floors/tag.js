// What any tag of this shape has to have done by the platform: a script that an idle page wakes a
// module by, which brings WebAssembly, listens, and has the browser hold a message. It does nothing
// else, so what it takes is the platform's.
requestIdleCallback(() => import("/floors/core.js"), { timeout: 1000 });
