// How far a piece is read, as people meet it: numbers on screen are the API's, and every state is an address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { eventually, world } from "./world.mjs";

const GUIDE = "/demo/twenty-questions/";
const ABOUT = "/demo/about/";
/** Days that are long over, so that no midnight comes between. */
const [EARLIER, DAY] = ["2026-03-09", "2026-03-10"];
/** Words of its sections; the third is read at a glance. */
const WORDS = [80, 320, 12, 400, 160];
/** How long each reader had them on screen, ms, and what was played of a film of ten minutes. */
const READERS = [
  [[30_000, 60_000, 4_000, 90_000, 30_000], [600, 0, 590]],
  [[30_000, 70_000, 3_000, 20_000, 0], [600, 0, 200]],
  [[20_000, 50_000, 0, 10_000, 0], [600, 0, 120, 300, 340]],
  [[15_000, 9_000, 0, 0, 0]],
  [[2_000, 0, 0, 5_000, 0]],
  [[0, 0, 0, 0, 0]],
];

const RANGE = `range=${DAY},${DAY}`;

let it;
let views = 0;
before(async () => {
  it = await world();
  for (const [at, [ms, film]] of READERS.entries()) await read(GUIDE, { x: WORDS.map((words, place) => [words, ms[place]]), ...(film && { y: [film] }) }, at);
  // Two of it as it was before it had a fifth section, and another piece.
  await read(GUIDE, { x: WORDS.slice(0, 4).map((words) => [words, 30_000]) }, 7);
  await read(ABOUT, { x: [[500, 90_000]] }, 8);
  // The day before, that there is something to compare with.
  await read(GUIDE, { x: WORDS.map((words) => [words, 90_000]) }, 9, EARLIER);
  await eventually(async () => (await ask()).meta.page_views, (count) => count === READERS.length + 1);
});
after(() => it?.stop());

/** A page view, as the tag tells it. */
async function read(path, numbers, n, day = DAY) {
  const now = Date.parse(`${day}T12:00Z`);
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "cf-connecting-ip": `198.51.100.${n + 1}`, "x-ungated-dev": JSON.stringify({ now, simulated: false }) };
  const hit = { v: 1, s: "demo", p: String((views += 1)).padStart(16, "0"), n: 1, u: `http://localhost:8787${path}`, i: { t: `Title of ${path}`, w: 972 }, e: 90_000, d: [1_000, 2_000], ...numbers };
  assert.equal((await fetch(`${it.url}/e`, { method: "POST", headers, body: JSON.stringify(hit) })).status, 202);
}

async function ask(question = {}) {
  const body = JSON.stringify({ site: "demo", item: GUIDE, date_range: [DAY, DAY], ...question });
  return (await fetch(`${it.url}/api/v1/sections`, { method: "POST", body })).json();
}

const opened = async (search, options = {}) => {
  const context = await it.browser.newContext({ baseURL: it.url, bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto(`/?${RANGE}${search}`);
  await settled(page);
  return { context, page };
};

/** What is on screen, in the words of the API. */
const shown = (page) =>
  page.getByTestId("outline-section").evaluateAll((all) => all.map(({ dataset }) => ["section", "words", "read", "skimmed", "jumped", "unreached", "stopped"].map((name) => Number(dataset[name]))));

const told = ({ results }) => results.map((it) => [it.section, it.words, it.read, it.skimmed, it.jumped, it.unreached, it.stopped]);

test("the outline is what the API tells", { timeout: 180_000 }, async () => {
  const answer = await ask();
  assert.deepEqual(told(answer), [
    [1, 80, 4, 1, 0, 1, 0],
    [2, 320, 3, 1, 1, 1, 1],
    [3, 12, 2, 0, 2, 2, 0],
    [4, 400, 1, 3, 0, 2, 3],
    [5, 160, 1, 0, 0, 5, 1],
  ]);
  const { context, page } = await opened(`&item=${encodeURIComponent(GUIDE)}`);
  const panel = page.locator(".panel-piece");
  assert.deepEqual(await shown(page), told(answer));
  assert.match(await panel.locator(".panel-finding").first().textContent(), /50\s?% of page views stop in section 4 of 5, more than in any other/);
  const others = page.getByTestId("outline-others");
  assert.deepEqual(await others.evaluate(({ dataset }) => [dataset.outline, dataset.others, dataset.without]), ["6", "1", "0"]);
  const caveats = await panel.locator("[data-caveat]").evaluateAll((all) => all.map(({ dataset }) => dataset.caveat));
  assert.deepEqual(caveats, answer.meta.caveats.filter((code) => code !== "simulated"));
  assert.ok(caveats.includes("outlines_differ") && caveats.includes("short_sections"));
  // Each section is as tall as it is long, and its figures say how sure they are.
  const heights = await panel.locator(".outline-bar").evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().height));
  assert.ok(Math.abs(heights[1] / heights[3] - 320 / 400) < 0.05, heights);
  const { low, high } = answer.results[1].read_share_micro;
  const percent = (micro) => `${Math.round(micro / 10_000)}%`;
  assert.ok((await panel.locator(".outline-share").nth(1).textContent()).includes(`${percent(low)} to ${percent(high)}`));
  // The day before all of it was read by the one who came.
  await eventually(() => page.getByTestId("outline-was").count(), (count) => count === 5);
  assert.equal(await page.getByTestId("outline-was").nth(1).getAttribute("data-was"), "1000000");
  await panel.locator(".outline-table summary").click();
  assert.equal(await page.getByTestId("outline-row").count(), 5);
  await context.close();
});

test("what is played is drawn, with a table of the same", { timeout: 180_000 }, async () => {
  const [film] = (await ask()).media;
  assert.deepEqual([film.length_s, film.starts, film.finished, film.bucket_s, film.retention_micro.length], [600, 3, 1, 6, 100]);
  assert.deepEqual([0, 20, 33, 50, 99].map((at) => film.retention_micro[at]), [1_000_000, 666_667, 444_444, 666_667, 0]);
  const { context, page } = await opened(`&item=${encodeURIComponent(GUIDE)}`);
  const medium = page.getByTestId("medium");
  await medium.locator("svg").waitFor();
  assert.equal(await medium.locator("svg g[aria-label=rect] rect").count(), 100);
  await medium.locator("summary").click();
  assert.equal(await page.getByTestId("medium-row").count(), 100);
  assert.match(await medium.locator(".panel-finding").textContent(), /From 5\sm\s42\ss on, fewer than half/);
  await context.close();
});

test("a piece is chosen by a click, filtered by another, and the address keeps it", { timeout: 180_000 }, async () => {
  const { context, page } = await opened("");
  assert.equal(await page.locator(".panel-piece").count(), 0);
  await page.locator(".panel-content").getByRole("button", { name: `Title of ${GUIDE}` }).click();
  await page.waitForURL((url) => url.searchParams.get("item") === GUIDE);
  await settled(page);
  const whole = told(await ask());
  assert.deepEqual(await shown(page), whole);
  await page.reload();
  await settled(page);
  assert.deepEqual(await shown(page), whole);
  // Nobody read it on a phone.
  await page.goto(`/?${RANGE}&item=${encodeURIComponent(GUIDE)}&device=mobile`);
  await settled(page);
  assert.deepEqual(await shown(page), []);
  await page.goBack();
  await settled(page);
  assert.deepEqual(await shown(page), whole);
  await page.goto(`/?${RANGE}&item=${encodeURIComponent(GUIDE)}&item=${encodeURIComponent(ABOUT)}`);
  await settled(page);
  assert.equal(await page.locator(".panel-piece").count(), 0, "of two pieces there is no outline");
  await context.close();
});

test("nothing is wrong with it, wide or narrow, light or dark, in German neither", { timeout: 240_000 }, async () => {
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await opened(`&item=${encodeURIComponent(GUIDE)}&lang=de`, { viewport: { width, height: 900 }, colorScheme });
      await page.getByTestId("medium").locator("svg").waitFor();
      for (const summary of await page.locator(".panel-piece summary").all()) await summary.click();
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      if (process.env.UNGATED_SHOTS) await page.locator(".panel-piece").screenshot({ path: `${process.env.UNGATED_SHOTS}/piece-${width}-${colorScheme}.png` });
      await context.close();
    }
});
