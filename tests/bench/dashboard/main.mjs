// What opening the dashboard costs, and a click in it, against an empty page:
// node tests/bench/dashboard/main.mjs --url URL --site SITE --page-views N [--rounds N] [--json]
//
// Every round has an empty cache, as a first visit has. In the first the edge has kept nothing of the
// questions either; that one is told apart.
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { scrolled, settled } from "../../browser/board.mjs";
import { CHROMIUM, QUIET } from "../../browser/world.mjs";
import { spread } from "../tracker/figures.mjs";

/** What issue and README promise, ms: the first view is usable; a click is answered (Nielsen, 1993). */
const [USABLE_MS, ANSWERED_MS] = [1_000, 100];

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    site: { type: "string" },
    "page-views": { type: "string" },
    rounds: { type: "string", default: "9" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
if (!values.url || !values.site || !(rounds > 0)) {
  console.error("usage: node tests/bench/dashboard/main.mjs --url URL --site SITE --page-views N [--rounds N] [--json]");
  process.exit(2);
}

const EMPTY = `<!doctype html><title>Empty</title><main><button onclick="this.textContent = this.textContent === 'On' ? 'Off' : 'On'">On</button></main>`;
const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(EMPTY)).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
const empty = `http://127.0.0.1:${server.address().port}/`;
const board = `${values.url}/?site=${values.site}&range=30d`;

const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
try {
  const opened = { empty: [], board: [] };
  for (let round = 0; round < rounds; round++) {
    opened.empty.push(await open(empty));
    opened.board.push(await open(board));
  }
  const clicks = await clicked();
  const [first, ...again] = opened.board;
  const told = {
    bench: "dashboard",
    ratio: spread(again).median / spread(opened.empty).median,
    page_views: Number(values["page-views"]),
    empty_ms: spread(opened.empty),
    usable_first_ms: first,
    usable_ms: spread(again),
    clicks_ms: clicks,
    limits: [
      { name: "usable", ok: spread(again).median <= USABLE_MS, limit_ms: USABLE_MS },
      { name: "clicks", ok: Object.values(clicks).every(({ median }) => median <= ANSWERED_MS), limit_ms: ANSWERED_MS },
    ],
  };
  console.log(values.json ? JSON.stringify(told, null, 2) : table(told));
} finally {
  await browser.close();
  server.close();
}

/** How long until nothing in the window is awaited any more, ms after the way there began. */
async function open(url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const awaited = (element) => element.getBoundingClientRect().top < innerHeight;
    const isThere = () => {
      const main = document.querySelector("main");
      return main?.firstElementChild && ![...main.querySelectorAll('.skeleton,[aria-busy="true"]')].some(awaited);
    };
    // Looked at once a frame; what is there then is drawn by the next.
    const look = () => requestAnimationFrame(() => (isThere() ? requestAnimationFrame((at) => (window.usable = at)) : look()));
    look();
  });
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.usable);
  const took = await page.evaluate(() => window.usable);
  await context.close();
  return took;
}

/** What each click took until its frame was shown, beside one that changes a word, ms. */
async function clicked() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.took = [];
    window.seen = new PerformanceObserver((list) => window.took.push(...list.getEntries()));
    window.seen.observe({ type: "event", durationThreshold: 16 });
  });
  const of = async (act, rest) => {
    const took = [];
    for (let round = 0; round < rounds; round++)
      for (const what of act()) {
        await page.evaluate(() => (window.took = []));
        await what.click();
        // An entry is told once its frame was shown; one that took under 16 ms never is.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        took.push(await page.evaluate(() => Math.max(0, ...[...window.took, ...window.seen.takeRecords()].filter(({ name }) => name === "click").map(({ duration }) => duration))));
        await rest(page);
      }
    return { ...spread(took), most: Math.max(...took) };
  };
  await page.goto(empty);
  const told = { "a word of an empty page": await of(() => [page.getByRole("button")], () => undefined) };
  await page.goto(board);
  await settled(page);
  await scrolled(page);
  const acts = {
    "a range": () => [page.getByRole("link", { name: "7 days" }), page.getByRole("link", { name: "30 days" })],
    "a tab": () => [page.locator(".panel-sources .tabs label").nth(1), page.locator(".panel-sources .tabs label").nth(0)],
    "an order": () => [page.locator(".content-table thead button").nth(1), page.locator(".content-table thead button").nth(0)],
    "a filter": () => [page.getByTestId("content-row").first().getByRole("button"), page.locator(".chip-remove").first()],
    "a table": () => [page.locator(".panel-trend summary"), page.locator(".panel-trend summary")],
  };
  for (const [name, act] of Object.entries(acts)) told[name] = await of(act, settled);
  await context.close();
  return told;
}

function table({ ratio, page_views, empty_ms, usable_first_ms, usable_ms, clicks_ms, limits }) {
  const ms = (value) => `${Math.round(value)}`.padStart(8);
  const row = (name, { median, low, high }) => `  ${name.padEnd(36)}${ms(median)}${ms(low)}${ms(high)}`;
  const floor = clicks_ms["a word of an empty page"].median || 16;
  return [
    `  ${page_views} page views in three regions, 1440 px wide`,
    "",
    `  ${"ms".padEnd(36)}${"median".padStart(8)}${"25 %".padStart(8)}${"75 %".padStart(8)}`,
    row("floor: an empty page", empty_ms),
    `${row("first view, usable", usable_ms)}   ${ratio.toFixed(1)} × the floor`,
    row("  with nothing kept at the edge", { median: usable_first_ms, low: usable_first_ms, high: usable_first_ms }),
    "",
    ...Object.entries(clicks_ms).map(([name, times]) => `${row(`click: ${name}`, times)}   ${(times.median / floor).toFixed(1)} × the floor`),
    "",
    ...limits.map(({ name, ok, limit_ms }) => `  ${ok ? "within" : "OVER"} ${limit_ms} ms: ${name}`),
  ].join("\n");
}
