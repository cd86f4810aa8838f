// What pages do to the platform under everybody's feet: mostly by old libraries, ad blockers, tests.
//
// FULL: a hit arrives that tells of time, points and the last act. PLAIN: a hit arrives. NONE: none
// is owed, as nothing could make or send one. In every case the page itself never notices.
export const [FULL, PLAIN, NONE] = ["full", "plain", "none"];

const fails = (what) => `${what} = () => { throw new Error("broken by the page") }`;
const gone = (what) => `delete ${what}`;
const never = "new Promise(() => 0)";
const falls = `Promise.reject(new TypeError("broken by the page"))`;
const methods = (names, expected) => names.map((name) => [`Array.prototype.${name} throws`, fails(`Array.prototype.${name}`), expected, PLAIN]);

/**
 * Name, code, what is owed if it runs before the tag, and what if it runs once the core is awake.
 * By then the tag holds what it needs, except for what it calls anew each time.
 */
export const BREAKS = [
  // The ways out: one that works is enough.
  ["fetch throws", fails("fetch"), PLAIN, FULL],
  ["fetch rejects", `fetch = () => ${falls}`, PLAIN, FULL],
  ["fetch answers nothing", "fetch = () => undefined", PLAIN, FULL],
  ["fetch never settles", `fetch = () => ${never}`, NONE, NONE],
  ["fetch is gone", "fetch = undefined; delete window.fetch", PLAIN, FULL],
  ["fetchLater is gone", gone("window.fetchLater"), FULL, FULL],
  ["fetchLater throws", fails("window.fetchLater"), FULL, FULL],
  ["fetchLater is over its quota", `window.fetchLater = () => { throw new DOMException("", "QuotaExceededError") }`, FULL, FULL],
  ["fetchLater answers nothing", "window.fetchLater = () => undefined", NONE, NONE],
  ["fetchLater and fetch throw", `${fails("window.fetchLater")}; ${fails("fetch")}`, PLAIN, FULL],
  ["sendBeacon throws", fails("Navigator.prototype.sendBeacon"), FULL, FULL],
  ["sendBeacon refuses", "Navigator.prototype.sendBeacon = () => false", FULL, FULL],
  ["sendBeacon is gone", gone("Navigator.prototype.sendBeacon"), FULL, FULL],
  ["fetch, fetchLater and sendBeacon throw", ["window.fetchLater", "fetch", "Navigator.prototype.sendBeacon"].map(fails).join(";"), NONE, NONE],
  ["AbortController is gone", gone("window.AbortController"), FULL, FULL],

  // WebAssembly: the same core in JavaScript takes over.
  ["WebAssembly is gone", gone("window.WebAssembly"), FULL, FULL],
  ["WebAssembly is an empty object", "WebAssembly = {}", FULL, FULL],
  ["instantiateStreaming rejects", `WebAssembly.instantiateStreaming = () => ${falls}`, FULL, FULL],
  ["instantiateStreaming throws", fails("WebAssembly.instantiateStreaming"), FULL, FULL],
  ["instantiateStreaming and instantiate are gone", `${gone("WebAssembly.instantiateStreaming")}; ${gone("WebAssembly.instantiate")}`, FULL, FULL],

  // JSON: without it no hit can be written.
  ["JSON.stringify throws", fails("JSON.stringify"), NONE, NONE],
  ["JSON.parse throws", fails("JSON.parse"), FULL, FULL],
  ["JSON is gone", gone("window.JSON"), NONE, NONE],
  // Prototype.js up to 1.6 writes arrays as text.
  ["Array.prototype.toJSON makes texts", `Array.prototype.toJSON = function () { return "[" + this.join(", ") + "]" }`, FULL, FULL],
  ["Object.prototype.toJSON makes texts", `Object.prototype.toJSON = function () { return "{}" }`, FULL, FULL],
  ["String.prototype.toJSON quotes twice", `String.prototype.toJSON = function () { return '"' + this + '"' }`, FULL, FULL],

  // The language.
  ...methods(["map", "filter", "push"], NONE),
  ...methods(["includes", "find", "forEach", "flat", "slice", "join"], PLAIN),
  ["arrays cannot be iterated", "delete Array.prototype[Symbol.iterator]", NONE, NONE],
  ["Array and Object have enumerable extras", `for (const of of [Array, Object]) { of.prototype.each = function () {}; of.prototype.extend = 7 }`, FULL, FULL],
  ["the prototypes are frozen", `for (const of of [Object, Array, Function, String, Promise]) Object.freeze(of.prototype)`, FULL, FULL],
  ["Promise is gone", gone("window.Promise"), FULL, FULL],
  ["Promise.prototype.then throws", fails("Promise.prototype.then"), PLAIN, PLAIN],
  ["Map, Set, WeakMap and WeakSet are gone", ["Map", "Set", "WeakMap", "WeakSet"].map((name) => gone(`window.${name}`)).join(";"), PLAIN, FULL],
  ["functions cannot be bound, called or applied", ["bind", "call", "apply"].map((name) => fails(`Function.prototype.${name}`)).join(";"), PLAIN, FULL],
  ["Date stands still", "Date.now = () => 0; Date = class extends Date { constructor() { super(0) } }", FULL, FULL],
  ["Math.round and Math.max throw", `${fails("Math.round")}; ${fails("Math.max")}`, PLAIN, PLAIN],
  ["console is gone", gone("window.console"), FULL, FULL],

  // The platform.
  ["URL is gone", gone("window.URL"), NONE, FULL],
  ["URL throws", "URL = class { constructor() { throw new TypeError('broken by the page') } }", NONE, FULL],
  ["crypto.getRandomValues throws", fails("Crypto.prototype.getRandomValues"), NONE, FULL],
  ["requestIdleCallback is gone", gone("window.requestIdleCallback"), FULL, FULL],
  ["requestIdleCallback throws", fails("window.requestIdleCallback"), PLAIN, FULL],
  ["requestIdleCallback never calls", "window.requestIdleCallback = () => 0", PLAIN, FULL],
  ["setTimeout throws", fails("window.setTimeout"), PLAIN, FULL],
  ["setTimeout never calls", "window.setTimeout = () => 1", FULL, FULL],
  ["ResizeObserver is gone", gone("window.ResizeObserver"), PLAIN, FULL],
  ["ResizeObserver throws", `ResizeObserver = class { constructor() { throw new Error("broken by the page") } }`, PLAIN, FULL],
  ["IntersectionObserver and MutationObserver are gone", `${gone("window.IntersectionObserver")}; ${gone("window.MutationObserver")}`, PLAIN, FULL],
  ["performance.now throws", fails("Performance.prototype.now"), NONE, NONE],
  ["performance.now is not a number", "Performance.prototype.now = () => NaN", PLAIN, PLAIN],
  ["getBoundingClientRect throws", fails("Element.prototype.getBoundingClientRect"), PLAIN, FULL],
  ["TextEncoder and TextDecoder are gone", `${gone("window.TextEncoder")}; ${gone("window.TextDecoder")}`, PLAIN, FULL],
  ["addEventListener throws", fails("EventTarget.prototype.addEventListener"), NONE, FULL],
  ["addEventListener wraps what it is given", `{ const real = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, handler, options) { return real.call(this, type, (event) => handler.call(this, event), options) } }`, FULL, FULL],
  ["composedPath throws", fails("Event.prototype.composedPath"), FULL, FULL],
  ["querySelector throws", fails("Document.prototype.querySelector"), PLAIN, FULL],
  ["createTreeWalker throws", fails("Document.prototype.createTreeWalker"), PLAIN, FULL],
  ["matches and closest throw", `${fails("Element.prototype.matches")}; ${fails("Element.prototype.closest")}`, PLAIN, FULL],
  ["the Navigation API is gone", gone("window.navigation"), FULL, FULL],
  ["hasFocus throws", fails("Document.prototype.hasFocus"), NONE, NONE],

  // Its own name.
  ["window.ungated is frozen", `Object.defineProperty(window, "ungated", { value: Object.freeze({}) })`, PLAIN, null],
  ["window.ungated is a number", "window.ungated = 5", FULL, null],
  ["window.ungated is a text", `window.ungated = "ours"`, FULL, null],
  ["window.ungated is somebody else's function", "window.ungated = () => undefined", FULL, null],
  ["window.ungated cannot be read", `Object.defineProperty(window, "ungated", { get() { throw new Error("broken by the page") } })`, NONE, null],
];
