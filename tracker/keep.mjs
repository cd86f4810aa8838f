// Keeps what was released: node tracker/keep.mjs --from https://HOST --out DIR [--most N]
//
// A deployment replaces all files of the one before. But pages hold what was released for long: who
// pinned `u/HASH/tag.js` by its hash for good, a browser that has `u.js` in its cache for a day, a page
// that is open now. So before a new build in DIR is deployed, the tags of the running deployment are
// brought beside it, as `u/released.json` there lists them, newest first, each checked against its
// hash. Where one cannot be had or is not what it was, nothing is written, and the exit code is 1.
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

/** Releases that are kept at most: of 15 files each, and Cloudflare takes 20,000 of a deployment
 * (developers.cloudflare.com/workers/platform/limits). */
const MOST = 200;
/** A file of a release, and nothing that leads elsewhere. */
const PART = /^u\/[0-9a-f]{8}\/[\w-]+\.(js|wasm)$/;
const PATIENCE_MS = 30_000;

const { values } = parseArgs({
  options: { from: { type: "string" }, out: { type: "string" }, most: { type: "string", default: String(MOST) } },
});
const most = Number(values.most);
if (!values.from || !values.out || !Number.isInteger(most) || most < 1) {
  console.error("usage: node tracker/keep.mjs --from https://HOST --out DIR [--most N]");
  process.exit(2);
}

/** Bytes at a path of the deployment, or nothing if it has none. */
async function ask(path) {
  const answer = await fetch(new URL(path, values.from.replace(/\/*$/, "/")), { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status === 404) return;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** What the deployment released, newest first: of each its files and their hashes. */
async function released() {
  const list = await ask("u/released.json");
  const one = list ?? (await ask("u/integrity.json")); // a deployment of before there were lists
  if (!one) throw new Error("no tag was released there");
  const releases = [JSON.parse(one.toString())].flat();
  for (const release of releases)
    for (const [path, { integrity }] of Object.entries(release))
      if (!PART.test(path) || !/^sha384-/.test(integrity)) throw new Error(`no file of a tag: ${path}`);
  return releases;
}

/** The files of a release, each of them what it was. */
async function files(release) {
  const found = [];
  for (const [path, { integrity }] of Object.entries(release)) {
    const bytes = await ask(path);
    if (!bytes) throw new Error(`${path} is gone`);
    if (`sha384-${createHash("sha384").update(bytes).digest("base64")}` !== integrity) throw new Error(`${path} is not what it was`);
    found.push([path, bytes]);
  }
  return found;
}

try {
  const list = join(values.out, "u/released.json");
  const [built] = JSON.parse(await readFile(list, "utf8"));
  const name = (release) => Object.keys(release)[0]?.split("/")[1];
  const all = (await released()).filter((release) => name(release) !== name(built));
  const kept = all.slice(0, most - 1);
  const brought = [];
  for (const release of kept) brought.push(...(await files(release)));
  for (const [path, bytes] of brought) {
    await mkdir(join(values.out, dirname(path)), { recursive: true });
    await writeFile(join(values.out, path), bytes);
  }
  await writeFile(`${list}.new`, JSON.stringify([built, ...kept], null, 2) + "\n");
  await rename(`${list}.new`, list);
  console.log(`kept ${kept.length} released tag${kept.length === 1 ? "" : "s"} beside the one of this build`);
  for (const release of all.slice(most - 1)) console.log(`not kept, as there are more than ${most}: ${name(release)}`);
} catch (error) {
  console.error(`nothing was written: ${error.cause?.message ?? error.message}`);
  process.exit(1);
}
