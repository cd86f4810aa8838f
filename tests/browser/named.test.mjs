// What a page's own scripts name: events, and answers to "how did you hear about us?".
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { html, site } from "./site.mjs";
import { eventually, isChecking, world } from "./world.mjs";

let it, own;
before(async () => {
  it = await world();
  own = await site(it.url);
  own.page("/end/", `<!doctype html><title>An end</title><link rel="icon" href="data:,">`);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});

/** Whether the edge's facts, which no report shows yet, say so. */
async function isKept(text) {
  const files = await readdir(it.data, { recursive: true, withFileTypes: true });
  const all = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath ?? file.path, file.name)));
  return (await Promise.all(all)).some((bytes) => bytes.includes(text));
}

let pages = 0;
/** Opens a page of one's own, acts there once or before the tag has run, and leaves it. */
async function visit(act, { early = "" } = {}) {
  const path = `/named/${++pages}/`;
  own.page(path, html(`<main><h1>One</h1><p>${"word ".repeat(60)}</p></main>`, { head: `<link rel="icon" href="data:,">${early}` }));
  const reader = await it.reader();
  const [problems, warnings] = [[], []];
  try {
    const page = await reader.newPage();
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => (message.type() === "warning" ? warnings : problems).push(message.text()));
    await page.goto(own.url + path);
    await page.waitForFunction(() => window.ungated?.optIn);
    await act(page);
    await page.goto(own.url + "/end/");
  } finally {
    await reader.close();
  }
  assert.deepEqual(problems, [], "errors in the page");
  const last = async (isRight) => {
    const mine = () => own.hits.filter(({ hit, status }) => status === 202 && new URL(hit.u).pathname === path).map(({ hit }) => hit);
    return (await eventually(mine, (all) => all.some(isRight))).findLast(isRight);
  };
  return { last, warnings };
}
const isLoaded = (page, part) =>
  page.waitForFunction((part) => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith(part)), part);
describe("names", { concurrency: 4 }, () => {
  test("events and answers reach the edge's facts", async () => {
    const { last, warnings } = await visit(async (page) => {
      await page.evaluate(() => {
        const { ungated } = window;
        for (const n of [1, 2, 3]) ungated.event("signup", { plan: "pro", seats: 3, new: true, n: n > 1 ? 2 : 1 });
        ungated.event("opened");
        ungated.heard("podcast");
        ungated.heard("colleague");
        ungated.heard("podcast");
      });
      await isChecking(page);
    });
    const { o, w } = await last((hit) => hit.o && hit.w);
    const props = { plan: "pro", seats: 3, new: true };
    assert.deepEqual(o, [["signup", { ...props, n: 1 }, 1], ["signup", { ...props, n: 2 }, 2], ["opened", {}, 1]]);
    assert.deepEqual(w, ["podcast", "colleague"]);
    await eventually(() => isKept(`["signup",{"n":2,"new":true,"plan":"pro","seats":3},2]`), Boolean);
    assert.deepEqual(warnings, []);
  });

  test("called before the tag has loaded they are not lost", async () => {
    const early = `<script>window.ungated ??= (...call) => (ungated.q ??= []).push(call); ungated("event", "signup", { plan: "pro" }); ungated("heard", "review");</script>`;
    const { last } = await visit(isChecking, { early });
    const { o, w } = await last((hit) => hit.o && hit.w);
    assert.deepEqual([o, w], [[["signup", { plan: "pro" }, 1]], ["review"]]);
  });

  test("what is out of bounds does not leave the page, and the console says why", async () => {
    const { last, warnings } = await visit(async (page) => {
      await page.evaluate(() => {
        const { ungated } = window;
        const loop = {};
        loop.loop = loop;
        for (const name of ["", "n".repeat(41), "outer ", 7, null, undefined]) ungated.event(name);
        const many = Object.fromEntries([..."abcdefghi"].map((key) => [key, 1]));
        for (const props of [{ nested: {} }, { half: 0.5 }, { "": 1 }, many, "text", ["list"], 7, new Date()]) ungated.event("props", props);
        ungated.event("props", loop); // not even to be said
        for (const option of ["my uncle", "", "Podcast", null, {}]) ungated.heard(option);
      });
      await isChecking(page);
      await page.evaluate(() => {
        const { ungated } = window;
        // One and the same: what is not given is none.
        ungated.event("good");
        ungated.event("good", undefined);
        ungated.event("good", null);
        ungated.event("good", { plan: undefined });
        ungated.heard("ad");
      });
    });
    const { o, w } = await last((hit) => hit.o && hit.w);
    assert.deepEqual([o, w], [[["good", {}, 4]], ["ad"]]);
    assert.equal(warnings.filter((text) => text.startsWith("ungated: event_invalid: ")).length, 14, warnings.join("\n"));
    assert.equal(warnings.filter((text) => text.startsWith("ungated: heard_unknown: ")).length, 5, warnings.join("\n"));
    assert.equal(warnings.length, 19);
    assert.equal(await isKept("my uncle"), false);
  });

  test("what leaves before it was checked the edge counts as invalid, and keeps the rest", async () => {
    const { last } = await visit(async (page) => {
      await page.route(/named\.js$/, () => undefined); // its part never comes
      await isLoaded(page, "core.wasm");
      await page.evaluate(() => {
        window.ungated.event(" outer ", { x: 1 });
        window.ungated.event("good");
      });
    });
    const { o } = await last((hit) => hit.o?.length === 2);
    assert.deepEqual(o, [[" outer ", { x: 1 }, 1], ["good", {}, 1]]);
    const said = () => own.hits.filter(({ hit }) => hit.o?.some(([name]) => name === " outer ")).length;
    const { refused, event_invalid } = await it.quality();
    assert.deepEqual([refused, event_invalid], [{}, said()]);
    assert.ok(await isKept(`[["good",{},1]]`));
    assert.equal(await isKept(" outer "), false);
  });
});
