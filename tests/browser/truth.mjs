// What really happened on a page, noted by the test itself, and the engaged time that follows
// from it by the definition alone: visible, focused, touched less than 5 s ago.

/** To be run in every page before any other script. Notes events and when the tag began. */
export function observe() {
  const seen = { path: location.pathname, begun: null, events: [] };
  const random = crypto.getRandomValues.bind(crypto);
  // The tag draws a page view's id at the moment it begins it.
  crypto.getRandomValues = (into) => {
    seen.begun ??= performance.now();
    return random(into);
  };
  const note = (event) => seen.events.push([event.type, event.timeStamp, !document.hidden, document.hasFocus()]);
  const types = "pointermove pointerdown wheel touchstart touchmove scroll visibilitychange focus blur pagehide";
  for (const type of types.split(" "))
    addEventListener(type, (event) => {
      if (/focus|blur/.test(type) && event.target !== window) return;
      note(event);
      if (type === "pagehide") {
        const all = JSON.parse(sessionStorage.getItem("truth") ?? "[]");
        sessionStorage.setItem("truth", JSON.stringify([...all, seen]));
      }
    }, { capture: true, passive: true });
  window.truth = () => ({ ...seen, now: performance.now() });
}

const IDLE_AFTER = 5_000;

/** Engaged milliseconds of one observed page, up to its end. */
export function engaged({ begun, events, now }) {
  let [visible, focused, until, last, sum] = [true, true, begun + IDLE_AFTER, begun, 0];
  const step = (at) => {
    if (at <= last) return;
    if (visible && focused) sum += Math.max(0, Math.min(at, until) - last);
    last = at;
  };
  for (const [type, at, isVisible] of events) {
    step(at);
    if (type === "visibilitychange") visible = isVisible;
    else if (type === "focus" || type === "blur") focused = type === "focus";
    else if (type === "pagehide") visible = false;
    if (type !== "blur" && type !== "pagehide" && visible) until = Math.max(until, at + IDLE_AFTER);
  }
  if (now) step(now);
  return sum;
}
