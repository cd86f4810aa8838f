// Deals and answers as a marketer brings them: looked at line by line, kept once, compared, forgotten.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isFine, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { awake, eventually, world } from "./world.mjs";

let it;
before(async () => {
  it = await world();
  const reader = await it.reader();
  const page = await reader.newPage();
  await page.goto("/demo/about/");
  await awake(page);
  await eventually(visits, (visits) => visits === 1);
  await reader.close();
});
after(() => it?.stop());

const visits = async () => {
  const body = JSON.stringify({ site: "demo", metrics: ["visits"], date_range: "30d" });
  return (await (await fetch(`${it.url}/api/v1/query`, { method: "POST", body })).json()).results[0].metrics[0];
};

const kept = async (kind) => {
  const headers = { authorization: `Bearer ${it.token}` };
  return (await (await fetch(`${it.url}/api/v1/sites/demo/${kind}`, { headers })).json()).rows;
};

const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** The board of thirty days, its owner signed in, with the panel looked at. */
async function owner(options = {}) {
  const context = await it.browser.newContext({ baseURL: it.url, bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto("/?setup=tag");
  await page.getByLabel("Token", { exact: true }).fill(it.token);
  await page.locator("main button[type=submit]").click();
  await page.getByTestId("recipe").waitFor();
  await page.goto("/?range=30d");
  await seen(page);
  await page.locator(".panel-deals .panel-body").waitFor();
  return { context, page, panel: page.locator(".panel-deals") };
}

async function seen(page) {
  await settled(page);
  await page.getByRole("heading", { name: "What was read before deals were won?" }).scrollIntoViewIfNeeded();
  await settled(page);
}

/** Writes a file into a form and looks at it. */
async function look(form, csv) {
  await form.getByLabel("Or its text").fill(csv);
  await form.getByRole("button", { name: "Look at it first" }).click();
  await form.getByTestId("bring-file").waitFor();
}

test("who is not signed in is told that deals are not public, and nothing is asked", { timeout: 180_000 }, async () => {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => /deals|answers/.test(request.url()) && asked.push(request.url()));
  await page.goto("/?range=30d");
  await seen(page);
  await page.getByText(/^What you sell is not public: sign in/).waitFor();
  assert.deepEqual(asked, []);
  await context.close();
});

test("a file is looked at, mended, kept once, compared and forgotten", { timeout: 180_000 }, async () => {
  const { context, page, panel } = await owner();
  const form = page.getByTestId("bring-deals");
  assert.match(await panel.innerText(), /No deals yet/);
  const sample = await form.locator("pre").innerText();
  const head = "closed,lead,segment,way,value,currency,Account\n";
  await look(form, `${head}${day(2)},${day(1)},Nobody,form,1.2,EUR,=1+1\n04.03.2026,,,,,,\n`);
  const errors = form.getByTestId("bring-error");
  assert.deepEqual(await errors.evaluateAll((rows) => rows.map((row) => `${row.children[0].textContent} ${row.dataset.code}`)), ["2 order", "2 segment", "2 money", "3 day"]);
  assert.match(await errors.nth(1).innerText(), /one of “DACH manufacturing”/);
  assert.match(await form.getByTestId("bring-file").innerText(), /Not read, and not kept: Account/);
  assert.equal(await form.getByRole("button", { name: "Keep these" }).count(), 0);
  assert.deepEqual(await kept("deals"), []);

  const file = `${head}${day(2)},${day(12)},dach manufacturing,form,1200.50,EUR,x\n${day(3)},,,ungated,800,EUR,\n`;
  await look(form, file);
  assert.equal(await errors.count(), 0);
  assert.match(await form.getByTestId("bring-row").first().innerText(), /DACH manufacturing/);
  assert.deepEqual(await kept("deals"), [], "nothing is kept yet");
  await form.getByRole("button", { name: "Keep these" }).click();
  await panel.getByTestId("deals-segment").first().waitFor();
  assert.equal((await kept("deals")).length, 2);
  const segment = panel.locator('[data-testid="deals-segment"][data-value="DACH manufacturing"]');
  assert.match(await segment.innerText(), /1 deal · .*1[,.]?200.* · 10 days from lead to close/s);
  // The same file again is known, and there is nothing to keep.
  if (!(await form.evaluate((details) => details.open))) await form.locator("summary").click();
  await look(form, file);
  assert.match(await form.getByTestId("bring-file").innerText(), /0 new, 0 changed, 2 known/);
  assert.equal(await form.getByRole("button", { name: "Keep these" }).isDisabled(), true);
  // Costs stand in the address.
  const costs = page.getByTestId("deals-costs");
  await costs.getByLabel("Cost of form downloads").fill("5000");
  await costs.getByRole("button").click();
  await page.waitForFunction(() => location.search.includes("costs=form%3A5000+EUR"));
  const way = panel.locator('[data-testid="deals-way"][data-value="form"]');
  assert.match(await way.innerText(), /5[,.]?000/);
  await form.getByLabel(/^To forget all 2/).fill("demo");
  await form.getByRole("button", { name: "Forget all" }).click();
  await panel.getByText("No deals yet").waitFor();
  assert.deepEqual(await kept("deals"), []);
  // What the page shows as a sample is a file that is taken.
  await look(form, sample);
  assert.equal(await errors.count(), 0);
  await context.close();
});

test("imported answers stand beside observed ones", { timeout: 180_000 }, async () => {
  const { context, page } = await owner();
  const form = page.getByTestId("bring-answers");
  await look(form, `date;answer;channel;count\n${day(1)};podcast;direct;4\n${day(1)};colleague;;2\n`);
  await form.getByRole("button", { name: "Keep these" }).click();
  const share = page.getByTestId("imported-share");
  await share.waitFor();
  assert.match(await share.innerText(), /^6 imported answers \(100\s?% of all answers\)/);
  const cells = await page.getByTestId("imported-cell").evaluateAll((all) => all.map((cell) => cell.dataset.value));
  assert.ok(cells.includes("podcast direct 0 4") && cells.includes("colleague   2"), cells.join());
  await context.close();
});

test("all of it is fine to look at, wide or narrow, light or dark, whether or not one may see it", { timeout: 300_000 }, async () => {
  const body = `closed,segment,way\n${day(2)},DACH manufacturing,form\n`;
  const headers = { authorization: `Bearer ${it.token}` };
  assert.equal((await fetch(`${it.url}/api/v1/sites/demo/deals`, { method: "POST", headers, body })).status, 200);
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await owner({ viewport: { width, height: 900 }, colorScheme });
      const form = page.getByTestId("bring-deals");
      await form.locator("summary").click();
      await look(form, `${body}04.03.2026,Nobody,fax\n`);
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      await context.close();
    }
  await isFine(it);
});
