// All sites beside one another: what each says is what the API says of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { admin, hit, owner } from "./owner.mjs";
import { eventually, world } from "./world.mjs";

const SITES = ["one.test", "two.test", "three.test", "four.test"];
const METRICS = ["visits", "pageviews", "engaged_ms", "hand_raises"];
const DAY = 24 * 60 * 60 * 1000;

let it;
before(async () => {
  it = await world();
  // One has few readers, two many, of which most yesterday; three none; four is closed.
  for (const [at, site] of SITES.entries())
    await admin(it, "sites", "POST", { site, config: { title: `Site ${at + 1}`, hostnames: ["localhost"], public: site !== "four.test", k: at === 2 ? 5 : 1 } });
  const noon = (Math.floor(Date.now() / DAY) - 1) * DAY + DAY / 2;
  let made = 0;
  const read = (s, now, more = {}) =>
    hit(it, { s, now, u: "/a/", i: { t: "A", w: 100 }, e: 30_000, p: String(++made).padStart(16, "0"), address: `198.51.100.${made}`, ...more });
  for (let at = 0; at < 3; at++) await read("one.test", noon + at * 1000);
  for (let at = 0; at < 60; at++) await read("two.test", noon + at * 1000, at < 4 && { h: { call: 1 } });
  for (let at = 0; at < 40; at++) await read("two.test", noon - DAY + at * 1000);
});
after(() => it?.stop());

const rows = (page) => page.getByTestId("site-row");
const shown = (row) => row.evaluate((row, metrics) => metrics.map((metric) => row.querySelector(`[data-metric="${metric}"]`).dataset.value), METRICS);

test("who is signed in sees all, whoever is not those that are public; each says what the API says", { timeout: 120_000 }, async () => {
  const guest = await it.browser.newContext({ baseURL: it.url });
  const open = await guest.newPage();
  await open.goto("/?site=one.test");
  await settled(open);
  const switcher = open.locator(".site select");
  await switcher.selectOption("All sites");
  await open.waitForFunction(() => location.search === "?site=one.test&sites=all");
  await settled(open);
  assert.deepEqual((await rows(open).evaluateAll((all) => all.map(({ dataset }) => dataset.site))).sort(), ["demo", "one.test", "three.test", "two.test"]);
  await guest.close();

  const { context, page } = await owner(it);
  let most = 0;
  const under = new Set();
  page.on("request", (request) => request.url().endsWith("/query") && (under.add(request), (most = Math.max(most, under.size))));
  const ended = (request) => under.delete(request);
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  await page.goto("/?sites=all&range=yesterday");
  await settled(page);
  assert.ok(most <= 6, `${most} questions at once`);
  for (const site of ["demo", ...SITES]) {
    const { body } = await admin(it, "query", "POST", { site, metrics: METRICS, date_range: "yesterday" });
    const wanted = body.results[0].metrics.map((value) => String(value ?? ""));
    assert.deepEqual(await shown(page.locator(`[data-testid="site-row"][data-site="${site}"]`)), wanted, site);
  }
  assert.equal(await rows(page).first().getAttribute("data-site"), "two.test");
  const two = page.locator('[data-testid="site-row"][data-site="two.test"]');
  assert.match(await two.getByTestId("change-visits").innerText(), /50\s?%/);
  assert.match(await two.getByTestId("change-visits").getAttribute("title"), /50\s?% up on the day before/);
  assert.match(await two.getByRole("img").getAttribute("aria-label"), /^Visits over 24 hours, 60 at most/);
  // Of the third nothing may be told, which is said, and no sum is made that would tell it.
  assert.equal(await page.locator('[data-testid="site-row"][data-site="three.test"] [data-metric="visits"]').innerText(), "–");
  await page.getByText("stands for fewer than 5 visits, or none").waitFor();
  await page.getByText("5 sites, of which not all can be told").waitFor();

  await two.getByRole("link", { name: "Site 2" }).click();
  await page.waitForFunction(() => location.search === "?site=two.test&range=yesterday");
  await page.getByRole("heading", { level: 1, name: "Site 2" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "All sites" }).waitFor();
  await page.getByRole("link", { name: "7 days" }).click();
  await page.waitForFunction(() => location.search === "?range=7d&sites=all" || location.search === "?sites=all&range=7d");
  await eventually(() => shown(two), ([visits]) => visits === "100");
  await context.close();
});

test("a site that does not answer says so, alone, and answers when it is asked again", { timeout: 60_000 }, async () => {
  const { context, page } = await owner(it);
  let isBroken = true;
  await page.route("**/api/v1/query", async (route) => {
    if (isBroken && route.request().postDataJSON().site === "one.test") return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "unavailable", detail: "" }) });
    return route.continue();
  });
  await page.goto("/?sites=all&range=7d");
  await settled(page);
  const one = page.locator('[data-testid="site-row"][data-site="one.test"]');
  await one.getByRole("alert").waitFor();
  assert.equal(await page.getByRole("alert").count(), 1);
  isBroken = false;
  await one.getByRole("button").click();
  await eventually(() => shown(one), ([visits]) => visits === "3");
  assert.equal(await page.getByRole("alert").count(), 0);
  await context.close();
});

test("it is accessible and fits, in both languages, answered, failed, and while it asks", { timeout: 180_000 }, async () => {
  for (const [width, colorScheme, locale] of [[1440, "light", "en-GB"], [1440, "dark", "de-DE"], [390, "light", "de-DE"], [390, "dark", "en-GB"]]) {
    const { context, page } = await owner(it, { viewport: { width, height: 900 }, colorScheme, locale, bypassCSP: true });
    await page.goto("/?sites=all&range=7d");
    await settled(page);
    assert.deepEqual(await flaws(page), FINE, `${width} ${locale}`);
    await page.route("**/api/v1/query", (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").first().waitFor();
    await settled(page);
    assert.deepEqual(await flaws(page), FINE, `failed ${width} ${locale}`);
    await page.unroute("**/api/v1/query");
    const held = [];
    await page.route("**/api/v1/query", (route) => void held.push(route));
    await page.reload();
    await rows(page).first().waitFor();
    assert.deepEqual(await flaws(page), FINE, `asking ${width} ${locale}`);
    await context.close();
  }
});
