// The page view vectors in the very module that readers download: same steps, same numbers as
// native code gives.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = process.env.UNGATED_BUILD ?? join(root, "target/ungated");
const vectors = join(root, "shared/vectors/page_view");

async function core() {
  const shipped = join(built, "www/u");
  const name = (await readdir(shipped)).find((file) => file.endsWith(".wasm"));
  const glue = await readFile(join(built, "bindgen/linked.js"), "utf8");
  const bindings = await import("data:text/javascript," + encodeURIComponent(glue));
  const { instance } = await WebAssembly.instantiate(await readFile(join(shipped, name)), { i: bindings.imports });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

const wasm = await core();
// Elements, as far as the core reads them.
const special = {
  media: (at, playing) => wasm.media(at, { paused: !playing, ended: false }),
  mail: (at) => wasm.link(at, { protocol: "mailto:", hostname: "" }),
  calendar: (at) => wasm.link(at, { protocol: "https:", hostname: "cal.com" }),
};

for (const file of await readdir(vectors)) {
  const { cases } = JSON.parse(await readFile(join(vectors, file), "utf8"));
  for (const { name, steps, at, expect } of cases)
    test(`${file}: ${name}`, () => {
      for (const [call, ...values] of steps) (special[call] ?? wasm[call])(...values);
      const numbers = [...wasm.numbers(at)];
      const [engaged_ms, bottom_px, height_px, points] = numbers;
      const sections = [];
      for (let i = 12; i < numbers.length; i += 2) sections.push(numbers.slice(i, i + 2));
      const [, depth, read_through, , attention_points, read_through_points, hand_raises] = wasm.score(at);
      const got = { engaged_ms, bottom_px, height_px, depth, sections, hand_raises, read_through, attention_points, read_through_points, points };
      assert.deepEqual(got, expect);
    });
}

test("strings and their memory come and go a thousand times", () => {
  wasm.begin(0, true, true);
  for (let i = 0; i < 1_000; i++) wasm.link(i, { protocol: "https:", hostname: `größer.${"x".repeat(i)}.example` });
  assert.equal(wasm.link(1_000, { protocol: "https:", hostname: "team.cal.com" }), true);
});

test("a string that has no room is an error of that one call", () => {
  wasm.begin(0, true, true);
  const huge = "x".repeat(64 * 1024);
  assert.throws(() => wasm.link(1, { protocol: "https:", hostname: huge }));
  assert.equal(wasm.link(2, { protocol: "mailto:", hostname: "" }), true);
  assert.equal(wasm.numbers(3)[6], 1);
});
