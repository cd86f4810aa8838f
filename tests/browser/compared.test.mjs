// The board against other days: how each row stands against the days before, and what was changed meanwhile.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { scrolled, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { admin, hit, owner } from "./owner.mjs";
import { eventually, world } from "./world.mjs";

const DAY = 24 * 60 * 60 * 1000;

let it;
before(async () => (it = await world()));
after(() => it?.stop());

/** A piece, and a campaign of the same name: how many came to it yesterday, and how many the day before. */
const CHANGES = [
  ["change-up", 30, 20, "up", /^\s*50\s?%$/],
  ["change-down", 20, 40, "down", /^\s*50\s?%$/],
  ["change-same", 20, 20, "same", /^(same|gleich)$/],
  ["change-few", 5, 3, "was", /^(was|zuvor) 3$/],
  ["change-new", 2, 0, "none", /^(none before|zuvor keine)$/],
];

test("each row says how it stands against the days before, on screen and in what is saved", { timeout: 120_000 }, async () => {
  let sent = 0;
  const come = (name, at, now) => {
    const p = (++sent).toString(16).padStart(16, "0");
    const address = `198.19.${CHANGES.findIndex(([known]) => known === name)}.${at + 1}`;
    return hit(it, { u: `/demo/${name}/?utm_source=letter&utm_campaign=${name}`, now, address, p, i: { t: name } });
  };
  const noon = (ago) => (Math.floor(Date.now() / DAY) - ago) * DAY + DAY / 2;
  for (const ago of [2, 1])
    for (const [name, now, before] of CHANGES)
      await Promise.all(Array.from({ length: ago === 1 ? now : before }, (_, at) => come(name, at, noon(ago) + at * 1000)));
  const question = { metrics: ["visits"], date_range: "yesterday", comparison: "previous_period" };
  for (const dimension of ["item", "campaign"]) {
    const { results } = await it.ask({ ...question, dimensions: [dimension] });
    for (const [name, now, before] of CHANGES) {
      const row = results.find(({ dimensions }) => dimensions[0].includes(name));
      assert.deepEqual([row.metrics[0], row.comparison[0]], [now, before], `${dimension} ${name}`);
    }
  }

  for (const [width, colorScheme, locale] of [[1440, "light", "en-GB"], [1440, "dark", "de-DE"], [390, "light", "de-DE"], [390, "dark", "en-GB"]]) {
    const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, locale, bypassCSP: true });
    const page = await context.newPage();
    await page.goto("/?range=yesterday&tab.sources=campaign");
    await settled(page);
    await scrolled(page);
    for (const [name, , before, is, eye] of CHANGES)
      for (const row of [`[data-testid="content-row"][data-item="/demo/${name}/"]`, `.panel-sources [data-testid="breakdown-row"][data-value="${name}"]`]) {
        const cell = page.locator(`${row} [data-metric="change"]`);
        assert.deepEqual(await cell.evaluate(({ dataset }) => [dataset.is, dataset.value]), [is, String(before)], row);
        assert.match(await cell.locator(":scope > span").first().textContent(), eye, row);
        // The direction is no colour, and no drawing alone.
        const isMoved = is === "up" || is === "down";
        assert.equal(await cell.locator("svg").count(), isMoved ? 1 : 0, row);
        if (isMoved && locale === "en-GB") assert.equal(await cell.locator(".sr-only").textContent(), `50% ${is} on the day before`);
      }
    assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
    await context.close();
  }

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/?range=yesterday&tab.sources=campaign");
  await settled(page);
  await scrolled(page);
  for (const [panel, column] of [["content", "item"], ["sources", "campaign"]]) {
    const saved = async (form) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`.panel-${panel}`).getByRole("button", { name: form }).click()]);
      return readFile(await download.path(), "utf8");
    };
    const [head, ...lines] = (await saved("CSV")).replace("\ufeff", "").trimEnd().split("\r\n").map((line) => line.split(","));
    const { results } = JSON.parse(await saved("JSON"));
    for (const [name, now, before] of CHANGES) {
      const line = lines.find((line) => line[head.indexOf(column)].includes(name));
      assert.deepEqual([line[head.indexOf("visits")], line[head.indexOf("visits before")]], [String(now), String(before)], `${panel} ${name}`);
      assert.equal(results.find(({ dimensions }) => dimensions[0].includes(name)).comparison[0], before, `${panel} ${name}`);
    }
  }
  // A day that is not over is no fall.
  await Promise.all(Array.from({ length: 3 }, (_, at) => come("change-up", at)));
  await page.goto("/?campaign=change-up");
  await settled(page);
  const cell = page.locator('[data-testid="content-row"][data-item="/demo/change-up/"] [data-metric="change"]');
  assert.deepEqual(await cell.evaluate(({ dataset }) => [dataset.is, dataset.value]), ["was", "30"]);
  await context.close();
});

/** Puts a whole configuration in the place of the one that holds. */
async function put(change) {
  const { body: { config, version } } = await admin(it, "sites/demo/config");
  const headers = { authorization: `Bearer ${it.token}`, "if-match": `"${version}"` };
  const answer = await fetch(`${it.url}/api/v1/sites/demo/config`, { method: "PUT", headers, body: JSON.stringify({ ...config, ...change }) });
  assert.equal(answer.status, 200, await answer.text());
}

test("what was changed stands on the trend and in its table, for those who may read how the site is set up", { timeout: 120_000 }, async () => {
  await hit(it, { u: "/demo/pricing/", p: "000000000000ffff", address: "198.19.99.1" });
  const date = (ago) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
  // The second period goes on where the first ends: the form stayed. What lies ahead has not been.
  const gated = [{ from: date(5), until: date(4), form_fills: 2 }, { from: date(3), until: date(2) }, { from: date(-3) }];
  await put({ ungate: [{ title: "A paper", path: "/demo/a-paper/", gated }] });
  const model = JSON.parse(await readFile(new URL("../../shared/model/default.json", import.meta.url), "utf8"));
  await put({ model: { ...model, name: "Long pieces" } });
  const said = ["", "a form before “A paper”", "", "", "", "no form before “A paper” any more", "a new scoring model"];
  const told = said.filter(Boolean);

  for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]]) {
    const { context, page } = await owner(it, { viewport: { width, height: 900 }, colorScheme, locale: "en-GB", bypassCSP: true });
    await page.goto("/?range=7d");
    await settled(page);
    const turns = page.getByTestId("trend-turn");
    const lines = await eventually(() => turns.allTextContents(), (all) => all.length === told.length);
    for (const [at, line] of lines.entries()) assert.ok(line.startsWith(`${at + 1} `) && line.endsWith(`: ${told[at]}`), line);
    await eventually(() => page.locator(".picture-trend .trend-flags line").count(), (count) => count === told.length);
    await page.locator(".panel-trend summary").click();
    assert.deepEqual(await page.locator(".panel-trend td.trend-turned").allTextContents(), said);
    assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
    // By the hour, what was as another day began has no place.
    await page.goto("/?range=day");
    await settled(page);
    await eventually(() => turns.allTextContents(), (all) => all.length === 1 && all[0].endsWith(": a new scoring model"));
    await context.close();
  }

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => request.url().includes("/config") && asked.push(request.url()));
  await page.goto("/?range=7d");
  await settled(page);
  await scrolled(page);
  assert.deepEqual([asked, await page.getByTestId("trend-turn").count()], [[], 0]);
  await context.close();
});
