// The journey: a person reads three pieces, with idle and hidden stretches, and raises a hand.
// The dashboard, open beside it, then shows exactly that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engaged, observe } from "./truth.mjs";
import { awake, eventually, pass, person, world } from "./world.mjs";

let it, reader;
before(async () => {
  it = await world();
  reader = await person(it.url);
});
after(async () => {
  try {
    await reader?.stop();
  } finally {
    await it?.stop();
  }
});

const PIECES = ["/demo/three-in-the-morning/", "/demo/price-of-air/", "/demo/pricing/"];

/** Reads on: moves, scrolls a little, and rests less than the idle cut-off. */
async function read(page, seconds) {
  for (let s = 0; s < seconds; s++) {
    await page.mouse.move(300 + 20 * (s % 9), 300 + s);
    await page.mouse.wheel(0, 160);
    await pass(1_000);
  }
}

test("a reader's visit, end to end", { timeout: 180_000 }, async () => {
  const marketer = await it.browser.newContext({ baseURL: it.url, viewport: { width: 1440, height: 1000 } });
  const dashboard = await marketer.newPage();
  const problems = [];
  dashboard.on("pageerror", (error) => problems.push(error.message));
  dashboard.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await dashboard.goto("/");
  const shows = (id) => dashboard.locator(`[data-testid="${id}"]`).first().getAttribute("data-value");

  await reader.context.addInitScript(observe);
  const { page, open } = await reader.tab();
  page.on("pageerror", (error) => problems.push(error.message));
  const scores = {};
  const scored = async () => (scores[new URL(page.url()).pathname] = await page.evaluate(() => window.ungated.score()));

  // First piece: reads, then looks away for longer than the cut-off.
  await open(PIECES[0]);
  await awake(page);
  await read(page, 6);
  await eventually(() => shows("live-readers"), (value) => value === "1");
  await pass(6_500);
  await scored();

  // Second piece: reads, turns to another tab, comes back, and leaves in the middle of reading.
  await open(PIECES[1]);
  await awake(page);
  await read(page, 3);
  const other = await reader.tab();
  await page.waitForFunction(() => document.hidden, null, { polling: 50 });
  await pass(6_000);
  await page.bringToFront();
  await other.page.close();
  await page.waitForFunction(() => !document.hidden, null, { polling: 50 });
  await read(page, 3);

  // Third piece: reads, and writes a mail.
  await open(PIECES[2]);
  await awake(page);
  await read(page, 2);
  await page.locator('main a[href^="mailto:"]').first().click();
  await pass(5_500);
  await scored();
  const truth = [
    ...(await page.evaluate(() => JSON.parse(sessionStorage.getItem("truth")))),
    await page.evaluate(() => window.truth()),
  ].filter((seen) => PIECES.includes(seen.path));
  await page.goto("about:blank");

  // The edge knows exactly this.
  const byItem = () => it.ask({ metrics: ["engaged_ms", "points", "pageviews"], dimensions: ["item"], order_by: [["item", "asc"]] });
  const total = truth.reduce((sum, seen) => sum + engaged(seen), 0);
  const close = (ms) => Math.abs(ms - total) <= 300;
  const { results } = await eventually(byItem, ({ results }) => close(results.reduce((sum, row) => sum + row.metrics[0], 0)));
  assert.deepEqual(results.map((row) => row.dimensions[0]), [...PIECES].sort());
  for (const { dimensions: [item], metrics: [ms, points, pageviews] } of results) {
    const expected = engaged(truth.find((seen) => seen.path === item));
    assert.ok(Math.abs(ms - expected) <= 100, `${item}: ${ms} ms, in truth ${expected} ms`);
    assert.equal(pageviews, 1);
    // Both sides gave the same score.
    if (scores[item]) assert.equal(points, scores[item].points, item);
  }
  // The hidden stretch was there and did not count; the idle one counted five seconds.
  const [first, second] = truth;
  assert.ok(second.events.some(([type, , visible]) => type === "visibilitychange" && !visible));
  assert.ok(engaged(first) < first.events.at(-1)[1] - first.begun - 1_000);
  const path = PIECES.join(" → ");
  const { results: visits } = await it.ask({ metrics: ["visits", "hand_raises", "engaged_ms"], dimensions: ["path"] });
  assert.deepEqual(visits.map((row) => [row.dimensions[0], ...row.metrics.slice(0, 2)]), [[path, 1, 1]]);
  assert.deepEqual((await it.ask({ metrics: ["visits"], dimensions: ["standing"] })).results, [{ dimensions: ["ready"], metrics: [1] }]);
  const quality = await it.quality();
  assert.equal(quality.parity, 0);
  assert.equal(quality.received, quality.accepted);

  // And the dashboard shows it, without having been reloaded.
  await eventually(() => shows("metric-hand_raises"), (value) => value === "1");
  assert.equal(await shows("metric-visits"), "1");
  assert.equal(await shows("metric-pageviews"), "3");
  await dashboard.getByRole("heading", { name: "In what order is it read?" }).scrollIntoViewIfNeeded();
  await dashboard.locator(".panel-paths").getByText("Whole paths").click();
  const row = dashboard.locator('[data-testid="path-row"]');
  await eventually(() => row.count(), (count) => count === 1);
  assert.equal(await row.getAttribute("data-path"), path);
  for (const { dimensions: [item], metrics: [ms, points] } of results) {
    const cell = (metric) => dashboard.locator(`[data-testid="content-row"][data-item="${item}"] [data-metric="${metric}"]`).getAttribute("data-value");
    await eventually(() => cell("points"), (value) => value === String(points));
    const shown = Number(await cell("engaged_ms_median"));
    assert.ok(Math.abs(shown - ms) <= 100, `${item}: shown ${shown} ms, known ${ms} ms`);
  }
  assert.equal(await shows("quality-parity"), "0");
  assert.equal(await dashboard.locator('[data-testid="simulated-label"]').count(), 0);
  assert.deepEqual(problems, []);
});
