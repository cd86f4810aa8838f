// Objection and consent: a reader who says no is not recorded, and before a yes nothing is.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { html, site } from "./site.mjs";
import { awake, eventually, pass, world } from "./world.mjs";

let it, own, reader, page, problems;
before(async () => (it = await world()));
after(() => it?.stop());
beforeEach(async () => {
  own = await site(it.url);
  own.page("/a/", html(BODY));
  own.page("/held/", html(BODY, { attributes: "data-hold" }));
  own.page("/end/", "<!doctype html><title>An end</title><link rel='icon' href='data:,'>");
  reader = await it.reader();
  page = await reader.newPage();
  problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
});
afterEach(async () => {
  await reader.close();
  await own.stop();
  assert.deepEqual(problems, [], "the tag threw into the page");
});

const BODY = `<main><h1>One</h1><p>${"word ".repeat(60)}</p><h2>Two</h2><p>${"word ".repeat(60)}</p></main>`;

/** What was asked of the product, by anybody, from the request of this number on. */
const asked = (from = 0) => own.requests.slice(from).filter(({ url }) => url.startsWith("/stats/")).map(({ method, url }) => `${method} ${url}`);
const SCRIPT = "GET /stats/u.js";

/** Does what would be recorded. */
async function act(seconds = 1) {
  for (let s = 0; s < 2 * seconds; s++) {
    await page.mouse.move(300 + 10 * s, 300);
    await page.mouse.wheel(0, 20);
    await pass(500);
  }
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
}

/** Everything a page may call, in the order of the README. Answers the score. */
const call = () =>
  page.evaluate(async () => {
    const { ungated } = window;
    ungated.on("score", () => undefined);
    ungated.event("opened", { plan: "team" });
    ungated.heard("friend");
    await ungated.explain();
    return ungated.score();
  });

/** Leaves, closes, and waits until somebody else's whole page view has come in. */
async function gone() {
  await page.goto(own.url + "/end/");
  await page.close({ runBeforeUnload: true });
  const somebody = await it.reader();
  try {
    own.page("/else/", html(BODY));
    const theirs = await somebody.newPage();
    await theirs.goto(own.url + "/else/");
    await awake(theirs);
    await theirs.close({ runBeforeUnload: true });
    await own.arrived((hits) => hits.some((hit) => hit.u.endsWith("/else/")));
  } finally {
    await somebody.close();
  }
}
const theirs = ({ hit }) => hit.u.endsWith("/else/");

for (const [signal, script] of [
  ["Global Privacy Control", () => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })],
  ["Do Not Track", () => Object.defineProperty(navigator, "doNotTrack", { value: "1" })],
])
  for (const path of ["/a/", "/held/"])
    test(`${signal}, on ${path}: the script alone is fetched, and what a page calls does nothing`, async () => {
      await page.addInitScript(script);
      await page.goto(own.url + path);
      await page.waitForFunction(() => window.ungated);
      assert.equal(await call(), null);
      await act(2);
      assert.equal(await call(), null);
      await page.evaluate(() => window.ungated.optOut());
      const before = own.requests.length;
      assert.deepEqual(asked(), [SCRIPT]);
      await page.goto(own.url + "/end/");
      assert.deepEqual(asked(before), []);
      await gone();
      assert.deepEqual(own.hits.filter((hit) => !theirs(hit)), []);
    });

test("held: nothing is fetched or recorded before the reader agrees", async () => {
  await page.goto(own.url + "/held/");
  await page.waitForFunction(() => window.ungated);
  assert.equal(await page.evaluate(() => window.ungated.score()), null);
  await page.evaluate(() => void window.ungated.event("too_early"));
  await act(2);
  assert.deepEqual(asked(), [SCRIPT]);
  const agreed = await page.evaluate(() => (window.ungated.optIn(), performance.now()));
  await awake(page);
  await page.evaluate(() => void window.ungated.event("agreed"));
  await act(1);
  const left = await page.evaluate(() => performance.now());
  await gone();
  const views = own.views().filter(({ u }) => u.endsWith("/held/"));
  assert.equal(views.length, 1);
  const [{ e, k, x, o }] = views;
  assert.ok(e > 800 && e <= left - agreed + 500, `${e} ms engaged of ${left - agreed} ms since`);
  assert.ok(x.every(([, ms]) => ms <= left - agreed + 500), "sections too");
  assert.deepEqual(k, { print: 1 }, "the print before does not count");
  assert.deepEqual(o.map(([name]) => name), ["agreed"]);
});

test("held, and never agreed: the script alone", async () => {
  await page.goto(own.url + "/held/");
  await page.waitForFunction(() => window.ungated);
  await act(1);
  await gone();
  assert.deepEqual(own.hits.filter((hit) => !theirs(hit)), []);
});

test("opted out: not one request more, not even at the end", async () => {
  await page.goto(own.url + "/a/");
  await awake(page);
  await act(1);
  await page.evaluate(() => window.ungated.optOut());
  // What was on its way when the reader said no has arrived: hits are answered within the second.
  await eventually(() => own.hits.every(({ status }) => status !== undefined), Boolean);
  const from = own.requests.length;
  const before = own.hits.length;
  await act(2);
  await page.evaluate(() => history.pushState(null, "", "/a/next/"));
  await act(1);
  assert.equal(await page.evaluate(() => window.ungated.score()), null, "no score of what is not recorded");
  await page.evaluate(() => (window.ungated.event("opened"), window.ungated.heard("friend")));
  await page.goto(own.url + "/end/");
  assert.deepEqual(asked(from), []);
  await gone();
  assert.deepEqual(own.hits.slice(before).filter((hit) => !theirs(hit)), [], "nor when the page is closed");
});

test("opted out at once: nothing at all of the page view is sent", async () => {
  own.page("/no/", html(BODY, { head: `<script>const no = () => window.ungated?.optOut ? ungated.optOut() : setTimeout(no, 1); no() // real time: asks until it is there</script>` }));
  await page.goto(own.url + "/no/");
  await act(2);
  await gone();
  assert.deepEqual(own.hits.filter((hit) => !theirs(hit)), []);
});

test("opted out and in again: another page view, which knows nothing of the first", async () => {
  await page.goto(own.url + "/a/");
  await awake(page);
  await act(2);
  await page.evaluate(() => window.ungated.optOut());
  await act(1);
  const agreed = await page.evaluate(() => (window.ungated.optIn(), performance.now()));
  await awake(page);
  await page.mouse.move(100, 100);
  await pass(1_000);
  const left = await page.evaluate(() => performance.now());
  await gone();
  const views = own.views().filter(({ u }) => u.endsWith("/a/"));
  const last = views.at(-1);
  assert.ok(last.e > 500 && last.e <= left - agreed + 500, `${last.e} ms of ${left - agreed} ms`);
  assert.equal(last.k, undefined, "prints of before are not its own");
  // Of the first view there is what was sent before the reader objected, or nothing.
  assert.ok(views.length <= 2 && views.slice(0, -1).every(({ p }) => p !== last.p));
  assert.equal(Math.min(...own.hits.filter(({ hit }) => hit.p === last.p).map(({ hit }) => hit.n)), 0);
});

test("in a page that is not held, agreeing changes nothing", async () => {
  await page.goto(own.url + "/a/");
  await awake(page);
  await act(1);
  await page.evaluate(() => window.ungated.optIn());
  await act(1);
  await gone();
  const views = own.views().filter(({ u }) => u.endsWith("/a/"));
  assert.equal(views.length, 1);
  assert.deepEqual(views[0].k, { print: 2 });
});
