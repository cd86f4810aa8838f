// The page view vectors in the very modules that readers download, the WebAssembly and the
// JavaScript that takes over where a page's policy forbids it: same steps, same numbers as native
// code gives, through the page's own reading of them.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = process.env.UNGATED_BUILD ?? join(root, "target/ungated");
const vectors = join(root, "shared/vectors/page_view");
const [folder] = (await readdir(join(built, "www/u"), { withFileTypes: true })).filter((entry) => entry.isDirectory());
const shipped = join(built, "www/u", folder.name);
const names = JSON.parse(await readFile(join(built, "live/names.json"), "utf8"));

/** A file as the module that it is, whatever Node makes of its folder. */
async function script(file) {
  return import("data:text/javascript," + encodeURIComponent(await readFile(file, "utf8")));
}

/** The module's functions by their long names, and texts written where it looks for them. */
function named(exports) {
  const core = Object.fromEntries(Object.entries(names).map(([long, short]) => [long, exports[short]]));
  const write = (text) => new TextEncoder().encodeInto(text, new Uint8Array(exports.memory.buffer, core.text(), 2048)).written;
  const numbers = (at) => {
    const all = new Uint32Array(exports.memory.buffer, core.numbers(at) >>> 0);
    return [...all.subarray(1, 1 + all[0])];
  };
  return { ...core, write, numbers };
}

const runtimes = {
  "core.wasm": named((await WebAssembly.instantiate(await readFile(join(shipped, "core.wasm")))).instance.exports),
  "fallback.js": named((await script(join(shipped, "fallback.js"))).default),
};
const live = await liveScore();

/** The module of the live score, over its own bindings. */
async function liveScore() {
  const bindings = await script(join(built, "live/live_bg.js"));
  const { instance } = await WebAssembly.instantiate(await readFile(join(shipped, "live.wasm")), { "./live_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  return (numbers, language) => bindings.score(Uint32Array.from(numbers), new Uint32Array(), language, "");
}

const ACTS = ["copy", "download", "outbound", "print"];
// What `did` takes behind four acts and six ways to raise a hand.
const [ACTIVE, VISIBLE, FOCUSED] = [10, 11, 13];

function play(core, { steps, language = "", at }) {
  core.language(core.write(language));
  const link = (now, href, download = false) => core.link(now, core.write(href), download, false);
  const special = {
    mail: (now) => link(now, "mailto:a@example.com"),
    calendar: (now) => link(now, "https://cal.com/a"),
    download: (now) => link(now, "https://example.com/a.pdf"),
    outbound: (now) => link(now, "https://example.com/a"),
    copy: (now) => core.did(now, ACTS.indexOf("copy")),
    active: (now) => core.did(now, ACTIVE),
    visible: (now, is) => core.did(now, VISIBLE + Number(is)),
    focused: (now, is) => core.did(now, FOCUSED + Number(is)),
    scroll: (now, top, bottom) => {
      core.did(now, ACTIVE);
      core.viewport(top, bottom);
    },
    print: (now) => core.did(now, ACTS.indexOf("print")),
  };
  for (const [call, ...values] of steps) (special[call] ?? core[call])(...values);
  return core.numbers(at);
}

/** The numbers with the names that vectors give them. */
function figures(given, language) {
  const numbers = [...given];
  const take = (n) => numbers.splice(0, n);
  const sum = (list) => list.reduce((sum, n) => sum + n, 0);
  const [points] = take(3);
  const score = live(numbers, language);
  const [engaged_ms, media_ms, bottom_px, height_px] = take(4);
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
  const { depth, read_through, attention_points, read_through_points, kept_points } = score;
  assert.equal(score.points, points, "the core's points are the live score's");
  return {
    engaged_ms, media_ms, bottom_px, height_px, depth, sections, media, acts, hand_raises, read_through,
    attention_points, read_through_points, kept_points, points,
  };
}

for (const [runtime, core] of Object.entries(runtimes))
  describe(runtime, async () => {
    for (const file of await readdir(vectors)) {
      const { cases } = JSON.parse(await readFile(join(vectors, file), "utf8"));
      for (const { name, given, expect } of cases) {
        // Each case goes on in the same module, so one that never begins is not told from the last.
        if (given.steps[0]?.[0] !== "begin") continue;
        test(`${file}: ${name}`, () => assert.deepEqual(figures(play(core, given), given.language ?? ""), expect));
      }
    }

    test("a text longer than its room is cut, not lost", () => {
      core.begin(0, true, true);
      const long = `https://größer.example/${"x".repeat(64 * 1024)}`;
      assert.equal(core.link(1, core.write(long), false, true), 0);
      assert.equal(core.link(2, core.write("mailto:a@example.com"), false, true), 2);
      assert.equal(core.numbers(3)[11], 1);
    });
  });

test("what readers download names no file of the machine that built it", async () => {
  for (const file of await readdir(shipped)) {
    const text = await readFile(join(shipped, file), "latin1");
    assert.ok(!/\.rs\b|rustc|cargo/.test(text), file);
  }
});
