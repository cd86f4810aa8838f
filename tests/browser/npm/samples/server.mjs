// Every entry on a server: imported where touching the browser's objects is an error, and called
// where there are none. Prints what came of it.
const BROWSER = ["window", "document", "location", "navigator", "history", "localStorage", "fetch", "WebAssembly"];
const before = Object.fromEntries(BROWSER.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
const touched = [];
for (const name of BROWSER)
  Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
const tracker = await import("@ungated/tracker");
const { default: ungated } = await import("@ungated/tracker/astro");
const atImport = [...touched];
for (const name of BROWSER) {
  delete globalThis[name];
  if (before[name]) Object.defineProperty(globalThis, name, before[name]);
}

const { App } = await import("./react.mjs");
const { application } = await import("./vue.mjs");
const { createElement } = await import("react");
const { renderToString: react } = await import("react-dom/server");
const { renderToString: vue } = await import("vue/server-renderer");

tracker.start({ site: "demo", api: "https://ungated.example/e" });
const end = tracker.on("score", () => {});
const answers = [
  tracker.score(), tracker.explain("en"), tracker.event("a"), tracker.heard("friend"), tracker.optOut(),
  tracker.optIn(), end(),
].map(String);

const scripts = [];
ungated({ site: "demo", api: "/e" }).hooks["astro:config:setup"]({ injectScript: (...script) => scripts.push(script) });

const html = { react: react(createElement(App)), vue: await vue(application()) };
const left = BROWSER.slice(0, 2).filter((name) => name in globalThis).concat("ungated" in globalThis ? "ungated" : []);
console.log(JSON.stringify({ atImport, answers, scripts, html, left }));
