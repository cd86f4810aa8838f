// The rules wherever they run: every vector comes out as expected, and random visits give the
// very digests that native code gives.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runtimes } from "./runtimes.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vectors = join(root, "shared/vectors");
const SEED = Number(process.env.UNGATED_SEED ?? 1);
/** Visitors whose digest is one: `ungated_vectors::random::BLOCK`. */
const BLOCK = 1_000;
const BLOCKS = Math.ceil(Number(process.env.UNGATED_VISITORS ?? 50_000) / BLOCK);
/** JavaScript takes five times as long for the same visitors, so it gets a fifth of them. */
const blocksOf = (name) => (name.startsWith("wasm2js") ? Math.ceil(BLOCKS / 5) : BLOCKS);

const files = [];
for (const noun of (await readdir(vectors, { withFileTypes: true })).filter((entry) => entry.isDirectory()))
  for (const file of await readdir(join(vectors, noun.name)))
    files.push([noun.name, file, JSON.parse(await readFile(join(vectors, noun.name, file), "utf8")).cases]);

let native;
before(async () => {
  const xtask = process.env.UNGATED_XTASK;
  const [program, args] = xtask ? [xtask, []] : ["cargo", ["xtask"]];
  const digests = ["digests", "--seed", `${SEED}`, "--blocks", `${BLOCKS}`];
  const { stdout } = await promisify(execFile)(program, [...args, ...digests], { cwd: root });
  native = JSON.parse(stdout);
});

test("there are at least three hundred vectors", () => {
  assert.ok(files.reduce((sum, [, , cases]) => sum + cases.length, 0) >= 300);
});

for (const [name, start] of Object.entries(runtimes))
  describe(name, () => {
    let runtime;
    before(async () => (runtime = await start()));
    after(() => runtime?.stop());

    for (const [noun, file, cases] of files)
      test(`${noun}/${file}`, async () => {
        const got = await runtime.ask({ checks: cases.map(({ given }) => [noun, given]) });
        cases.forEach((vector, i) => assert.deepEqual(got[i], vector.expect, vector.name));
      });

    const blocks = blocksOf(name);
    test(`${blocks * BLOCK} random visitors`, async () => {
      assert.equal(native.length, BLOCKS);
      // A question for each block: no runtime holds the line for long.
      for (let block = 0; block < blocks; block++) {
        const [digest] = await runtime.ask({ digests: [SEED + block * BLOCK, 1] });
        assert.equal(digest, native[block], `visitors ${SEED + block * BLOCK} to ${SEED + (block + 1) * BLOCK - 1}`);
      }
    });
  });
