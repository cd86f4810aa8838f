// Bots against the lists of others: whatever a maintained list calls a crawler is one, no browser
// of the lists of people's browsers is, and what we ship is what the locked list gives.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { listed, lists, stale, texts } from "./bots.mjs";
import { runtimes } from "./runtimes.mjs";

const require = createRequire(import.meta.url);
/** The package hands out random samples; all of them lie beside its program. */
const samples = JSON.parse(await readFile(join(dirname(require.resolve("user-agents")), "user-agents.json"), "utf8"));
const people = [...new Set([...require("top-user-agents"), ...samples.map(({ userAgent }) => userAgent)])];
const programs = listed.flatMap(({ instances }) => instances);

test("the lists in the sources are what the locked crawler-user-agents gives", async () => {
  assert.deepEqual(await stale(), [], "run `cargo xtask bless`");
});

test("the lists of others are worth comparing with", () => {
  assert.ok(programs.length >= 2_000 && people.length >= 900, `${programs.length} programs, ${people.length} browsers`);
  assert.ok(Object.values(lists()).every((texts) => texts.length >= 20));
});

test("a pattern becomes the texts that it matches", () => {
  const cases = {
    "Googlebot\\/": ["Googlebot/"],
    "[wW]get": ["wget", "Wget"],
    "S[eE][mM]rush": ["SeMrush", "Semrush", "SEMrush", "SEmrush"],
    "(^| )PTST\\/": ["^PTST/", " PTST/"],
    "Chirp|gotosocial": ["Chirp", "gotosocial"],
    "SSL Labs$": ["SSL Labs$"],
    "AdsBot-Google([^-]|$)": ["AdsBot-Google", "AdsBot-Google$"],
    "BlogTraffic\\/\\d\\.\\d+ Feed-Fetcher": [" Feed-Fetcher"],
    "Current[\\s\\S]*RSS Reader": ["RSS Reader"],
  };
  for (const [pattern, expected] of Object.entries(cases)) assert.deepEqual(texts(pattern).sort(), expected.sort(), pattern);
  for (const pattern of ["a{2}bc", "ab?c", "\\wabc", "(abc", "a.c", "ab"]) assert.throws(() => texts(pattern), undefined, pattern);
});

for (const [name, start] of Object.entries(runtimes))
  describe(name, () => {
    let runtime;
    before(async () => (runtime = await start()));
    after(() => runtime?.stop());
    const classes = (agents) => runtime.ask({ checks: agents.map((user_agent) => ["bot", { user_agent }]) });

    test(`all ${programs.length} examples of crawler-user-agents are bots`, async () => {
      const got = await classes(programs);
      assert.deepEqual(programs.filter((_, i) => got[i] === null), []);
    });

    test(`none of ${people.length} browsers of top-user-agents and user-agents is a bot`, async () => {
      const got = await classes(people);
      assert.deepEqual(people.filter((_, i) => got[i] !== null), []);
    });
  });
