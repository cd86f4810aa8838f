// Pages that break the ground under every script: the tag never shows, the page goes on working,
// and where a hit can be made and sent at all, it arrives.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { site } from "./site.mjs";
import { pass, world } from "./world.mjs";
import { BREAKS, FULL } from "./hostile/breaks.mjs";
import { HITS, PARTS } from "./hostile/faults.mjs";
import { PLACES } from "./hostile/places.mjs";
import { broken, owed, visit } from "./hostile/stage.mjs";

let it, own, reader;
before(async () => {
  it = await world();
  own = await site(it.url);
  reader = await it.reader();
});
after(async () => {
  await reader?.close();
  await own?.stop();
  await it?.stop();
});

let pages = 0;

// Each waits more than it works.
describe("broken before the tag", { concurrency: 4 }, () => {
  for (const [name, code, expected] of BREAKS)
    test(`${name} (a hit: ${expected})`, async () => {
      const path = `/hostile/${++pages}/`;
      own.page(path, broken(code));
      assert.deepEqual(await visit(own, reader, path), []);
      await owed(own, path, expected);
    });
});

describe("broken once the tag is awake", { concurrency: 4 }, () => {
  for (const [name, code, , expected] of BREAKS) {
    if (!expected) continue;
    test(`${name} (a hit: ${expected})`, async () => {
      const path = `/hostile/${++pages}/`;
      own.page(path, broken(""));
      assert.deepEqual(await visit(own, reader, path, { later: code }), []);
      await owed(own, path, expected);
    });
  }
});

test("of its own names it leaves one behind: ungated", async () => {
  const path = `/hostile/${++pages}/`;
  own.page(path, broken(""));
  const inspect = async (look) => {
    const [before, now] = [await look("names"), await look("Object.getOwnPropertyNames(window)")];
    assert.deepEqual(now.filter((name) => !before.includes(name)), ["ungated"]);
  };
  await visit(own, reader, path, { inspect });
});

test("a page that has every short name for itself keeps them", async () => {
  const path = `/hostile/${++pages}/`;
  const names = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"];
  own.page(path, broken(`let ${names.slice(0, 26).map((name) => `${name} = 1`)}; var ${names.slice(26).map((name) => `${name} = 1`)}`));
  const inspect = async (look) => assert.deepEqual(await look(`[${names}]`), names.map(() => 1));
  assert.deepEqual(await visit(own, reader, path, { inspect }), []);
  await owed(own, path, FULL);
});

describe("a place of another kind", { concurrency: 4 }, () => {
  for (const [name, { page, frame, headers, later, expected }] of Object.entries(PLACES))
    test(`${name} (a hit: ${expected})`, async () => {
      const path = `/hostile/${++pages}/`;
      own.page(path, page(own.url, path), headers);
      if (frame) own.page(`${path}frame/`, frame);
      const foreign = [];
      const arrange = (tab) => tab.on("request", (request) => request.url().startsWith(own.url) || foreign.push(request.url()));
      assert.deepEqual(await visit(own, reader, path, { later, arrange }), []);
      assert.deepEqual(foreign.filter((url) => /^https?:/.test(url)), [], "nothing is asked of another host");
      await owed(own, path, expected);
    });
});

describe("a part that does not come", { concurrency: 4 }, () => {
  for (const [name, [part, becomes, expected]] of Object.entries(PARTS))
    test(`${name} (a hit: ${expected})`, async () => {
      const path = `/hostile/${++pages}/`;
      own.page(path, broken(""));
      let asked = 0;
      const arrange = (tab) => tab.route(part, (route) => (asked++, becomes(route)));
      assert.deepEqual(await visit(own, reader, path, { arrange }), []);
      assert.ok(asked > 0, "the part was asked for");
      await owed(own, path, expected);
    });
});

describe("hits that do not arrive", { concurrency: 4 }, () => {
  let faulty;
  const faults = new Map(); // by path
  before(async () => (faulty = await site(it.url, (hit) => faults.get(new URL(hit.u).pathname))));
  after(() => faulty?.stop());
  for (const [name, fault] of Object.entries(HITS))
    test(name, async () => {
      const path = `/hostile/${++pages}/`;
      faults.set(path, fault);
      faulty.page(path, broken(""));
      assert.deepEqual(await visit(faulty, reader, path), []);
      await faulty.arrived((hits) => hits.some((hit) => hit.u.includes(path)));
    });
});

test("the network is cut, and comes back", async () => {
  const path = `/hostile/${++pages}/`;
  own.page(path, broken(""));
  const traveller = await it.reader();
  try {
    const inspect = async (look) => {
      await traveller.setOffline(true);
      await look(`Object.defineProperty(document, "hidden", { value: true, configurable: true }), dispatchEvent(new Event("visibilitychange")), undefined`);
      await pass(500);
      await look(`delete document.hidden, dispatchEvent(new Event("visibilitychange")), undefined`);
      await traveller.setOffline(false);
    };
    assert.deepEqual(await visit(own, traveller, path, { inspect }), []);
    await owed(own, path, FULL);
  } finally {
    await traveller.close();
  }
});

test("none of these pages made the tag send what the edge refuses", () => {
  const refused = own.hits.filter(({ status }) => status !== undefined && status !== 202);
  assert.deepEqual(refused.map(({ body }) => body), []);
});
