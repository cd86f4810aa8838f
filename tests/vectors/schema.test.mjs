// The model's JSON Schema says the same as the program that reads models, by a validator that
// knows nothing of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";

const read = async (path) => JSON.parse(await readFile(new URL(`../../shared/${path}`, import.meta.url), "utf8"));
const [schema, standard] = [await read("model/schema.json"), await read("model/default.json")];
const valid = new Ajv({ strict: true }).compile(schema);

/** What the schema can only say in words: how constants hold together, and plain names. */
const BEYOND = /attention_points|reading_from|considering_from|in one line/;

test("the default model is valid", () => assert.ok(valid(standard), JSON.stringify(valid.errors)));

for (const { name, given, expect } of (await read("vectors/model/documents.json")).cases) {
  if (!given.changes) continue;
  const beyond = expect.errors?.some((error) => BEYOND.test(error));
  if (beyond && name !== "no name") continue;
  test(`${name}: ${expect.errors ? "invalid" : "valid"}`, () => {
    const document = { ...standard, ...given.changes };
    for (const [key, value] of Object.entries(given.changes)) if (value === null) delete document[key];
    assert.equal(valid(document), !expect.errors);
  });
}
