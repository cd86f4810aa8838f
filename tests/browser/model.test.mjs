// The scoring model, as its owner changes it: a draft, what it would have said, its publication, and a page that scores by it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { awake, eventually, world } from "./world.mjs";

const HALF = 20;

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const simulate = (visits) =>
  new Promise((resolve, reject) => {
    const [program, ...before] = process.env.UNGATED_XTASK ? [process.env.UNGATED_XTASK] : ["cargo", "xtask"];
    execFile(program, [...before, "simulate", "--visits", String(visits), "--days", "7", "--url", it.url], (error) => (error ? reject(error) : resolve()));
  });

async function admin(path, method = "GET", body = undefined) {
  const headers = { authorization: `Bearer ${it.token}` };
  const answer = await fetch(`${it.url}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  assert.equal(answer.status, 200);
  return answer.json();
}

/** The owner's browser, at the model. */
async function owner(options = {}) {
  const context = await it.browser.newContext({ baseURL: it.url, ...options });
  const page = await context.newPage();
  await page.goto("/?site=demo&setup=model");
  await page.getByLabel("Token", { exact: true }).fill(it.token);
  await page.locator("main button[type=submit]").click();
  await page.getByTestId("model-form").waitFor();
  return { context, page };
}

/** Publishes what the form holds, but for half of engagement. */
async function tried(page) {
  await page.getByLabel("Points for half of engagement").fill(String(HALF));
  await page.getByRole("button", { name: "See what it would have said" }).click();
  await page.getByTestId("tried").waitFor();
}

test("a draft is tried on what is kept, and what it says is what the API says", { timeout: 180_000 }, async () => {
  await simulate(300);
  const { context, page } = await owner();
  const publish = page.getByTestId("publish-form").getByRole("button", { name: "Publish" });
  assert.ok(await publish.isDisabled(), "nothing was changed");
  // What the edge would refuse is said at its field.
  await page.getByLabel("Considering", { exact: true }).fill("70");
  await page.getByRole("button", { name: "See what it would have said" }).click();
  await page.getByRole("alert").filter({ hasText: "ready_from: more than considering_from, which is 70" }).first().waitFor();
  await page.getByRole("button", { name: "As published" }).click();
  assert.equal(await page.getByLabel("Considering", { exact: true }).inputValue(), "25");

  await tried(page);
  const days = (at) => new Date(Date.now() - at * 86_400_000).toISOString().slice(0, 10);
  const { config } = await admin("sites/demo/config");
  assert.equal(config.model, undefined, "the demo has the usual one");
  const names = await page.getByTestId("model-form").locator("input").evaluateAll((all) => all.map((each) => [each.name, Number(each.value)]));
  const model = { format: 1, name: "Draft", version: 2, ...Object.fromEntries(names), read_through_points: 40 };
  const { results } = await admin("sites/demo/model/try", "POST", { date_range: [days(89), days(0)], model });
  assert.ok(results.changed > 100, `${results.changed} visits would have other scores`);
  for (const { published, draft, visits } of results.standings) {
    const cell = page.getByTestId("rungs").locator(`[data-pair="${published} ${draft}"]`);
    assert.equal(Number(await cell.getAttribute("data-value")), visits);
  }
  const shown = (await page.locator(".tried-finding").innerText()).match(/\d+/g).map(Number);
  assert.deepEqual(shown, [results.changed, results.visits].slice(0, shown.length));
  await page.getByText("after it.", { exact: false }).waitFor(); // a caveat, in words
  // Another change, and what was tried is no longer what is there.
  await page.getByLabel("Points for keeping").fill("12");
  assert.equal(await page.getByTestId("tried").count(), 0);
  assert.ok(await publish.isDisabled(), "what was not tried is not published");
  await context.close();
});

test("the studio is fine in every light and width", { timeout: 180_000 }, async () => {
  for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]]) {
    const { context, page } = await owner({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await tried(page);
    assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
    await context.close();
  }
});

test("what is published scores the past, a reader’s page, and has a reason in the history", { timeout: 180_000 }, async () => {
  const question = { metrics: ["engagement"], date_range: "30d" };
  const before = await it.ask(question);
  const { context, page } = await owner();
  await tried(page);
  await page.getByLabel("The model’s name").fill("One piece is a lot");
  await page.getByLabel("Why", { exact: true }).fill("Our pieces are long");
  await page.getByTestId("publish-form").getByRole("button", { name: "Publish" }).click();
  const scored = await eventually(
    () => it.ask(question),
    ({ meta }) => meta.model !== before.meta.model && !meta.caveats.includes("rescoring"),
  );
  assert.ok(scored.results[0].metrics[0] > before.results[0].metrics[0], "half of it takes fewer points");
  await page.locator(".setup-nav").getByRole("link", { name: "History", exact: true }).click();
  await page.getByTestId("version-why").filter({ hasText: "Our pieces are long" }).waitFor();
  assert.equal((await admin("sites/demo/config")).config.model.name, "One piece is a lot");
  await context.close();

  // The page of a reader is told the model with its visit.
  const reader = await it.reader();
  const reading = await reader.newPage();
  await reading.goto("/demo/twenty-questions/");
  await awake(reading);
  const score = await eventually(
    () => reading.evaluate(() => window.ungated.score()),
    (score) => score?.whole_visit && score.points >= 1,
  );
  assert.equal(score.engagement, Math.floor((100 * score.points) / (score.points + HALF)));
  await reader.close();
});
