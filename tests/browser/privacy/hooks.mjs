// Hooks under the whole platform: every method, getter and setter of every interface, and every
// global, says who asked for it. Whose script stands on top of the stack is who did.

/** How a note of the hooks begins on the console, which is how it leaves the page. */
const MARK = "noted by the hooks";

/** Interfaces of the language: they know nothing of the reader or of the device. */
const LANGUAGE = `Object Function Array Number Boolean String Symbol BigInt JSON Map Set WeakMap WeakSet
  WeakRef FinalizationRegistry Promise Proxy Reflect Error AggregateError EvalError RangeError ReferenceError
  SyntaxError TypeError URIError SuppressedError RegExp ArrayBuffer DataView Iterator Atomics Int8Array Uint8Array
  Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array
  BigUint64Array DisposableStack AsyncDisposableStack parseInt parseFloat isNaN isFinite escape unescape eval
  encodeURI encodeURIComponent decodeURI decodeURIComponent undefined NaN Infinity globalThis`.split(/\s+/);

/**
 * To be run in every page before any other script. `mine` is what the address of every script
 * of the tag contains.
 */
function watch(given) {
  "use strict"; // a bare call keeps its `undefined`
  const { mine, mark, language } = given;
  const { apply, ownKeys, getOwnPropertyDescriptor: described, defineProperty: define } = Reflect;
  const debug = console.debug.bind(console);
  const tell = Object.prototype.toString;
  const closest = Element.prototype.closest;
  const parent = described(Node.prototype, "parentElement").get;
  const noted = new Set();
  let busy = false;

  const kind = (of) => tell.call(of).slice(8, -1);
  // Built-ins stand in the stack without a line: what called them is who asked.
  const frame = (stack) => stack.split("\n").find((line) => /:\d+\)?$|:0x[\da-f]+\)?$/.test(line));
  function note(what, above) {
    if (busy) return;
    busy = true;
    try {
      const at = {};
      const depth = Error.stackTraceLimit;
      Error.stackTraceLimit = 20;
      Error.captureStackTrace(at, above);
      Error.stackTraceLimit = depth;
      const by = frame(at.stack);
      // Nobody on the stack may be anybody: it counts as the tag.
      const who = !by || by.includes(mine) || by.includes("wasm:") ? "tag" : "page";
      const line = `${who} ${what}`;
      if (noted.has(line)) return;
      noted.add(line);
      debug(mark, line);
    } finally {
      busy = false;
    }
  }

  // What a few calls say only with their arguments or their receiver.
  const inField = (node) => {
    const element = node instanceof Element ? node : apply(parent, node, []);
    return element && apply(closest, element, ["input,textarea,select,[contenteditable]"]) ? " in a field" : "";
  };
  const text = (receiver) => `(${kind(receiver)}${inField(receiver)})`;
  // What scrolls must not wait to hear whether it may.
  const holds = (type, options) => /^(wheel|touchstart|touchmove)$/.test(type) && !options?.passive;
  const listener = (receiver, [type, , options]) =>
    `(${type}${(Object(options) === options ? options.capture : options) ? ", captured" : ""}${holds(type, options) ? ", holding" : ""}) @ ${kind(receiver ?? window)}`;
  const first = (_, [argument]) => `(${argument})`;
  const typed = (script) => `(${script.type})`;
  const DETAILS = {
    "EventTarget.addEventListener": listener,
    "EventTarget.removeEventListener": listener,
    "Element.getAttribute": first,
    "Element.hasAttribute": first,
    "Document.createElement": first,
    "Performance.getEntriesByType": first,
    "HTMLScriptElement.textContent": typed,
    "HTMLScriptElement.text": typed,
    "Node.textContent": text,
    "Node.nodeValue": text,
    "CharacterData.data": text,
    "HTMLElement.innerText": text,
    "HTMLElement.outerText": text,
  };

  function method(real, name) {
    const detail = DETAILS[name];
    return function wrapped(...given) {
      note(name + (detail ? detail(this, given) : "()"), wrapped);
      return apply(real, this, given);
    };
  }
  function accessor(object, key, { get, set, enumerable }, name) {
    const detail = DETAILS[name];
    define(object, key, {
      configurable: true,
      enumerable,
      get: get && function wrapped() {
        note(name + (detail ? detail(this) : ""), wrapped);
        return apply(get, this, []);
      },
      set: set && function wrapped(value) {
        note(`${name} =`, wrapped);
        return apply(set, this, [value]);
      },
    });
  }
  const done = new WeakSet(); // webkitURL is URL
  function members(object, owner) {
    if (done.has(object)) return;
    done.add(object);
    for (const key of ownKeys(object)) {
      const is = described(object, key);
      if (typeof key !== "string" || !is.configurable || key === "constructor" || key === "prototype") continue;
      if (is.get || is.set) accessor(object, key, is, `${owner}.${key}`);
      else if (typeof is.value === "function" && !is.value.prototype)
        define(object, key, { ...is, value: method(is.value, `${owner}.${key}`) });
    }
  }

  // An alias after the name itself: what it holds is noted under that.
  const names = ownKeys(window).filter((name) => typeof name === "string" && !language.includes(name));
  for (const name of names.sort((a, b) => /^webkit/i.test(a) - /^webkit/i.test(b))) {
    const is = described(window, name);
    const { value } = is;
    const isInterface = typeof value === "function" && /^[A-Z]|^webkit/.test(name);
    const isSpace = value && typeof value === "object" && !["window", "document", "console"].includes(name);
    if (isInterface && value.prototype) members(value.prototype, name);
    if (isInterface || isSpace) members(value, name);
    if (!is.configurable) continue;
    if (is.get || is.set) accessor(window, name, is, `window.${name}`);
    else if (typeof value === "function" && !isInterface)
      define(window, name, { ...is, value: method(value, name) });
    else {
      // A name that is read; and the page may put something else there.
      const put = (now) => define(window, name, { ...is, value: now });
      accessor(window, name, { get: () => value, set: put, enumerable: is.enumerable }, `window.${name}`);
    }
  }
}

/**
 * Lays the hooks under every page of a context. Answers what was noted so far: what the tag
 * asked for, and what anybody else did.
 * @param {string} mine what the address of every script of the tag contains
 */
export async function hook(context, mine) {
  const noted = { tag: new Set(), page: new Set() };
  context.on("console", (message) => {
    const text = message.text();
    if (!text.startsWith(MARK)) return;
    const [, who, what] = text.slice(MARK.length).match(/^ (tag|page) (.*)$/s);
    noted[who].add(what);
  });
  await context.addInitScript(watch, { mine, mark: MARK, language: LANGUAGE });
  return noted;
}
