// What was released stays, when the next build is deployed over it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const KEEP = fileURLToPath(new URL("../../tracker/keep.mjs", import.meta.url));
const BUILT = join(process.env.UNGATED_BUILD, "www");

let deployed, server, url; // a deployment: a folder, and who serves it
before(async () => {
  deployed = await mkdtemp(join(tmpdir(), "ungated-deployed-"));
  server = createServer((request, response) =>
    readFile(join(deployed, new URL(request.url, "http://x").pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    ),
  );
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  await new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  await rm(deployed, { recursive: true });
});

/** Files of a release and their hashes, as the tracker's build lists them. */
async function release(out, hash, files) {
  const list = {};
  for (const [name, text] of Object.entries(files)) {
    const path = `u/${hash}/${name}`;
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), text);
    list[path] = { integrity: `sha384-${createHash("sha384").update(text).digest("base64")}` };
  }
  await writeFile(join(out, "u/integrity.json"), JSON.stringify(list));
  await writeFile(join(out, "u/released.json"), JSON.stringify([list]));
  return list;
}
/** A new build, of which the tag differs. */
async function build(hash) {
  const out = await mkdtemp(join(tmpdir(), "ungated-built-"));
  return { out, list: await release(out, hash, { "tag.js": `// ${hash}`, "core.wasm": "w" }) };
}
const keep = async (out, ...more) => {
  const keeping = spawn(process.execPath, [KEEP, "--from", url, "--out", out, ...more]);
  let said = "";
  for (const stream of [keeping.stdout, keeping.stderr]) stream.on("data", (text) => (said += text));
  const code = await new Promise((resolve) => keeping.once("exit", resolve));
  return { code, said };
};
const listed = async (out) => JSON.parse(await readFile(join(out, "u/released.json"), "utf8"));
const hashes = async (out) => (await readdir(join(out, "u"))).filter((name) => /^[0-9a-f]{8}$/.test(name)).sort();
/** What is deployed from here on is this. */
async function deploy(from) {
  await rm(deployed, { recursive: true });
  await cp(from, deployed, { recursive: true });
}

test("the tag of a build is there after two more, byte by byte", async () => {
  await deploy(BUILT);
  const [first] = await listed(BUILT);
  const [own] = await hashes(BUILT);
  for (const [hash, kept] of [["11111111", [own]], ["22222222", [own, "11111111"]]]) {
    const { out } = await build(hash);
    const { code, said } = await keep(out);
    assert.equal(code, 0, said);
    assert.deepEqual(await hashes(out), [...kept, hash].sort());
    await deploy(out);
    await rm(out, { recursive: true });
  }
  for (const path of Object.keys(first)) assert.deepEqual(await readFile(join(deployed, path)), await readFile(join(BUILT, path)), path);
  assert.deepEqual((await listed(deployed)).map((release) => Object.keys(release)[0].split("/")[1]), ["22222222", "11111111", own]);
});

test("the same build again keeps itself once", async () => {
  const { out } = await build("33333333");
  await deploy(out);
  assert.match((await keep(out)).said, /kept 0 released tags/);
  assert.equal((await listed(out)).length, 1);
});

test("of too many the oldest go, and it is said which", async () => {
  for (const hash of ["44444444", "55555555", "66666666"]) {
    const { out } = await build(hash);
    if (hash !== "44444444") {
      const { said } = await keep(out, "--most", "2");
      assert.match(said, hash === "55555555" ? /^kept 1 released tag beside/ : /not kept, as there are more than 2: 44444444/);
    }
    await deploy(out);
  }
  assert.deepEqual(await hashes(deployed), ["55555555", "66666666"]);
});

test("a deployment of before there were lists has one", async () => {
  const { out: old } = await build("77777777");
  await rm(join(old, "u/released.json"));
  await deploy(old);
  const { out } = await build("88888888");
  assert.equal((await keep(out)).code, 0);
  assert.deepEqual(await hashes(out), ["77777777", "88888888"]);
});

for (const [fault, spoil, says] of [
  ["a file that is gone", (list) => rm(join(deployed, Object.keys(list)[0])), /u\/99999999\/tag\.js is gone/],
  ["a file that is another", (list) => writeFile(join(deployed, Object.keys(list)[0]), "alert(1)"), /is not what it was/],
  ["a path that leads elsewhere", (list) => writeFile(join(deployed, "u/released.json"), JSON.stringify([{ "u/../../x.js": Object.values(list)[0] }])), /no file of a tag: u\/\.\.\/\.\.\/x\.js/],
  ["a list that is none", () => writeFile(join(deployed, "u/released.json"), "<!doctype html>"), /nothing was written/],
  ["a deployment without a tag", () => rm(join(deployed, "u"), { recursive: true }), /no tag was released there/],
])
  test(`${fault}: nothing is written`, async () => {
    const { out: old, list } = await build("99999999");
    await deploy(old);
    await spoil(list);
    const { out } = await build("aaaaaaaa");
    const before = await listed(out);
    const { code, said } = await keep(out);
    assert.equal(code, 1);
    assert.match(said, says);
    assert.deepEqual(await hashes(out), ["aaaaaaaa"]);
    assert.deepEqual(await listed(out), before);
  });
