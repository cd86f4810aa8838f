// Sending: how many hits a page view makes, what is left of it when its tab is killed, and that a
// busy edge or a network that is gone for a while loses nothing.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { html, site } from "./site.mjs";
import { engaged, observe } from "./truth.mjs";
import { eventually, pass, person, world } from "./world.mjs";

let it, own;
const faults = new Map(); // by path: what goes wrong, hit after hit
before(async () => {
  it = await world();
  own = await site(it.url, (hit) => faults.get(new URL(hit.u).pathname)?.shift());
  own.page("/end/", `<!doctype html><title>An end</title><link rel="icon" href="data:,">`);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});

const section = (n) => `<h2>Section ${n}</h2><p style="height: 500px">${"word ".repeat(60)}</p>`;
const BODY = `<main>${[1, 2, 3, 4, 5, 6, 7, 8].map(section).join("")}</main>`;
/** A browser that cannot hold a hit until the page is gone. */
const NO_LATER = "<script>delete window.fetchLater</script>";

let pages = 0;
/** A page of the test's own: its path, and its hits so far. */
function serve(head = "", body = BODY) {
  const path = `/sending/${++pages}/`;
  own.page(path, html(body, { head: `<link rel="icon" href="data:,">${head}` }));
  return { path, hits: () => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path) };
}

/** Reads on, and scrolls as one reads. */
async function read(page, seconds) {
  for (let s = 0; s < seconds; s++) {
    await page.mouse.move(300 + 10 * (s % 9), 300);
    await page.mouse.wheel(0, 120);
    await pass(1_000);
  }
}

/** Straight from the browser, as the tab is not asked. */
const shut = async ({ page }) => {
  const browser = await page.context().browser().newBrowserCDPSession();
  const { targetInfos } = await browser.send("Target.getTargets");
  const { targetId } = targetInfos.find(({ url }) => url === page.url());
  return browser.send("Target.closeTarget", { targetId });
};
const leave = ({ page }) => page.goto(own.url + "/end/");
const close = ({ page }) => page.close({ runBeforeUnload: true });
const crash = async ({ page }) => void (await page.context().newCDPSession(page)).send("Page.crash").catch(() => undefined);

// A browser that is ended is not among them: it hands over what it holds, and now and then is gone
// before that has left. No way of sending was found that outlives it.
/** The end of a page view of 12 s: how it comes, the most hits, the most that may be lost, ms. Of a
 * tab that is not asked whether it may go the browser has what was known at the last look. */
const ENDS = {
  "the reader goes elsewhere": ["", leave, 1, 300],
  "the tab is closed": ["", close, 1, 300],
  "the tab is taken away": ["", shut, 1, 300],
  "the tab crashes": ["", crash, 1, 3_000],
  "the reader goes elsewhere, and the browser holds no hits": [NO_LATER, leave, 2, 300],
  "the tab is closed, and the browser holds no hits": [NO_LATER, close, 2, 300],
  "the tab is taken away, and the browser holds no hits": [NO_LATER, shut, 2, 300],
};

// Each waits more than it works; a tab has to be in front, so each has a browser of its own.
describe("a page view", { concurrency: 4 }, () => {
  for (const [name, [head, ends, most, lost_ms]] of Object.entries(ENDS))
    test(`${name}: hits: ${most}, lost: ${lost_ms / 1_000} s at most`, async () => {
      const { path, hits } = serve(head);
      const reader = await person(own.url);
      try {
        await reader.context.addInitScript(observe);
        const { page, open } = await reader.tab();
        await open(path);
        await read(page, 12);
        const truth_ms = engaged(await page.evaluate(() => window.truth()));
        assert.ok(truth_ms > 11_000, `it was read for ${truth_ms} ms`);
        await ends({ page });
        // How long the page lives on meanwhile nobody can tell from outside, so what is asked here is
        // what was lost; that nothing is told too long the truth sessions ask.
        const told = () => Math.max(0, ...hits().map(({ hit }) => hit.e));
        await eventually(told, (ms) => ms >= truth_ms - lost_ms);
      } finally {
        await reader.stop();
      }
      assert.ok(hits().length <= most, `hits: ${JSON.stringify(hits().map(({ hit: { n, e } }) => [n, e]))}`);
      assert.equal(new Set(hits().map(({ hit }) => hit.p)).size, 1);
    });
});

test("the browser is killed while the page is hidden: what was read before had left", async () => {
  const { path, hits } = serve();
  const reader = await person(own.url, "Killed");
  try {
    await reader.context.addInitScript(observe);
    const { page, open } = await reader.tab();
    await open(path);
    await read(page, 8);
    const truth_ms = engaged(await page.evaluate(() => window.truth()));
    await reader.tab(); // in front of it
    await eventually(() => page.evaluate(() => document.hidden), Boolean);
    const told = () => Math.max(0, ...hits().map(({ hit }) => hit.e));
    // Nobody asks it to let go of what it holds: it is told by what had left by itself.
    await eventually(told, (ms) => ms >= truth_ms - 300, 5_000);
    await reader.kill();
  } finally {
    await reader.stop();
  }
  assert.deepEqual(hits().length, 1);
});

const busy = (seconds) => ({ status: 503, headers: { "retry-after": String(seconds) } });
/** The event and the answer that a page tells of while its hits do not arrive. */
const tell = (page) => page.evaluate(() => (window.ungated.event("signup", { plan: "pro" }), window.ungated.heard("podcast")));
const hasAll = ({ hit: { o, w } }) => JSON.stringify([o, w]) === JSON.stringify([[["signup", { plan: "pro" }, 1]], ["podcast"]]);
const arrived = ({ status }) => status === 202;
/** The numbers of hits, in order of sending: those of one that did not arrive may be used again. */
const numbers = (hits) => hits.map(({ hit }) => hit.n);

/** A page view of a short reader, who does something on it; answers the hits once it is left. */
async function visit({ path, hits }, act, { base = own.url } = {}) {
  const reader = await it.reader();
  const problems = [];
  try {
    const page = await reader.newPage();
    page.on("pageerror", ({ message }) => problems.push(message));
    await page.goto(base + path);
    await page.mouse.move(300, 300);
    await act(page);
    await page.goto(own.url + "/end/");
    await eventually(hits, (all) => all.some((hit) => arrived(hit) && hasAll(hit)) && all.every(({ status }) => status !== undefined));
  } finally {
    await reader.close();
  }
  assert.deepEqual(problems, [], "the tag threw into the page");
  return hits();
}

/** What the edge knows of the item: page views, engaged time. */
async function known(path) {
  const { results } = await it.ask({ metrics: ["pageviews", "engaged_ms"], filters: [["is", "item", [path]]] });
  return results[0].metrics;
}

describe("hits that do not arrive", { concurrency: 4 }, () => {
  test("the edge is busy: the hit comes again, after the time it asked for and longer each time", async () => {
    const one = serve(NO_LATER);
    faults.set(one.path, [busy(3), busy(1)]);
    const all = await visit(one, async (page) => {
      await eventually(one.hits, ({ length }) => length === 1);
      await tell(page);
      await read(page, 3);
      await eventually(one.hits, (hits) => hits.some(arrived));
    });
    assert.deepEqual(all.map(({ status }) => status), [503, 503, 202, 202]);
    const waited = [1, 2].map((i) => all[i].at - all[i - 1].at);
    for (const [i, ms] of [3_000, 4_000].entries()) assert.ok(waited[i] >= ms - 20 && waited[i] < ms + 1_500, `waited ${waited} ms`);
    // It took what had become known along, under the same number: nothing is missing.
    assert.ok(hasAll(all[2]) && all[2].hit.e >= 3_000, JSON.stringify(all[2].hit));
    assert.deepEqual(numbers(all), [0, 0, 0, 1]);
    assert.deepEqual(await known(one.path), [1, all[3].hit.e]);
  });

  test("the reader leaves while a hit waits to be sent again: what leaves then says all", async () => {
    const one = serve(NO_LATER);
    faults.set(one.path, [busy(30)]);
    const all = await visit(one, async (page) => {
      await eventually(one.hits, ({ length }) => length === 1);
      await tell(page);
      await pass(1_000);
    });
    assert.deepEqual(all.map(({ status }) => status), [503, 202]);
    assert.ok(hasAll(all[1]) && all[1].hit.e >= 1_000);
    assert.deepEqual(await known(one.path), [1, all[1].hit.e]);
  });

  test("the edge is busy when a hand is raised, in a browser that holds hits", async () => {
    const one = serve("", `<main><p><a href="mailto:us@example.com">Write to us</a></p>${BODY}</main>`);
    faults.set(one.path, [busy(2)]);
    const all = await visit(one, async (page) => {
      await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("core.wasm")));
      await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
      await eventually(async () => (await page.locator("a").click(), one.hits()), ({ length }) => length);
      await tell(page);
      await eventually(one.hits, (hits) => hits.some(arrived));
    });
    const [first, again] = all;
    assert.deepEqual([first.status, again.status], [503, 202]);
    const waited = again.at - first.at;
    assert.ok(waited >= 1_980 && waited < 3_500, `waited ${waited} ms`);
    assert.ok(again.hit.h.mail >= 1 && hasAll(again), JSON.stringify(again.hit));
    assert.equal((await known(one.path))[0], 1);
  });

  for (const [name, head] of [["", ""], [" in a browser that holds no hits", NO_LATER]])
    test(`nobody answers for a while${name}: when the way is open again, all of it arrives`, async () => {
      let far = await site(it.url);
      const { port } = new URL(far.url);
      const path = `/sending/${++pages}/`;
      const tag = `<script async src="${far.url}/stats/u.js" data-site="demo"></script>`;
      own.page(path, `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">${head}${tag}${BODY}`);
      const early = far.hits;
      const hits = () => [...early, ...(far.hits === early ? [] : far.hits)];
      try {
        const all = await visit({ path, hits }, async (page) => {
          await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("core.wasm")));
          await tell(page);
          await pass(1_000);
          await far.stop();
          // The reader looks away, which is when all that is known wants to leave: to no avail.
          const look = (hidden) =>
            page.evaluate((hidden) => {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
            }, hidden);
          const refused = page.waitForEvent("requestfailed").catch(() => undefined);
          await look(true);
          if (head) assert.match((await refused).failure().errorText, /REFUSED/);
          await look(false);
          far = await site(it.url, undefined, Number(port));
          await read(page, 2);
        });
        const last = all.at(-1);
        assert.ok(hasAll(last) && last.hit.e >= 2_500, JSON.stringify(last.hit));
        assert.deepEqual(await known(path), [1, last.hit.e]);
      } finally {
        await far.stop();
      }
    });
});
