// The board against other days: how each row stands against the days before.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { scrolled, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { hit } from "./owner.mjs";
import { world } from "./world.mjs";

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
        assert.match(await cell.locator("> span").first().textContent(), eye, row);
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
