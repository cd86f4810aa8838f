// Flicks, jumps, and visits that are over before they began.
import { article, busy, section } from "../pages.mjs";

const jump = `<a href="#end" style="position: fixed; top: 300px; right: 9px">To the end</a><main>${section(80, { level: 1 })}${section(80)}${section(80)}<section id="end"><h2>Part</h2><p>${"word ".repeat(15)}</p></section></main><script>var jump = () => scrollTo(0, 1e6);</script>`;
/** A page that the reader leaves so many milliseconds after the tag has begun, to the millisecond. */
const left = (ms) => `<script>document.addEventListener("load", ({ target }) => target.dataset.site && setTimeout(() => { location = "/away/"; }, ${ms}), true);</script>`; // real time: a reader in a hurry
const words = [16, 80, 80, 80];
const linked = [80, 80, 80, 16];

export default [
  { name: "flicks to the end and back", words, script: "flick, read 3, close", engaged: 3, read: "R---", depth: 100 },
  { name: "flicks to the end and back, and leaves", words: [80, 80], script: "read 0.4, flick, read 0.4, leave", engaged: 0.8, read: "--", depth: 100 },
  { name: "flicks again and again", words: [80, 80, 16, 80], script: "flick, flick, read 0.3, flick, to 3, read 3, close", engaged: 3.3, read: "--R-", depth: 100 },
  { name: "jumps by a link to an anchor", words: linked, body: jump, script: "read 0.8, click a, read 3, leave", engaged: 3.8, read: "---R" },
  { name: "is taken to the end by the page", words: linked, body: jump, script: "read 1, do jump, read 3, close", engaged: 4, read: "---R" },
  { name: "leaves after 200 ms", words: [80], head: left(200), script: "visit", engaged: 0.2, read: "-" },
  { name: "closes the tab at once", words: [80], script: "rest 0.1, close", engaged: 0.1, read: "-" },
  { name: "leaves after 800 ms", words: [80], head: left(800), script: "visit", engaged: 0.8, read: "-" },
  { name: "leaves after 1500 ms", words: [80], head: left(1_500), script: "visit", engaged: 1.5, read: "-" },
  // No idle moment before it is left: all that the tag could do, it did by then.
  { name: "leaves a busy page after 800 ms", words: [80], head: busy(9_000) + left(800), script: "visit", engaged: 0.8, read: "-" },
  { name: "closes the tab after 800 ms", words: [80], script: "rest 0.8, close", engaged: 0.8, read: "-" },
  {
    name: "goes on after 300 ms, and again",
    person: true,
    pages: { a: article([80]), b: article([81]) },
    script: "go a, rest 0.3, go b, rest 0.3, back, rest 0.5, close",
    views: [
      { page: "a", words: [80], engaged: 0.3, read: "-" },
      { page: "b", words: [81], engaged: 0.3, read: "-" },
      { page: "a", how: "restored", words: [80], engaged: 0.5, read: "-" },
    ],
  },
];
