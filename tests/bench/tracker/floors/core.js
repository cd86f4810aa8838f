// The module that `tag.js` wakes: an empty core, listeners that do nothing, a message that says nothing.
const HEARD = ["pointermove", "pointerdown", "wheel", "scroll", "resize", "click", "visibilitychange", "pagehide", "pageshow", "focus", "blur"];
await WebAssembly.instantiateStreaming(fetch(new URL("core.wasm", import.meta.url), { credentials: "omit" }));
for (const type of HEARD) addEventListener(type, () => undefined, { capture: true, passive: true });
const about = { method: "POST", body: "{}", credentials: "omit" };
if (window.fetchLater) fetchLater("/collect/empty", { ...about, activateAfter: 20_000 });
else fetch("/collect/empty", { ...about, keepalive: true });
