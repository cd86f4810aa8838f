// Pages that grow, fold, stick and scroll inside.
import { article, section, sections, text } from "../pages.mjs";

const words = [80, 16, 80];
const ends = [16, 80, 16];
const grow = `<script>
  var box = (vh) => Object.assign(document.createElement("div"), { style: "height:" + vh + "vh" });
  var above = () => document.body.prepend(box(100));
  var inside = () => document.querySelector("h2").parentElement.before(box(100));
  var below = () => document.querySelector("main").append(box(100));
</script>`;
const more = `<script>var more = () => document.querySelector("main").insertAdjacentHTML("beforeend", ${JSON.stringify(sections([16, 80]))});</script>`;
const fold = (body, how, last = 80) => `<main>${section(16, { level: 1 })}${body}${section(last)}</main><style>.closed { display: none }</style><script>var open_ = () => { ${how} };</script>`;
const folded = sections([16, 80]);
const inner = `<style>main { height: 100vh; overflow: auto }</style>${article(ends)}`;
const sticky = `<style>h2 { position: sticky; top: 0; background: white }</style>`;
// Flat, as templates write it: all headings stick in the same box, one over the other.
const flat = `<main>${[80, 16, 80].map((words) => `<h2>Part</h2><p style="height: 96vh">${text(words - 1)}</p>`).join("")}<div style="height: 50vh"></div></main>`;

export default [
  { name: "grows above: what was on screen is pushed away", words, body: article(words) + grow, script: "read 0.5, do above, read 3, to 2, read 3, close", engaged: 6.5, read: "-R-" },
  { name: "grows inside: the sections below move", words: [16, 16, 80], body: article([16, 16, 80]) + grow, script: "read 3, do inside, to 2, read 3, to 3, read 0.8, leave", engaged: 6.8, read: "RR-" },
  { name: "grows below, again and again", words: [16, 16, 80], body: article([16, 16, 80]) + grow, script: "read 2.5, do below, to 2, read 1, do below, read 2, do below, to 3, read 0.8, close", engaged: 6.3, read: "RR-" },
  { name: "sections that come later", words: [16, 80, 16, 80], body: article([16, 80]) + more, script: "read 3, to 2, read 0.8, do more, to 3, read 3, to 4, read 0.8, close", engaged: 7.6, read: "R-R-" },
  { name: "a text that comes after the page", words: [16, 80], body: `<main></main>${more}`, script: "rest 1, do more, read 3, to 2, read 1, leave", engaged: 5, read: "R-" },
  { name: "scrolls in a box of its own", words: ends, body: inner, script: "read 3, to 2, read 0.8, to 3, read 3, close", engaged: 6.8, read: "R-R" },
  { name: "scrolls in a box that is not the content", words: [80, 16, 16], body: `<div style="height: 100vh; overflow: auto">${article([80, 16, 16])}<footer style="height: 50vh"></footer></div>`, script: "read 0.8, to 2, read 3, to 3, read 3, leave", engaged: 6.8, read: "-RR" },
  { name: "a header that sticks", words: ends, body: `<header style="position: sticky; top: 0; height: 8vh; background: white"></header>${article(ends)}`, script: "read 3, to 2, read 0.8, to 3, read 3, close", engaged: 6.8, read: "R-R" },
  { name: "headings that stick", words: ends, body: sticky + article(ends), script: "read 3, to 2, read 0.8, to 3, read 3, close", engaged: 6.8, read: "R-R" },
  { name: "headings that stick, in a page that grows", words: [80, 16, 80], body: sticky + flat + grow, script: "read 0.4, to 3, read 0.8, do below, press Home, read 0.6, to 2, read 4, leave", engaged: 5.8, read: "-R-" },
  { name: "an accordion that stays closed", words: [16, 16], body: fold(`<div class="closed">${folded}</div>`, "", 16), script: "read 3, to 4, read 3, close", engaged: 6, read: "RR" },
  { name: "an accordion is opened", words: [16, 16, 80, 80], body: fold(`<div class="closed">${folded}</div>`, 'document.querySelector(".closed").className = ""'), script: "read 3, do open_, to 2, read 3, to 3, read 0.8, leave", engaged: 6.8, read: "RR--" },
  { name: "an accordion of details is opened", words: [17, 16, 80, 80], body: fold(`<details><summary>More</summary>${folded}</details>`, 'document.querySelector("details").open = true'), script: "read 3, do open_, to 2, read 3, to 3, read 0.8, close", engaged: 6.8, read: "RR--" },
  { name: "a hidden section is shown", words: [16, 16, 80, 80], body: fold(`<div hidden>${folded}</div>`, 'document.querySelector("[hidden]").hidden = false'), script: "read 3, do open_, to 2, read 3, to 3, read 0.8, leave", engaged: 6.8, read: "RR--" },
];
