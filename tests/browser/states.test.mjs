// What the dashboard is when not all is well: no network, an edge that fails, a part that does not answer,
// too few to tell. Each says what it is, is fine to look at, and ends by itself where it can.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { scrolled, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { admin, hit } from "./owner.mjs";
import { eventually, world } from "./world.mjs";

let it;
before(async () => {
  it = await world();
  for (let at = 0; at < 30; at++) await hit(it, { u: `/demo/${at % 3}/`, p: String(at).padStart(16, "0"), address: `198.18.0.${at + 1}`, i: { t: `Piece ${at % 3}`, w: 100 } });
  await admin(it, "sites", "POST", { site: "few", config: { title: "Few", hostnames: ["localhost"], public: true, k: 5 } });
  for (let at = 0; at < 3; at++) await hit(it, { s: "few", u: "/a/", p: String(at).padStart(16, "0"), address: `198.18.1.${at + 1}`, i: { t: "A" } });
  await eventually(() => it.totals("visits"), ([visits]) => visits === 30);
});
after(() => it?.stop());

const LOOKS = [[1440, "light", "en-GB"], [390, "dark", "de-DE"]];

for (const [width, colorScheme, locale] of LOOKS) {
  const open = async (search = "/?range=7d") => {
    const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, locale, bypassCSP: true });
    const page = await context.newPage();
    return { context, page, go: async () => (await page.goto(search), await settled(page)) };
  };

  test(`offline: said once, what stood there stays, and what was asked comes with the network, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open();
    await go();
    await scrolled(page);
    const visits = page.getByTestId("metric-visits");
    assert.equal(await visits.getAttribute("data-value"), "30");
    await context.setOffline(true);
    await page.locator('[data-testid="offline"] .notice').waitFor();
    assert.equal(await visits.getAttribute("data-value"), "30");
    assert.deepEqual(await flaws(page), FINE, "offline");
    await page.getByRole("link", { name: /^(30 days|30 Tage)$/ }).click();
    await page.getByTestId("problem").first().waitFor();
    assert.deepEqual(await flaws(page), FINE, "asked while offline");
    await context.setOffline(false);
    await eventually(() => page.getByTestId("problem").count(), (count) => count === 0);
    await settled(page);
    assert.equal(await visits.getAttribute("data-value"), "30");
    assert.equal(await page.locator('[data-testid="offline"] .notice').count(), 0);
    await context.close();
  });

  test(`an edge that fails: said with its code and a way to try again, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open();
    await page.route("**/api/v1/query", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "unavailable", detail: "A shard did not answer." }) }));
    await go();
    await page.getByTestId("problem").first().waitFor();
    assert.equal(await page.getByTestId("problem").first().getAttribute("data-code"), "unavailable");
    assert.deepEqual(await flaws(page), FINE);
    await page.unroute("**/api/v1/query");
    await page.getByTestId("problem").first().getByRole("button").click();
    await page.getByTestId("metric-visits").waitFor();
    await context.close();
  });

  test(`some panels fail, others stand: each says so by itself, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open();
    const refuse = (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "unavailable", detail: "" }) });
    await page.route("**/api/v1/influence", refuse);
    await page.route("**/quality?**", refuse);
    await page.route("**/api/v1/query", (route) => (route.request().postDataJSON().dimensions?.[0] === "country" ? refuse(route) : route.continue()));
    await go();
    await scrolled(page);
    for (const panel of ["influence", "quality", "places"]) await page.locator(`.panel-${panel} [data-testid="problem"]`).waitFor();
    assert.equal(await page.getByTestId("metric-visits").getAttribute("data-value"), "30");
    assert.deepEqual(await flaws(page), FINE);
    await context.close();
  });

  test(`a part that does not answer: said above all numbers, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open();
    await page.route("**/api/v1/query", async (route) => {
      const answer = await route.fetch();
      const report = await answer.json();
      report.meta.coverage.shards += 1;
      report.meta.coverage.regions.oc = { shards: 1, answered: 0 };
      await route.fulfill({ response: answer, json: report });
    });
    await go();
    await page.getByTestId("coverage-notice").waitFor();
    assert.match(await page.getByTestId("coverage-notice").innerText(), locale === "de-DE" ? /Nur 1 von 2 Shards haben geantwortet; es fehlt: Ozeanien/ : /Only 1 of 2 shards answered; missing: Oceania/);
    assert.deepEqual(await flaws(page), FINE);
    await context.close();
  });

  test(`too few to tell: no number is made up, and why is said, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open("/?site=few&range=7d");
    await go();
    await scrolled(page);
    assert.equal(await page.getByTestId("metric-visits").getAttribute("data-value"), "");
    assert.equal(await page.getByTestId("metric-visits").innerText(), "–");
    assert.equal(await page.locator('[data-item="/a/"]').count(), 0);
    assert.deepEqual(await flaws(page), FINE);
    await context.close();
  });

  test(`nobody came: what to do about it, ${width}`, { timeout: 60_000 }, async () => {
    const { context, page, go } = await open("/?range=7d&country=AQ");
    await go();
    await page.getByTestId("empty").waitFor();
    assert.deepEqual(await flaws(page), FINE);
    await page.getByTestId("empty").getByRole("button").click();
    await page.waitForFunction(() => location.search === "?range=7d");
    await context.close();
  });
}
