// Links the tag: node tracker/build.mjs --core WASM --live DIR --out DIR [--package DIR]
//
// --core is the compiled core, --live holds the bindings and the module of the live score.
// DIR/u.js is the tag. Its parts lie in DIR/u/HASH, where HASH is that of all of them: what is there
// never changes, and a page never mixes two versions. DIR/u/HASH/tag.js is the tag to be pinned, and
// DIR/u/integrity.json says by which hashes. DIR/u/released.json lists what was released: this one, and
// those that `keep.mjs` brings. --package is where the npm package goes.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { pack } from "./npm/build.mjs";
import { exportedBy, shrink, toScript } from "./shrink.mjs";

const { values } = parseArgs({
  options: { core: { type: "string" }, live: { type: "string" }, out: { type: "string" }, package: { type: "string" } },
});
if (!values.core || !values.live || !values.out) {
  console.error("usage: node tracker/build.mjs --core WASM --live DIR --out DIR [--package DIR]");
  process.exit(2);
}
const js = join(dirname(fileURLToPath(import.meta.url)), "js");
const live = resolve(values.live);
const digest = (algorithm, bytes, as) => createHash(algorithm).update(bytes).digest(as);

// Names that end in an underscore are ours and get short ones, the same in every part. The tag may
// choose first, as it is the smallest; then the core's functions, which the module has too.
const cache = {};
const tag = (CORE, HITS) => script("tag.ts", { format: "iife", define: { CORE, HITS } });
await tag("core.js", "e");
const core = await readFile(values.core);
const free = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => !Object.values(cache).includes(letter));
const short = Object.fromEntries(exportedBy(core).filter((name) => name !== "memory").map((name, i) => [name, free[i]]));
for (const [name, letter] of Object.entries(short)) cache[name + "_"] = letter;

// For tests, which call the very modules that readers download.
await writeFile(join(live, "names.json"), JSON.stringify(short));

async function script(entry, { format = "esm", define = {}, alias = {}, speaks = false } = {}) {
  const { outputFiles, mangleCache } = await build({
    entryPoints: [join(js, entry)],
    alias: { parts: join(js, "parts.ts"), ...alias },
    bundle: true,
    minify: true,
    write: false,
    format,
    mangleProps: /[^_]_$/,
    mangleCache: cache,
    target: "es2022",
    legalComments: "none",
    // A page that forbids `window.ungated` is not told so by an error.
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
  });
  Object.assign(cache, mangleCache);
  return minified(outputFiles[0].text, format === "esm", define, speaks);
}

/** Once more by a minifier that knows more tricks: 170 of 2,750 bytes, brotli. What hands values of its
 * own to the page `speaks`: there `true` is not 1. */
async function minified(text, module, define = {}, speaks = false) {
  const { code } = await minify(text, {
    module,
    // A classic script's own names would be the page's.
    toplevel: module,
    compress: { global_defs: define, booleans_as_integers: module && !speaks, passes: 4, ecma: 2022, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
  });
  return Buffer.from(code);
}

const parts = { "core.wasm": shrink(core, short) };
parts["fallback.js"] = await minified(toScript(parts["core.wasm"]), true);

const bindings = { bindgen: join(live, "live_bg.js") };
// Memory that grows takes its old views along in WebAssembly, in JavaScript it leaves them as they
// were: so that a view is of today's memory is not to be told by its length.
const glue = await readFile(bindings.bindgen, "utf8");
await writeFile(bindings.bindgen, glue.replace(/(cached\w+)\.byteLength === 0/g, "$1.buffer !== wasm.memory.buffer"));
parts["live.wasm"] = shrink(await readFile(join(live, "live_bg.wasm")));
await writeFile(join(live, "live-module.js"), toScript(parts["live.wasm"]));
parts["live-fallback.js"] = await script("live-fallback.ts", { speaks: true, alias: { ...bindings, "live-module": join(live, "live-module.js") } });
// Of its functions nearly all run at once: the browser is told to compile them beside the page, not
// one by one in its way (V8's explicit compile hints). 16 bytes, and a sixth of the start-up.
parts["core.js"] = Buffer.concat([Buffer.from("//# allFunctionsCalledOnLoad\n"), await script("core.ts")]);
parts["live.js"] = await script("live.ts", { speaks: true, alias: bindings });
for (const name of ["media", "named", "copies", "embeds", "hash", "history", "transparency"]) parts[name + ".js"] = await script(name + ".ts");

// Any eight digits of it tell versions apart. In the tag they are what cannot be compressed, and the
// bytes around them as well or as badly as they let them: 1,197 to 1,214 in all. The best are taken.
const whole = digest("sha256", Buffer.concat(Object.entries(parts).flatMap(([name, bytes]) => [Buffer.from(name), bytes])), "hex");
const PLACE = "00000000";
const unnamed = (await tag(`u/${PLACE}/core.js`, "e")).toString();
const named = (hash) => Buffer.from(unnamed.replace(PLACE, hash));
const weight = (hash) => brotliCompressSync(named(hash)).length;
const hashes = Array.from({ length: whole.length - 7 }, (_, at) => whole.slice(at, at + 8));
const hash = hashes.reduce((best, next) => (weight(next) < weight(best) ? next : best));
parts["tag.js"] = await tag("core.js", "../../e"); // it lies among the parts

const folder = join(values.out, "u", hash);
await rm(join(values.out, "u"), { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, bytes] of Object.entries(parts)) await writeFile(join(folder, name), bytes);
await writeFile(join(values.out, "u.js"), named(hash));
const integrity = Object.entries(parts).map(([name, bytes]) => [`u/${hash}/${name}`, { integrity: "sha384-" + digest("sha384", bytes, "base64") }]);
const list = (name, value) => writeFile(join(values.out, "u", name), JSON.stringify(value, null, 2) + "\n");
await list("integrity.json", Object.fromEntries(integrity));
await list("released.json", [Object.fromEntries(integrity)]);

if (values.package) {
  const liveModule = join(live, "live-module.js");
  await pack({ parts, cache, bindings: bindings.bindgen, liveModule, minified, out: resolve(values.package) });
}
