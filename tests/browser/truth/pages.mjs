// Pages to read. A section fills the screen unless told otherwise, so that one is on it at a time.

/** So many words, with the heading's. */
export const text = (words) => "word ".repeat(words);

export const section = (words, { style = "", level = 2 } = {}) =>
  `<section style="${style}"><h${level}>Part</h${level}><p>${text(words - 1)}</p></section>`;

export const sections = (counts, options) => counts.map((words) => section(words, options)).join("");

export const article = (counts, options) => `<main>${sections(counts, options)}</main>`;

export const STYLE = "<style>* { margin: 0 } section { min-height: 100vh; box-sizing: border-box }</style>";

/** Work without a pause, as while a page hydrates: no idle moment for so long. */
export const busy = (ms) => `<script>{
  const { port1, port2 } = new MessageChannel();
  const until = performance.now() + ${ms};
  port1.onmessage = () => {
    const at = performance.now();
    while (performance.now() < at + 30);
    if (at < until) port2.postMessage(0);
  };
  port2.postMessage(0);
}</script>`;

/** A film of 54 s, and a recording. */
export const film = (more = "") => `<video muted playsinline width="640" height="360" ${more} src="/demo/assets/media/a-day-of-load.webm"></video>`;
export const recording = `<audio controls src="/demo/assets/media/payback-trap.mp3"></audio>`;

/**
 * A single-page application: routes that draw themselves, a title each, by History API or by hash.
 * `wait_ms` is how long a route takes to draw.
 */
export const app = (routes, wait_ms = 0) => `<main></main><script>
  const routes = ${JSON.stringify(routes)};
  const name = () => (location.hash.slice(2) || location.pathname.split("/").at(-2));
  const base = location.pathname.replace(/[^/]+\\/$/, "");
  const fill = () => { document.querySelector("main").innerHTML = routes[name()]; document.title = "Title of " + name(); scrollTo(0, 0); };
  const draw = () => ${wait_ms} ? setTimeout(fill, ${wait_ms}) : fill(); // real time: a route that fetches
  const push = (to) => { history.pushState({}, "", base + to + "/"); draw(); };
  const replace = (to) => { history.replaceState({}, "", base + to + "/"); draw(); };
  const save = () => history.replaceState({ y: scrollY }, "");
  const hash = (to) => new Promise((drawn) => {
    addEventListener("hashchange", drawn, { once: true }); // it comes later, and after the one below
    location.hash = "#/" + to;
  });
  Object.assign(window, { push, replace, save, hash });
  addEventListener("popstate", () => location.hash || draw());
  addEventListener("hashchange", draw);
  fill();
</script>`;
