// What a reader does before the core is awake, on a line so slow that it takes a while.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { html, site } from "./site.mjs";
import { eventually, person, world } from "./world.mjs";

let it, own;
before(async () => {
  it = await world();
  own = await site(it.url);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});

const LINKS = `<main>
  <p><a id="mail" href="mailto:us@example.com">Write to us</a> <a id="paper" href="/paper.pdf">The paper</a></p>
  <p data-ungated="calendar"><button id="book">Book a call</button></p>
  <p id="text">${"word ".repeat(60)}</p>
</main><script>addEventListener("click", (event) => event.preventDefault())</script>`;

/** Works on a page whose core waits until `work` is done; answers the hits of it. */
async function beforeCore(path, work) {
  own.page(path, html(LINKS, { head: `<link rel="icon" href="data:,">` }));
  const reader = await person(own.url);
  const { page, open } = await reader.tab();
  let release;
  const isReleased = new Promise((resolve) => (release = resolve));
  const asked = new Promise((resolve) =>
    page.route(/\/core\.js$/, async (route) => {
      resolve();
      await isReleased;
      await route.continue();
    }),
  );
  const hits = () => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path);
  try {
    await open(path);
    await asked;
    await work(page);
    assert.deepEqual(hits(), [], "the core is not awake");
    release();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("core.wasm")));
    await page.goto("about:blank");
    return await eventually(hits, ({ length }) => length);
  } finally {
    release();
    await reader.stop();
  }
}

test("hands that are raised and what is taken along before the core is awake count", async () => {
  const hits = await beforeCore("/early/hands/", async (page) => {
    await page.click("#mail");
    await page.click("#paper");
    await page.click("#book");
  });
  const { h, k } = hits.at(-1).hit;
  assert.deepEqual([h, k], [{ mail: 1, calendar: 1 }, { download: 1 }]);
});

test("of a click on nothing, only that somebody was there is kept", async () => {
  const hits = await beforeCore("/early/nothing/", (page) => page.click("#text"));
  const { h, k, e } = hits.at(-1).hit;
  assert.deepEqual([h, k], [undefined, undefined]);
  assert.ok(e > 0);
});

test("what is clicked after an objection does not count", async () => {
  const hits = await beforeCore("/early/objection/", async (page) => {
    await page.evaluate(() => window.ungated.optOut());
    await page.click("#mail");
    await page.evaluate(() => window.ungated.optIn());
  });
  assert.equal(hits.at(-1).hit.h, undefined);
});
