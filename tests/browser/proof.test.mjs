// The budget's proof: one page that says what the API says, and prints as one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { eventually, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const ask = async (route, question) =>
  (await fetch(`${it.url}/api/v1/${route}`, { method: "POST", body: JSON.stringify({ site: "demo", ...question }) })).json();

/** Ten readers of one minute each, the last of whom calls. */
async function read() {
  for (let at = 0; at < 10; at++) {
    const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "cf-connecting-ip": `203.0.113.${at + 1}` };
    const view = { e: 60_000, d: [2000, 2000], x: [[100, 60_000]], h: at === 9 ? { call: 1 } : {} };
    const hit = { v: 1, s: "demo", p: `00000000000c000${at}`, u: "http://localhost:8787/demo/price-of-air/", i: { t: "The guide", w: 100 }, ...view };
    assert.equal((await fetch(`${it.url}/e`, { method: "POST", headers, body: JSON.stringify(hit) })).status, 202);
  }
}

/** The pages of a PDF: each has an object of its own. */
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

test("what was spent is divided by what the API says, and stands in the address alone", { timeout: 120_000 }, async () => {
  await read();
  const metrics = ["engaged_ms", "reads", "visits", "hand_raises"];
  const { results, meta } = await ask("query", { metrics, date_range: "day" });
  assert.deepEqual(results[0].metrics, [600_000, 10, 10, 1]);

  const context = await it.browser.newContext({ baseURL: it.url, bypassCSP: true });
  const page = await context.newPage();
  const sent = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await page.goto("/");
  await settled(page);
  await page.getByRole("link", { name: "Proof" }).click();
  await page.getByLabel("Spent on content in these days").fill("777.5");
  await page.getByLabel("Currency").fill("chf");
  await page.getByRole("button", { name: "Reckon" }).click();
  await page.waitForFunction(() => location.search === "?proof=777.5+CHF");
  await settled(page);
  for (const [at, metric] of metrics.entries()) {
    const cell = page.locator(`[data-testid="proof-row"] [data-metric="${metric}"]`);
    assert.equal(await cell.getAttribute("data-value"), String(results[0].metrics[at]), metric);
  }
  const costs = await page.locator('[data-metric="cost"]').evaluateAll((cells) => cells.map(({ firstChild }) => firstChild.textContent));
  assert.deepEqual(costs.map((text) => Number(text.replace(/[^\d.]/g, ""))), [77.8, 77.8, 77.8, 778]);
  assert.match(await page.locator(".panel-proof").innerText(), new RegExp(meta.model));
  // 0.025 and 5.57 are the exact ends of a Poisson count of one.
  assert.match(await page.locator('[data-metric="hand_raises"] small').innerText(), /^0 to 6$/);
  const piece = page.getByTestId("proof-piece").first();
  assert.equal(await piece.getAttribute("data-value"), "/demo/price-of-air/");
  // The address of a page that is opened with it goes to the server, a change of it does not.
  assert.deepEqual(sent.filter((text) => text.includes("777")), []);
  await context.close();
});

test("it prints as one page, is accessible, and keeps what is not a cost out", { timeout: 120_000 }, async () => {
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto("/?proof=12000+EUR");
      await settled(page);
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      for (const format of ["A4", "Letter"]) assert.equal(pages(await page.pdf({ format })), 1, format);
      await context.close();
    }
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/?proof=%3Cimg%20src=x%3E");
  await settled(page);
  const shown = () => page.locator('[data-metric="cost"]').allInnerTexts();
  await eventually(shown, (costs) => costs.length === 4 && costs.every((cost) => cost.startsWith("–")));
  await context.close();
});
