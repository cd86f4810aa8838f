// The dashboard as people meet it: empty and full, wide and narrow, light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isFine, look, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { awake, eventually, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

test("it is accessible and fits, empty and with a visit, everywhere", { timeout: 180_000 }, async () => {
  assert.deepEqual(await look(it, 1440, "light"), FINE);
  const reader = await it.reader();
  const page = await reader.newPage();
  await page.goto("/demo/price-of-air/");
  await awake(page);
  await eventually(() => it.totals("visits"), ([visits]) => visits === 1);
  await isFine(it);
  await reader.close();
});

test("its policy holds: nothing inline, nobody else's, no error", async () => {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  const [problems, hosts] = [[], new Set()];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const answer = await page.goto("/");
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src '(self|none)'/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/);
  await settled(page);
  assert.deepEqual(problems, []);
  assert.deepEqual([...hosts], [new URL(it.url).host]);
  // A text that would become markup is refused, whoever tries.
  assert.equal(await page.evaluate(() => { try { document.createElement("p").innerHTML = "<b>"; } catch (error) { return error.name; } }), "TypeError");
  await context.close();
});

test("readers are told what is recorded of them, in two languages, by a page without a script", async () => {
  for (const [width, colorScheme] of [[1440, "light"], [390, "dark"]]) {
    const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto("/");
    await settled(page);
    await page.getByRole("link", { name: "What is recorded of readers" }).click();
    await page.waitForURL("**/recorded/");
    for (const language of ["en", "de"]) {
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      assert.equal(await page.locator("script").count(), 0);
      assert.equal(await page.locator("h2").count(), 4);
      assert.deepEqual(await flaws(page), FINE, `${width} ${language}`);
      if (language === "en") await page.getByRole("link", { name: "Deutsch" }).click();
      if (language === "en") await page.waitForURL("**/recorded/de/");
    }
    await context.close();
  }
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
