// The panels of the dashboard say what the API says.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { isFine, scrolled, settled } from "./board.mjs";
import { awake, eventually, isChecking, person, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const ask = async (route, question) =>
  (await fetch(`${it.url}/api/v1/${route}`, { method: "POST", body: JSON.stringify({ site: "demo", ...question }) })).json();

/** A hit as the tag sends it. */
async function send(reader, { u, ...hit }) {
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", ...reader };
  const body = JSON.stringify({ v: 1, s: "demo", u: `http://localhost:8787${u}`, ...hit });
  assert.equal((await fetch(`${it.url}/e`, { method: "POST", headers, body })).status, 202);
}

test("a hand-raise is shared among what was read before it, and the panel says what the API says", { timeout: 120_000 }, async () => {
  // With a browser of their own, as what a page sends while it goes does not know an emulated one.
  const reader = await person(it.url, "Reader-2");
  const { page, open } = await reader.tab();
  await open("/demo/twenty-questions/");
  await awake(page);
  await open("/demo/pricing/");
  await awake(page);
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  await page.locator('a[href^="tel:"]').first().click();
  await eventually(() => it.totals("hand_raises"), ([raises]) => raises === 1);

  const context = await it.browser.newContext({ baseURL: it.url });
  const board = await context.newPage();
  await board.goto("/");
  await settled(board);
  const rows = board.getByTestId("influence-row");
  await eventually(() => rows.count(), (count) => count === 2);
  const { results } = await ask("influence", { dimension: "item", date_range: "day" });
  const first = Object.fromEntries(results.map(({ name, credits }) => [name, [credits.first, credits.last_content, credits.linear]]));
  assert.deepEqual(first, { "/demo/twenty-questions/": [1_000_000, 0, 500_000], "/demo/pricing/": [0, 1_000_000, 500_000] });
  for (const { name, credits } of results)
    for (const model of ["first", "linear", "last_content", "engaged_time", "markov_removal"]) {
      const cell = board.locator(`[data-testid="influence-row"][data-value="${name}"] [data-model="${model}"]`);
      assert.equal(await cell.getAttribute("data-value"), String(credits[model]), `${name} by ${model}`);
    }
  // The same as lines through the models, their names apart; the nearest one filters.
  const picture = board.locator(".picture-slopes");
  await picture.locator("svg").waitFor();
  assert.equal(await picture.locator('g[aria-label="line"] path').count(), results.length);
  assert.equal(await picture.locator('g[aria-label="dot"] circle').count(), results.length * Object.keys(results[0].credits).length);
  const names = await picture.locator(".slopes-ends text").evaluateAll((all) => all.map((text) => text.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, right })));
  assert.equal(names.length, results.length);
  names.sort((a, b) => a.top - b.top).reduce((above, own) => (assert.ok(above.bottom <= own.top + 1, JSON.stringify(names)), own));
  assert.ok(names.every(({ right }) => right <= 1280), JSON.stringify(names));
  await picture.scrollIntoViewIfNeeded();
  await picture.locator('g[aria-label="dot"] circle').first().click();
  await board.waitForFunction(() => new URLSearchParams(location.search).has("item"));
  await board.goBack();
  await settled(board);

  // What is on screen can be taken along, as the API gave it and as rows.
  const saved = async (form) => {
    const [download] = await Promise.all([board.waitForEvent("download"), board.locator(".panel-influence").getByRole("button", { name: form }).click()]);
    assert.match(download.suggestedFilename(), /^demo-influence\.(csv|json)$/);
    return readFile(await download.path(), "utf8");
  };
  assert.deepEqual(JSON.parse(await saved("JSON")).results, results);
  const [head, ...lines] = (await saved("CSV")).replace("\ufeff", "").trimEnd().split("\r\n").map((line) => line.split(","));
  assert.deepEqual(lines.map((line) => [line[head.indexOf("name")], line[head.indexOf("credits.linear")]]), results.map(({ name, credits }) => [name, String(credits.linear)]));

  // A piece chosen alone tells what was read before and after; a click goes on to that.
  await rows.filter({ has: board.locator('[data-model="last_content"][data-value="1000000"]') }).getByRole("button").click();
  const before = board.locator('[data-testid="previous-row"][data-value="/demo/twenty-questions/"]');
  await before.getByRole("button").click();
  await board.locator('[data-testid="next-row"][data-value="/demo/pricing/"]').waitFor();
  assert.equal(new URL(board.url()).searchParams.get("item"), "/demo/twenty-questions/");
  await board.goto("/");
  await settled(board);
  await board.locator(".panel-influence").getByText("Topic").click();
  await eventually(() => rows.first().getAttribute("data-value"), (name) => !name.startsWith("/"));
  await context.close();
  await isFine(it);
  await reader.stop();
});

test("rows that are saved run nowhere, and have the names of their columns", { timeout: 60_000 }, async () => {
  const campaign = '=HYPERLINK("https://example.com","a")';
  await send({}, { p: "00000000000000e1", u: `/demo/pricing/?utm_source=x&utm_campaign=${encodeURIComponent(campaign)}`, i: { t: "Pricing" } });
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/?tab.sources=campaign");
  await settled(page);
  await scrolled(page);
  const panel = page.locator(".panel-sources");
  const [download] = await Promise.all([page.waitForEvent("download"), panel.getByRole("button", { name: "CSV" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  const { results } = await ask("query", { metrics: ["visits"], dimensions: ["campaign"], date_range: "day" });
  assert.equal(csv.slice(0, 1), "\ufeff");
  assert.match(csv, /^\ufeffcampaign,visits,/);
  assert.equal(csv.trimEnd().split("\r\n").length, 1 + results.length);
  const known = results.find(({ dimensions }) => dimensions[0].startsWith("="))?.dimensions[0] ?? "";
  assert.ok(known && csv.includes(`"'${known.replaceAll('"', '""')}"`), csv);
  await context.close();
});

test("the matrix of fit and engagement says what the API says, and a cell filters by both", { timeout: 120_000 }, async () => {
  // A reader at a company in Germany, as Cloudflare says it, by the campaign that the demo's rules name.
  const place = JSON.stringify({ continent: "EU", country: "DE", asOrganization: "Oberrhein Guss GmbH" });
  await send({ "cf-blob": place }, { p: "00000000000000f1", u: "/demo/pricing/?utm_campaign=heat-series", i: { t: "Pricing" } });

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  assert.equal(await page.locator('.panel-segments [data-dimension="segment"][data-value="DACH manufacturing"]').count(), 1);
  const told = await ask("query", { metrics: ["visits"], dimensions: ["fit_band", "engagement_band"], date_range: "day" });
  const wanted = told.results.map(({ dimensions, metrics }) => [...dimensions, String(metrics[0])].join(" ")).sort();
  const cells = page.locator('[data-testid="matrix-cell"]:has(button)');
  await page.locator(".panel-segments .matrix").waitFor();
  const shown = await cells.evaluateAll((all) => all.map(({ dataset: d }) => [d.pair, d.value].join(" ")));
  assert.deepEqual(shown.sort(), wanted);
  assert.equal(await page.getByTestId("matrix-cell").count(), 25);
  assert.equal(await page.getByTestId("fit-coverage").getAttribute("data-value"), "1");

  const cell = page.locator('[data-testid="matrix-cell"][data-pair="80-100 0-19"]');
  await cell.getByRole("button").click();
  await page.waitForFunction(() => location.search === "?fit_band=80-100&engagement_band=0-19");
  await eventually(() => cells.count(), (count) => count === 1);
  await cell.getByRole("button", { pressed: true }).click();
  await page.waitForFunction(() => location.search === "");
  await context.close();
  await isFine(it);
});

test("what a reader says brought them stands beside what software saw, and a cell filters by both", { timeout: 120_000 }, async () => {
  const reader = await it.reader();
  const demo = await reader.newPage();
  await demo.goto("/demo/pricing/");
  await awake(demo);
  await demo.getByRole("combobox", { name: "How did you hear about us?" }).selectOption("podcast");
  await demo.getByText("Thank you.").waitFor();
  await isChecking(demo);
  await demo.goto("about:blank");
  const asked = () => ask("query", { metrics: ["visits"], dimensions: ["heard", "channel"], date_range: "day" });
  const { results, meta } = await eventually(asked, (told) => told.results.some(({ dimensions }) => dimensions[0] === "podcast"));
  const [[answer, channel]] = results.map(({ dimensions }) => dimensions).filter(([said]) => said === "podcast");
  assert.deepEqual(meta.caveats, ["self_reported", "several_answers"]);
  await reader.close();

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const cell = page.locator(`[data-testid="heard-cell"][data-pair="${answer} ${channel}"]`);
  assert.equal(await cell.getAttribute("data-value"), "1");
  assert.equal(await page.getByTestId("heard-coverage").getAttribute("data-value"), "1");
  assert.equal(await page.locator('.panel-heard [data-caveat="self_reported"]').count(), 1);
  await cell.getByRole("button").click();
  await page.waitForFunction((search) => location.search === search, `?heard=${answer}&channel=${channel}`);
  await context.close();
  await isFine(it);
});

test("what was read last, and what most went on to, is what the API says", { timeout: 120_000 }, async () => {
  // Both read the guide; one goes on to the prices, one leaves.
  const guide = { u: "/demo/price-of-air/", i: { t: "The guide", w: 100, g: "awareness" }, e: 60_000, d: [2000, 2000], x: [[100, 60_000]] };
  const prices = { u: "/demo/pricing/", i: { t: "Prices", w: 100 } };
  await send({ "cf-connecting-ip": "203.0.113.50" }, { p: "00000000000000a1", ...guide });
  await send({ "cf-connecting-ip": "203.0.113.50" }, { p: "00000000000000a2", ...prices });
  await send({ "cf-connecting-ip": "203.0.113.51" }, { p: "00000000000000a3", ...guide });
  const { results } = await ask("query", { metrics: ["reads"], dimensions: ["item", "next"], date_range: "day", filters: [["is_not", "standing", ["ready"]]] });
  const of = (next) => results.find(({ dimensions }) => dimensions[0] === guide.u && dimensions[1] === next)?.metrics[0];
  assert.deepEqual([of("(none)"), of(prices.u)], [1, 1]);

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const row = page.locator(`[data-testid="leak-row"][data-value="${guide.u}"]`);
  assert.equal(await row.locator('[data-metric="reads"]').getAttribute("data-value"), "2");
  assert.equal(await row.locator('[data-metric="left"]').getAttribute("data-value"), "1");
  assert.match(await row.innerText(), /1 of 1 who went on\): /);
  const stages = await ask("query", { metrics: ["engaged_ms", "reads"], dimensions: ["stage"], date_range: "day" });
  for (const { dimensions, metrics } of stages.results)
    for (const [at, metric] of ["engaged_ms", "reads"].entries()) {
      const cell = page.locator(`[data-testid="stage-row"][data-value="${dimensions[0]}"] [data-metric="${metric}"]`);
      assert.equal(await cell.getAttribute("data-value"), String(metrics[at]), `${dimensions[0]} ${metric}`);
    }
  await row.getByRole("button").click();
  await page.waitForFunction((item) => new URLSearchParams(location.search).get("item") === item, guide.u);
  await context.close();
  await isFine(it);
});

test("what changed against other weeks, and where, is what the API says", { timeout: 120_000 }, async () => {
  const DAY = 24 * 60 * 60 * 1000;
  const noon = (Math.floor(Date.now() / DAY) - 1) * DAY + DAY / 2;
  // By week, the oldest first: visits that nothing sent, and those of a letter.
  for (const [weeks, [direct, email]] of [[9, 4], [9, 5], [10, 4], [9, 4], [9, 20]].entries())
    for (let at = 0; at < direct + email; at++) {
      const now = noon - (4 - weeks) * 7 * DAY + at * 1000;
      const u = at < direct ? "/demo/pricing/" : "/demo/pricing/?utm_medium=email&utm_source=letter";
      const p = `00000000000b${weeks}${String(at).padStart(3, "0")}`;
      await send({ "cf-connecting-ip": `198.51.100.${at + 1}`, "x-ungated-dev": JSON.stringify({ now, simulated: false }) }, { p, u, i: { t: "Pricing" } });
    }
  const { results, meta } = await ask("movers", { metric: "visits", date_range: "yesterday", limit: 3 });
  assert.deepEqual([meta.whole.now, meta.whole.before, meta.whole.is_unusual], [29, [13, 14, 14, 13], true]);
  const [first] = results;
  assert.deepEqual([first.explains, first.rows[0].now], [true, 20], JSON.stringify(first));

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  await scrolled(page);
  const periods = await page.getByTestId("movers-period").evaluateAll((all) => all.map(({ dataset }) => Number(dataset.value)));
  assert.deepEqual(periods, [29, 13, 14, 14, 13]);
  const shown = page.getByTestId("movers-dimension").first();
  assert.deepEqual([await shown.getAttribute("data-value"), await shown.getAttribute("data-explains")], [first.dimension, "true"]);
  const row = shown.locator(`[data-testid="movers-row"][data-value="${first.rows[0].name}"]`);
  assert.equal(await row.locator('[data-metric="change"]').getAttribute("data-value"), String(first.rows[0].change));
  assert.match(await page.locator(".panel-movers").innerText(), /more than chance explains/);
  await row.getByRole("button").click();
  await page.waitForFunction(([by, value]) => new URLSearchParams(location.search).get(by) === value, [first.dimension, first.rows[0].name]);
  await context.close();
  await isFine(it);
});

test("what goes with hand-raises in the weeks after is what the API says, and nobody's journey", { timeout: 120_000 }, async () => {
  const DAY = 24 * 60 * 60 * 1000;
  const today = Math.floor(Date.now() / DAY);
  // Monday noon of five weeks, the last of which is the one before this; the first day of 1970 was a Thursday.
  const mondays = [5, 4, 3, 2, 1].map((weeks) => (today - ((today + 3) % 7) - 7 * weeks) * DAY + DAY / 2);
  const EACH = 30;
  for (const [week, now] of mondays.entries())
    for (const segment of [0, 1]) {
      const isMuch = (week + segment) % 2 === 0;
      const visit = (at) => {
        const u = `/demo/${at < (isMuch ? 20 : 10) ? "pricing" : "twenty-questions"}/${segment ? "?utm_campaign=heat-series" : ""}`;
        const raised = at % (isMuch ? 10 : 3) === 0;
        const address = `198.18.${week * 2 + segment}.${at + 1}`;
        const p = `00000000000c${week}${segment}${String(at).padStart(2, "0")}`;
        return send({ "cf-connecting-ip": address, "x-ungated-dev": JSON.stringify({ now: now + at * 1000, simulated: false }) }, { p, u, i: { t: u }, ...(raised && { h: { call: 1 } }) });
      };
      await Promise.all(Array.from({ length: EACH }, (_, at) => visit(at)));
    }
  // A board of today, where nobody came, has no panels.
  await send({ "cf-connecting-ip": "198.18.99.1" }, { p: "00000000000c9999", u: "/demo/pricing/" });
  const days = [181, 0].map((ago) => new Date((today - ago) * DAY).toISOString().slice(0, 10));
  const { results } = await ask("uplift", { dimension: "item", date_range: days, weeks_after: 1 });
  const told = results.filter((row) => row.difference_micro !== null);
  assert.ok(told.length >= 2, JSON.stringify(results));

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  await scrolled(page);
  const panel = page.locator(".panel-uplift");
  await panel.getByText("Content", { exact: true }).click();
  const rows = panel.getByTestId("uplift-row");
  await eventually(() => rows.evaluateAll((all) => all.map(({ dataset }) => dataset.value)), (names) => names.join() === results.map(({ name }) => name).join());
  for (const { name, difference_micro: difference } of results) {
    const shown = panel.locator(`[data-testid="uplift-row"][data-value="${name}"] [data-testid="uplift-difference"]`);
    assert.deepEqual(await shown.evaluateAll((all) => all.map(({ dataset }) => dataset.value)), difference === null ? [] : [String(difference.value)], name);
  }
  assert.match(await panel.innerText(), /not people: nobody was followed/);
  await panel.getByText("4 weeks", { exact: true }).click();
  await panel.getByText("Not enough data").first().waitFor();
  await context.close();
  await isFine(it);
});
