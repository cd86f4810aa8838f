// The ungate ledger as people meet it: a piece of the demo that has a form every other week, and a site without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isFine, settled } from "./board.mjs";
import { awake, eventually, world } from "./world.mjs";

const PATH = "/demo/twenty-questions/";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const asked = async () => {
  const body = JSON.stringify({ site: "demo", date_range: "30d" });
  return (await (await fetch(`${it.url}/api/v1/ungate`, { method: "POST", body })).json()).results;
};

/** The panel of thirty days, looked at. */
async function panel(look) {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  await page.goto("/?range=30d");
  await settled(page);
  // It is asked once somebody looks.
  await page.getByRole("heading", { name: "What did the form cost?" }).scrollIntoViewIfNeeded();
  await settled(page);
  await page.locator(".panel-ungate .panel-body").waitFor();
  await look(page.locator(".panel-ungate"));
  await context.close();
}

test("a reader is in one of the arms, and where there is not enough data it says so", { timeout: 180_000 }, async () => {
  const reader = await it.reader();
  const page = await reader.newPage();
  await page.goto(PATH);
  await awake(page);
  const both = ([row]) => (row.gated.visits ?? 0) + (row.ungated.visits ?? 0);
  await eventually(asked, (rows) => both(rows) === 1);
  await reader.close();
  await panel(async (board) => {
    const asset = board.locator(`[data-testid="ungate-asset"][data-value="${PATH}"]`);
    const [{ gated, ungated }] = await asked();
    const figures = await asset.locator("tbody tr").first().locator("td .num").allTextContents();
    assert.deepEqual(figures, [gated, ungated].map((arm) => String(arm.visits)));
    assert.equal(await asset.getByText("Not enough data", { exact: true }).count(), 3);
    assert.equal(await asset.locator('[data-testid="ungate-cost"]').getAttribute("data-value"), "");
    assert.match(await board.textContent(), /look at a longer period/);
  });
  await isFine(it);
});

test("a site without assets is told how to name one", { timeout: 180_000 }, async () => {
  const headers = { authorization: `Bearer ${it.token}`, "content-type": "application/json" };
  const path = `${it.url}/api/v1/sites/demo/config`;
  const { config, version } = await (await fetch(path, { headers })).json();
  const body = JSON.stringify({ ...config, ungate: [] });
  const put = await fetch(path, { method: "PUT", headers: { ...headers, "if-match": `"${version}"` }, body });
  assert.equal(put.status, 200);
  await eventually(asked, (rows) => rows.length === 0);
  await panel(async (board) => assert.match(await board.textContent(), /under “ungate” in the site’s configuration/));
  await isFine(it);
});
