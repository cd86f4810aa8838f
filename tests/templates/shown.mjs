/**
 * To be run in a page before any other script: notes frame by frame which of the article's
 * sections are on the screen, by where things are drawn and nothing else, and leaves the
 * milliseconds of each in the session's storage when the page goes. A frame's time is split by
 * the pixels that each section shows; it counts up to 5 s after a touch.
 */
export function shown() {
  const IDLE_AFTER_MS = 5_000;
  const ms = [];
  let last = null;
  let until = 0;
  const random = crypto.getRandomValues.bind(crypto);
  // The tag draws a page view's id at the moment it begins it.
  crypto.getRandomValues = (into) => {
    if (last === null) until = (last = performance.now()) + IDLE_AFTER_MS;
    return random(into);
  };
  for (const type of ["pointermove", "wheel", "scroll"])
    addEventListener(type, (event) => (until = Math.max(until, event.timeStamp + IDLE_AFTER_MS)), { capture: true, passive: true });
  requestAnimationFrame(function frame(now) {
    step(now);
    requestAnimationFrame(frame);
  });
  addEventListener("pagehide", (event) => {
    step(event.timeStamp);
    sessionStorage.setItem("shown", JSON.stringify(ms.map(Math.round)));
  }, true);

  function step(now) {
    const article = document.querySelector("article");
    const heads = [...(article?.querySelectorAll("h1, h2, h3") ?? [])].filter((head) => !head.closest("nav, aside, footer"));
    if (last === null || now <= last || !heads.length) return;
    const [top, bottom] = pane(article);
    const edges = [...heads, article].map((node, i) => node.getBoundingClientRect()[i < heads.length ? "top" : "bottom"]);
    const px = heads.map((_, i) => Math.max(0, Math.min(bottom, edges[i + 1]) - Math.max(top, edges[i])));
    const all = px.reduce((sum, one) => sum + one, 0);
    const passed = Math.max(0, Math.min(now, until) - last);
    px.forEach((one, i) => (ms[i] = (ms[i] ?? 0) + (all ? (passed * one) / all : 0)));
    last = now;
  }
  /** The part of the screen through which the article is seen. */
  function pane(node) {
    let [top, bottom] = [0, innerHeight];
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowY)) {
        const edge = box.getBoundingClientRect();
        [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
    return [top, bottom];
  }
}
