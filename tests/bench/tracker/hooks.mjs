// What is noted inside of the page. Both functions run there, before any other script.

/** Times every listener but the page's own: `timed` has, by type, how long each event took, in µs. */
export function timeListeners() {
  const timed = (window.timed = {});
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const wrapped = new WeakMap();
  const now = performance.now.bind(performance);
  let last;
  function wrap(listener) {
    if (!listener || listener.isOfThePage || wrapped.has(listener)) return wrapped.get(listener) ?? listener;
    const wrapper = function (event) {
      const begun = now();
      try {
        return typeof listener === "function" ? listener.call(this, event) : listener.handleEvent(event);
      } finally {
        const us = 1000 * (now() - begun);
        const all = (timed[event.type] ??= []);
        // Several listeners of one event are one signal.
        if (event === last) all[all.length - 1] += us;
        else all.push(us);
        last = event;
      }
    };
    wrapped.set(listener, wrapper);
    return wrapper;
  }
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    return addEventListener.call(this, type, wrap(listener), options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    return removeEventListener.call(this, type, wrapped.get(listener) ?? listener, options);
  };
}

/**
 * Counts what has the browser bring style or layout up to date if it is not: `reads`, by name.
 * After "What forces layout", as far as a tracker could want it.
 */
export function countReads() {
  const reads = (window.reads = {});
  const names = [
    [Element.prototype, "clientLeft clientTop clientWidth clientHeight scrollLeft scrollTop scrollWidth scrollHeight getBoundingClientRect getClientRects checkVisibility"],
    [HTMLElement.prototype, "offsetLeft offsetTop offsetWidth offsetHeight offsetParent innerText"],
    [Range.prototype, "getBoundingClientRect getClientRects"],
    [MouseEvent.prototype, "offsetX offsetY layerX layerY"],
    [Document.prototype, "elementFromPoint elementsFromPoint scrollingElement"],
    [window, "scrollX scrollY pageXOffset pageYOffset innerWidth innerHeight getComputedStyle"],
    [VisualViewport.prototype, "width height pageTop pageLeft offsetTop offsetLeft"],
  ];
  for (const [owner, list] of names)
    for (const name of list.split(" ")) {
      const property = Object.getOwnPropertyDescriptor(owner, name);
      if (!property) continue;
      const key = property.get ? "get" : "value";
      const read = property[key];
      property[key] = function (...args) {
        reads[name] = (reads[name] ?? 0) + 1;
        return read.apply(this, args);
      };
      Object.defineProperty(owner, name, property);
    }
}
