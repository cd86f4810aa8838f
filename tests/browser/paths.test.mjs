// Which way readers go, as people meet it: numbers on screen are the API's, and every state is an address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isFine, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { eventually, world } from "./world.mjs";

const GUIDE = "/demo/twenty-questions/";
const PRICING = "/demo/pricing/";
const ABOUT = "/demo/about/";

let it;
let views = 0;
before(async () => {
  it = await world();
  await read("198.51.100.1", [GUIDE, PRICING, GUIDE, ABOUT], ABOUT);
  await read("198.51.100.2", [GUIDE, PRICING]);
  await read("198.51.100.3", [GUIDE]);
  await read("198.51.100.4", [ABOUT, GUIDE, PRICING], PRICING);
  await eventually(async () => (await ask({ from: GUIDE })).meta.visits, (visits) => visits === 4);
});
after(() => it?.stop());

/** A visit, as the tag tells it: its pieces, and on which of them a hand was raised. */
async function read(address, paths, raisedOn) {
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "cf-connecting-ip": address };
  for (const path of paths) {
    const hit = { v: 1, s: "demo", p: String((views += 1)).padStart(16, "0"), u: `http://localhost:8787${path}`, i: { t: `Title of ${path}` } };
    if (path === raisedOn) hit.h = { call: 1 };
    assert.equal((await fetch(`${it.url}/e`, { method: "POST", headers, body: JSON.stringify(hit) })).status, 202);
  }
}

async function ask(question) {
  const body = JSON.stringify({ site: "demo", date_range: "7d", steps: 3, branches: 8, ...question });
  return (await fetch(`${it.url}/api/v1/paths`, { method: "POST", body })).json();
}

const opened = async (search, options = {}) => {
  const context = await it.browser.newContext({ baseURL: it.url, bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto(`/?range=7d${search}`);
  await seen(page);
  return { context, page };
};

async function seen(page) {
  await settled(page);
  await page.getByRole("heading", { name: /^(In what order|In welcher Reihenfolge)/ }).scrollIntoViewIfNeeded();
  await page.locator(".panel-paths .panel-body").waitFor();
  await settled(page);
}

/** What is on screen, in the words of the API. */
async function shown(page) {
  const number = (text) => (text === "" ? null : Number(text));
  const steps = [];
  for (const step of await page.getByTestId("flow-step").all()) {
    const of = (name) => step.getAttribute(`data-${name}`);
    const branches = [];
    for (const branch of await step.getByTestId("flow-branch").all()) {
      const own = (name) => branch.getAttribute(`data-${name}`);
      branches.push([await own("from"), await own("item"), number(await own("visits")), number(await own("between"))]);
    }
    steps.push({ reached: number(await of("reached")), ended: number(await of("ended")), other: number(await of("other")), branches: branches.sort() });
  }
  return steps;
}

const told = ({ results }) =>
  results.map(({ reached, ended, other, branches }, at) => ({
    reached,
    ended,
    other,
    branches: branches.map(({ from, item, visits, between_ms }) => [from === null ? "" : results[at - 1].branches[from].item, item, visits, between_ms]).sort(),
  }));

test("the panel shows what the API tells, in every direction", { timeout: 180_000 }, async () => {
  const ways = [
    ["", { from: GUIDE }],
    [`&tab.flow=${encodeURIComponent(ABOUT)}`, { from: ABOUT }],
    [`&item=${encodeURIComponent(PRICING)}&tab.paths=back`, { to: { item: PRICING } }],
    ["&tab.paths=raise", { to: "hand_raise" }],
    ["&tab.paths=standing", { to: { standing: "considering" } }],
  ];
  for (const [search, question] of ways) {
    const answer = await ask(question);
    assert.ok(answer.results.length > 0, search);
    const { context, page } = await opened(search);
    assert.deepEqual(await shown(page), told(answer), search);
    const rows = await page.locator(".flow-table tbody tr").count();
    assert.equal(rows, answer.results.flatMap(({ branches }) => branches).length, search);
    await context.close();
  }
  const [first] = told(await ask({ from: GUIDE }));
  // One left at once; returns are no steps.
  assert.deepEqual([first.reached, first.ended, first.branches.map(([, item, visits]) => [item, visits])], [4, 1, [[PRICING, 3]]]);
});

test("a branch goes on from there, a click filters, and the address keeps it", { timeout: 180_000 }, async () => {
  const { context, page } = await opened("");
  const branch = page.locator(`[data-testid="flow-branch"][data-item="${PRICING}"]`).first();
  await branch.locator(".flow-begin").click();
  await page.waitForURL(/tab.flow/);
  await eventually(() => page.getByTestId("flow-item").inputValue(), (item) => item === PRICING);
  await seen(page);
  const on = told(await ask({ from: PRICING }));
  assert.deepEqual(await shown(page), on);
  await page.reload();
  await seen(page);
  assert.deepEqual(await shown(page), on);
  await page.goBack();
  await eventually(() => page.getByTestId("flow-item").inputValue(), (item) => item === GUIDE);
  await seen(page);
  await page.locator(`[data-testid="flow-branch"][data-item="${PRICING}"] .pick`).first().click();
  await page.waitForURL((url) => url.searchParams.get("item") === PRICING);
  await seen(page);
  assert.deepEqual(await shown(page), on);
  await page.goto(`/?range=7d&item!=${encodeURIComponent(ABOUT)}`);
  await seen(page);
  assert.match(await page.locator(".panel-paths").textContent(), /not filtered by: Piece/);
  await context.close();
});

test("nothing is wrong with it, in German neither, on a phone neither", { timeout: 180_000 }, async () => {
  await isFine(it);
  for (const way of ["on", "back", "raise", "standing"]) {
    const { context, page } = await opened(`&tab.paths=${way}&lang=de`, { viewport: { width: 390, height: 900 } });
    await page.locator(".flow-table summary").click();
    assert.deepEqual(await flaws(page), FINE, way);
    await context.close();
  }
});
