// The page view vectors in the very module that readers download: same steps, same numbers as
// native code gives.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
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
const link = (at, href, download = false) => wasm.link(at, { href }, download, false);
const special = {
  media: (at, index, playing, position, length) => {
    const element = { paused: !playing, ended: false, currentTime: position / 1000, duration: length / 1000 };
    wasm.media(at, index, element);
  },
  mail: (at) => link(at, "mailto:a@example.com"),
  calendar: (at) => link(at, "https://cal.com/a"),
  download: (at) => link(at, "https://example.com/a.pdf"),
  outbound: (at) => link(at, "https://example.com/a"),
  print: (at) => wasm.printed(at),
};

/** The numbers of the core with their names; listeners do the same. */
function named(at) {
  const numbers = [...wasm.numbers(at)];
  const take = (n) => numbers.splice(0, n);
  const sum = (list) => list.reduce((sum, n) => sum + n, 0);
  const [engaged_ms, media_ms, bottom_px, height_px, points] = take(7);
  const [acts, hand_raises] = [sum(take(4)), sum(take(6))];
  const sections = Array.from({ length: take(1)[0] }, () => take(2));
  const media = [];
  while (numbers.length) {
    const [length, spans] = take(2);
    let played = 0;
    for (let i = 0; i < spans; i++) {
      const [from, to] = take(2);
      played += Math.max(0, Math.min(to, length || to) - from);
    }
    media.push([length, played]);
  }
  const [, depth, read_through, , attention_points, read_through_points, kept_points] = wasm.score(at);
  return {
    engaged_ms, media_ms, bottom_px, height_px, depth, sections, media, acts, hand_raises, read_through,
    attention_points, read_through_points, kept_points, points,
  };
}

for (const file of await readdir(vectors)) {
  const { cases } = JSON.parse(await readFile(join(vectors, file), "utf8"));
  for (const { name, given, expect } of cases) {
    // That a page was copied from, no listener may know: there is none for it.
    const silent = given.steps.some(([call]) => call === "copy");
    // Each case goes on in the same module, so one that never begins is not told from the last.
    if (silent || given.steps[0]?.[0] !== "begin") continue;
    test(`${file}: ${name}`, () => {
      wasm.language(given.language ?? "");
      for (const [call, ...values] of given.steps) (special[call] ?? wasm[call])(...values);
      assert.deepEqual(named(given.at), expect);
    });
  }
}

test("what readers download names no file of the machine that built it", async () => {
  const folder = join(built, "www/u");
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), "latin1");
    assert.ok(!/\.rs\b|rustc|cargo/.test(text), file);
  }
});

test("strings and their memory come and go a thousand times", () => {
  wasm.begin(0, true, true);
  for (let i = 0; i < 1_000; i++) wasm.link(i, { href: `https://größer.${"x".repeat(i)}.example/` }, false, true);
  assert.equal(link(1_000, "https://team.cal.com/x"), true);
});

test("a string that has no room is an error of that one call", () => {
  wasm.begin(0, true, true);
  const huge = "x".repeat(64 * 1024);
  assert.throws(() => link(1, `https://${huge}.example`));
  assert.equal(link(2, "mailto:a@example.com"), true);
  assert.equal(wasm.numbers(3)[11], 1);
});
