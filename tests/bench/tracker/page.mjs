// The article that everybody is measured on: long, with headings and links, still until it is told
// to be restless.

/** Always the same words, of about the length that English has. */
const WORDS = "the boiler runs at night when power is cheap and a tank of hot water keeps what it made until morning".split(" ");
const SECTIONS = 9;
const PARAGRAPHS = 4;
const LENGTH = 55;

const paragraph = (number) =>
  `<p>${Array.from({ length: LENGTH }, (_, at) => WORDS[(number * 7 + at * at) % WORDS.length]).join(" ")}.</p>`;

const sections = Array.from({ length: SECTIONS }, (_, section) => {
  const text = Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(section * PARAGRAPHS + at));
  const links = `<p><a href="https://elsewhere.example/${section}">a source</a>, <a href="/paper-${section}.pdf">a paper</a></p>`;
  return `<h2>Part ${section + 1}</h2>${text.join("")}${links}`;
});

const structured = JSON.stringify({
  "@context": "https://schema.org",
  "@type": "Article",
  headline: "What heat costs at night",
  articleSection: "Heat",
  author: { "@type": "Person", name: "A. Writer" },
});

// What many pages do: a bar that shows how far one has come, and a list that grows. Both leave
// layout to be done when the tracker's listeners run. In the capturing phase and first, so that no
// way to listen is favoured; and they only write: whoever forces a layout, it is not the page.
const habits = `
  let restless = false, turn = 0;
  const grow = () => { if (restless) bar.style.height = 2 + turn++ % 2 + "px" };
  grow.isOfThePage = true;
  addEventListener("scroll", grow, { capture: true, passive: true });
  setInterval(() => { if (restless && news.childElementCount < 40) news.insertAdjacentHTML("beforeend", "<li>news") }, 500);
`;

/** @param {string} script the tracker's element, or nothing */
export const article = (script) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>What heat costs at night</title>
<link rel="icon" href="data:,">
<style>body{font:18px/1.6 serif;margin:0 auto;max-width:38em}#bar{position:sticky;top:0;height:2px;background:teal}</style>
<script type="application/ld+json">${structured}</script>
<script>${habits}</script>
${script}</head>
<body><div id="bar"></div><main><article><h1>What heat costs at night</h1>${sections.join("")}
<p><a href="mailto:desk@example.com">Write to us</a></p></article></main><aside><ul id="news"></ul></aside></body></html>`;
