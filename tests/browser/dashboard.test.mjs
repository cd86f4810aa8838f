// The dashboard as people meet it: empty and full, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { awake, eventually, isChecking, person, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const settled = (page) => page.waitForFunction(() => document.querySelector("main") && !document.querySelector('.skeleton,[aria-busy="true"]'));

async function look(width, colorScheme) {
  const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const found = await flaws(page);
  await context.close();
  return found;
}

test("it is accessible and fits, empty and with a visit, everywhere", { timeout: 180_000 }, async () => {
  assert.deepEqual(await look(1440, "light"), FINE);
  const reader = await it.reader();
  const page = await reader.newPage();
  await page.goto("/demo/price-of-air/");
  await awake(page);
  await eventually(() => it.totals("visits"), ([visits]) => visits === 1);
  for (const width of [1440, 390])
    for (const scheme of ["light", "dark"]) assert.deepEqual(await look(width, scheme), FINE, `${width} ${scheme}`);
  await reader.close();
});

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
  const question = { site: "demo", dimension: "item", date_range: "day" };
  const { results } = await (await fetch(`${it.url}/api/v1/influence`, { method: "POST", body: JSON.stringify(question) })).json();
  const first = Object.fromEntries(results.map(({ name, credits }) => [name, [credits.first, credits.last_content, credits.linear]]));
  assert.deepEqual(first, { "/demo/twenty-questions/": [1_000_000, 0, 500_000], "/demo/pricing/": [0, 1_000_000, 500_000] });
  for (const { name, credits } of results)
    for (const model of ["first", "linear", "last_content", "engaged_time", "markov_removal"]) {
      const cell = board.locator(`[data-testid="influence-row"][data-value="${name}"] [data-model="${model}"]`);
      assert.equal(await cell.getAttribute("data-value"), String(credits[model]), `${name} by ${model}`);
    }
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
  for (const width of [1440, 390]) assert.deepEqual(await look(width, "light"), { violations: [], overflow: 0 }, `${width}`);
  await reader.stop();
});

test("its policy holds: nothing inline, nobody else's, no error", async () => {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  const [problems, hosts] = [[], new Set()];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const answer = await page.goto("/");
  assert.match(answer.headers()["content-security-policy"], /default-src '(self|none)'/);
  await settled(page);
  assert.deepEqual(problems, []);
  assert.deepEqual([...hosts], [new URL(it.url).host]);
  await context.close();
});

test("a click filters, and the address says so", async () => {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/?range=7d");
  await settled(page);
  await page.locator('[data-testid="content-row"] button, [data-testid="content-row"] a').first().click();
  await page.waitForFunction(() => location.search.includes("item="));
  assert.equal(await page.locator('[data-testid="chip"]').count(), 1);
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes("item="));
  assert.equal(await page.locator('[data-testid="chip"]').count(), 0);
  await context.close();
});

test("the matrix of fit and engagement says what the API says, and a cell filters by both", { timeout: 120_000 }, async () => {
  // A reader at a company in Germany, as Cloudflare says it, by the campaign that the demo's rules name.
  const place = JSON.stringify({ continent: "EU", country: "DE", asOrganization: "Oberrhein Guss GmbH" });
  const u = "http://localhost:8787/demo/pricing/?utm_campaign=heat-series";
  const hit = { v: 1, s: "demo", p: "00000000000000f1", u, i: { t: "Pricing" } };
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "cf-blob": place };
  const sent = await fetch(`${it.url}/e`, { method: "POST", headers, body: JSON.stringify(hit) });
  assert.equal(sent.status, 202);

  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  assert.equal(await page.locator('.panel-segments [data-dimension="segment"][data-value="DACH manufacturing"]').count(), 1);
  const question = { site: "demo", metrics: ["visits"], dimensions: ["fit_band", "engagement_band"], date_range: "day" };
  const told = await (await fetch(`${it.url}/api/v1/query`, { method: "POST", body: JSON.stringify(question) })).json();
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
  for (const scheme of ["light", "dark"]) assert.deepEqual(await look(390, scheme), FINE, scheme);
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
  const question = { site: "demo", metrics: ["visits"], dimensions: ["heard", "channel"], date_range: "day" };
  const ask = async () => (await fetch(`${it.url}/api/v1/query`, { method: "POST", body: JSON.stringify(question) })).json();
  const { results, meta } = await eventually(ask, (told) => told.results.some(({ dimensions }) => dimensions[0] === "podcast"));
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
  for (const width of [1440, 390])
    for (const scheme of ["light", "dark"]) assert.deepEqual(await look(width, scheme), FINE, `${width} ${scheme}`);
});

test("days and hours are those of the site's time zone", { timeout: 120_000 }, async () => {
  const zone = "Asia/Kathmandu"; // three quarters of an hour, and no summer
  const headers = { authorization: `Bearer ${it.token}`, "content-type": "application/json" };
  const path = `${it.url}/api/v1/sites/demo/config`;
  const { config, version } = await (await fetch(path, { headers })).json();
  const body = JSON.stringify({ ...config, time_zone: zone });
  const put = await fetch(path, { method: "PUT", headers: { ...headers, "if-match": `"${version}"` }, body });
  assert.equal(put.status, 200);

  const context = await it.browser.newContext({ baseURL: it.url, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const told = (format) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...format }).format();
  const head = await page.locator(".board-head").innerText();
  assert.ok(head.includes(`Days and hours by the clock of ${zone}`), head);
  assert.ok(head.includes(told({ weekday: "short", day: "numeric", month: "short" })), head);
  await page.locator(".trend-table summary").click();
  const rows = await page.locator(".trend-table tbody tr").allInnerTexts();
  const hours = Number(told({ hour: "2-digit", hourCycle: "h23" })) + 1;
  assert.deepEqual([rows.length, rows[0].slice(0, 5)], [hours, "00:00"]);
  const visits = rows.map((row) => Number(row.split("\t")[1])).reduce((sum, one) => sum + one);
  const asked = { site: "demo", metrics: ["visits"], date_range: "day" };
  const answer = await (await fetch(`${it.url}/api/v1/query`, { method: "POST", headers, body: JSON.stringify(asked) })).json();
  assert.deepEqual([visits, answer.meta.time_zone], [answer.results[0].metrics[0], zone]);
  assert.ok(visits > 0);
  await page.goto("/?range=7d");
  await settled(page);
  await page.locator(".trend-table summary").click();
  const days = await page.locator(".trend-table tbody tr").allInnerTexts();
  assert.equal(days.length, 7);
  assert.ok(days[6].startsWith(told({ weekday: "short", day: "numeric", month: "short" })), days[6]);
  await context.close();
});

test("days of one's own, and the year before, are chosen in the header and said by the address", { timeout: 60_000 }, async () => {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: (await it.ask({ metrics: ["visits"] })).meta.time_zone }).format();
  const first = new Date(Date.parse(today) - 9 * 86_400_000).toJSON().slice(0, 10);
  for (const width of [1440, 390]) {
    const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto("/");
    await settled(page);
    await page.getByText("Dates", { exact: true }).click();
    await page.getByLabel("From", { exact: true }).fill(today);
    await page.getByLabel("To", { exact: true }).fill(first);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("The first day is after the last one.").waitFor();
    assert.equal(new URL(page.url()).search, "");
    assert.deepEqual(await flaws(page), FINE);
    await page.getByLabel("From", { exact: true }).fill(first);
    await page.getByLabel("To", { exact: true }).fill(today);
    await page.getByRole("button", { name: "Show" }).click();
    await page.waitForFunction((range) => new URLSearchParams(location.search).get("range") === range, `${first},${today}`);
    assert.equal(await page.getByLabel("From", { exact: true }).isVisible(), false);
    await settled(page);
    await page.locator(".trend-table summary").click();
    assert.equal(await page.locator(".trend-table tbody tr").count(), 10);
    const visits = await page.getByTestId("metric-visits").getAttribute("data-value");
    const question = { site: "demo", metrics: ["visits"], date_range: [first, today] };
    const told = await (await fetch(`${it.url}/api/v1/query`, { method: "POST", body: JSON.stringify(question) })).json();
    assert.equal(Number(visits), told.results[0].metrics[0]);
    await page.getByText("the 10 days before: 0").first().waitFor();

    await page.getByText("Dates", { exact: true }).click();
    await page.getByLabel("Compared with").selectOption("year_before");
    await page.getByText("the same days a year before: 0").first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.getByLabel("From", { exact: true }).isVisible(), false);
    await page.goBack();
    await page.getByText("the 10 days before: 0").first().waitFor();
    await page.goBack();
    await page.waitForFunction(() => location.search === "");
    await context.close();
  }
});
