// The tag is in nobody's way: what a page asks for, in which order, and that no layout is made for
// it. Nothing here is a time: orders and counts alone.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { CATEGORIES, figures } from "../bench/tracker/trace.mjs";
import { html, site, tag } from "./site.mjs";
import { eventually, pass, world } from "./world.mjs";

let it, own, reader, page;
before(async () => (it = await world()));
after(() => it?.stop());
beforeEach(async () => {
  own = await site(it.url);
  reader = await it.reader();
  page = await reader.newPage();
});
afterEach(async () => {
  await reader.close();
  await own.stop();
});

const ICON = `<link rel="icon" href="data:,">`;
const TEXT = `<main><h1>One</h1><p>${"word ".repeat(60)}</p></main>`;
/** What the tag has asked for so far. */
const asked = () => own.requests.filter(({ url }) => url.startsWith("/stats/")).map(({ url }) => url);
const isAwake = () => page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("core.wasm")));
/** Longer than the tag waits for an idle moment. */
const WAITS_MS = 1_500;

describe("the critical path", () => {
  test("a tag that never comes holds up neither the document nor its largest paint", async () => {
    const watch = `<script>window.seen = []; addEventListener("DOMContentLoaded", () => seen.push("document"));
      new PerformanceObserver((list) => list.getEntries().length && seen.push("paint")).observe({ type: "largest-contentful-paint", buffered: true });</script>`;
    own.page("/held/", html(TEXT, { head: ICON + watch }));
    await page.route(/u\.js$/, () => undefined);
    await page.goto(own.url + "/held/", { waitUntil: "commit" });
    await page.waitForFunction(() => seen.includes("document") && seen.includes("paint"));
    assert.deepEqual(asked(), []);
    assert.equal(await page.evaluate(() => document.readyState), "interactive", "the tag is still awaited, and by nothing else");
  });

  test("until the document is complete the script is all that is asked for", async () => {
    let rest;
    const slow = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      const script = tag().replace("/stats/", `${own.url}/stats/`);
      response.write(`<!doctype html><title>In parts</title>${ICON}${script}<main><h1>One</h1><p>${"word ".repeat(400)}</p>`);
      rest = () => response.end(`<h2>Two</h2><p>${"word ".repeat(60)}</p></main>`);
    });
    await new Promise((resolve) => slow.listen(0, "127.0.0.1", resolve));
    try {
      await page.goto(`http://127.0.0.1:${slow.address().port}/`, { waitUntil: "commit" });
      await page.waitForFunction(() => window.ungated?.optIn);
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
      await pass(WAITS_MS);
      assert.deepEqual(asked(), ["/stats/u.js"]);
      rest();
      await isAwake();
      const [complete, first] = await page.evaluate(() => [
        performance.getEntriesByType("navigation")[0].domContentLoadedEventStart,
        Math.min(...performance.getEntriesByType("resource").filter(({ name }) => name.includes("/stats/u/")).map(({ startTime }) => startTime)),
      ]);
      assert.ok(complete > 0 && first >= complete, `the core was asked for at ${first} ms, the document complete at ${complete} ms`);
    } finally {
      await new Promise((resolve) => (slow.closeAllConnections(), slow.close(resolve)));
    }
  });

  test("the core is asked for when the page is idle, after the page's own idle work, in one round trip", async () => {
    // The page asks first to be told of an idle moment, so it is told first.
    const first = `<script>requestIdleCallback(() => (window.idle_at = performance.now()))</script>`;
    own.page("/idle/", html(TEXT, { head: ICON + first }));
    await page.goto(own.url + "/idle/");
    await isAwake();
    const [idle, parts] = await page.evaluate(() => [
      window.idle_at,
      performance.getEntriesByType("resource").filter(({ name }) => name.includes("/stats/u/")).map(({ name, startTime }) => [name.split("/").at(-1), startTime]),
    ]);
    assert.deepEqual(parts.map(([name]) => name).sort(), ["core.js", "core.wasm"]);
    for (const [name, at] of parts) assert.ok(at >= idle, `${name} was asked for at ${at} ms, before the page was idle at ${idle} ms`);
    await page.goto("about:blank");
    await own.arrived((hits) => hits.length > 0);
    const [script, ...others] = asked();
    assert.equal(script, "/stats/u.js", `before the others: ${others}`);
  });
});

/** A page that leaves layout to be done whenever a listener runs, and grows; it only writes itself. */
const RESTLESS = `<style>#bar { position: sticky; top: 0; height: 2px }</style><script>
  let turn = 0;
  const dirty = () => { bar.style.height = 2 + turn++ % 2 + "px" };
  for (const type of ["scroll", "pointermove", "wheel", "focus", "resize", "click"]) addEventListener(type, dirty, { capture: true, passive: true });
  setInterval(() => news.childElementCount < 40 && news.insertAdjacentHTML("beforeend", "<li>news"), 100); // real time: a list that grows
</script>`;
const LONG = `<div id="bar"></div><main>${[1, 2, 3, 4, 5, 6].map((n) => `<h2>Part ${n}</h2><p style="height: 600px">${"word ".repeat(80)}</p>`).join("")}</main><ul id="news"></ul>`;

/** What a trace of the page's main thread says of scripts that are not the page's own. */
async function traced(path, head = "") {
  own.page(path, html(LONG, { head: ICON + RESTLESS + head }));
  await it.browser.startTracing(page, { categories: CATEGORIES });
  let trace;
  try {
    await page.goto(own.url + path);
    await eventually(asked, (urls) => urls.some((url) => url.endsWith("core.wasm")));
    for (let turn = 0; turn < 24; turn++) {
      await page.mouse.move(300 + 20 * (turn % 9), 300);
      await page.mouse.wheel(0, turn % 5 === 4 ? -120 : 240);
      await pass(120);
    }
    await page.mouse.click(400, 300);
    await page.setViewportSize({ width: 1000, height: 700 });
    await pass(500);
  } finally {
    trace = await it.browser.stopTracing();
  }
  return figures(trace, own.url + path);
}

describe("layout", () => {
  test("none is made for the tag, though the page leaves some to be done at every turn", async () => {
    const { forced_layouts, signals } = await traced("/restless/");
    for (const type of ["scroll", "pointermove"]) assert.ok(signals[type]?.count > 5, `${type}: ${JSON.stringify(signals)}`);
    assert.equal(forced_layouts, 0);
  });

  test("one who asks for it as the page scrolls is seen to", async () => {
    own.page("/asks.js", `addEventListener("scroll", () => void document.body.offsetHeight)`, { "content-type": "text/javascript" });
    const { forced_layouts } = await traced("/asked/", `<script src="/asks.js"></script>`);
    assert.ok(forced_layouts > 5, `${forced_layouts} layouts`);
  });
});
