// What the page is told is of the types that are published: each answer, as a literal, goes through
// the compiler, which finds a field too many, too few, or of another kind.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { awake, world } from "./world.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const API = join(ROOT, "tracker/js/api");

let it, reader, page, place;
before(async () => {
  it = await world();
  place = await mkdtemp(join(tmpdir(), "ungated-types-"));
  reader = await it.reader({});
  page = await reader.newPage();
});
after(async () => {
  await reader?.close();
  await it?.stop();
  await rm(place, { recursive: true, force: true });
});

/** What the compiler says of values, each declared by a type of the page's API. */
async function compile(values) {
  const lines = values.map(([type, value], at) => `export const value${at}: ${type} = ${JSON.stringify(value)};`);
  const file = join(place, "told.ts");
  await writeFile(file, [`import type * as api from ${JSON.stringify(API)};`, ...lines].join("\n"));
  const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck"];
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  return promisify(execFile)(process.execPath, [tsc, ...options, file]).then(
    () => "",
    ({ stdout }) => stdout,
  );
}

test("the score and the explanation are what their types say", async () => {
  await page.goto("/demo/pricing/");
  await awake(page);
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  await page.evaluate(() => {
    window.told = [];
    ungated.on("score", (score) => window.told.push(["api.Score", score]));
    ungated.on("standing", (standing, before) => window.told.push(["api.Standing", standing], ["api.Standing | null", before]));
    ungated.on("handraise", (kind, score) => window.told.push(["api.HandRaise", kind], ["api.Score", score]));
  });
  await page.locator('a[href^="tel:"]').first().click();
  await page.locator('main a[href*="cal.com"]').first().click();
  await page.evaluate(() => ungated.event("looked", { at: 1, on: true, as: "x" }));
  await page.waitForFunction(() => window.told.some(([type]) => type === "api.HandRaise") && ungated.explain());
  const told = await page.evaluate(() => [...window.told, ["api.Score", ungated.score()], ["api.Explanation", ungated.explain("en")]]);
  const score = told.at(-2)[1];
  assert.ok(score.hand_raises === 2 && score.engagement_parts.length + score.intent_parts.length > 0, "the parts are among what is compiled");
  assert.equal(await compile(told), "");

  // The compiler would say so.
  const { points: _, ...fewer } = score;
  assert.match(await compile([["api.Score", fewer]]), /'points' is missing/);
  assert.match(await compile([["api.Score", { ...score, more: 1 }]]), /'"more"' does not exist/);
  assert.match(await compile([["api.Score", { ...score, standing: "sold" }]]), /not assignable/);
});
