// Builds a site anew with a generator of the outside world and keeps what one article needs.
//
//   node tests/templates/make/main.mjs docusaurus [FOLDER]
//
// installs the generator's pinned packages into FOLDER (a new temporary one, if none is named),
// lets it build, opens the article in Chromium and copies the page with every style sheet and
// script that it asked for to tests/templates/docusaurus/. FOLDER is left behind, for a look.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { ready } from "../ready.mjs";
import { needed } from "./needed.mjs";

const [name, given] = process.argv.slice(2);
const { site } = await import(`./${name}.mjs`);
const folder = given ?? (await mkdtemp(join(tmpdir(), `templates-${name}-`)));
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, stdio: "inherit", env: { ...process.env, ...QUIET, ...site.env } });

/** No questions to their makers, and nothing in the output that depends on when it was built. */
const QUIET = { CI: "1", NO_UPDATE_NOTIFIER: "1", DOCUSAURUS_NO_TELEMETRY: "1", ASTRO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", TZ: "UTC" };

for (const [path, text] of Object.entries({ ...site.files, "package.json": manifest() })) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
if (!existsSync(join(folder, "node_modules"))) run("npm", "install", "--no-audit", "--no-fund");
run(...site.build);

const to = fileURLToPath(new URL(`../${name}`, import.meta.url));
await rm(to, { recursive: true, force: true });
for (const path of await needed(join(folder, site.output), site.pages, ready[name])) {
  if (site.without?.test(path)) continue;
  const bytes = await readFile(join(folder, site.output, path));
  // Scripts are kept as a server would send them: a third of the bytes, and no source of ours.
  const isScript = /\.m?js$/.test(path);
  const kept = join(to, isScript ? `${path}.br` : path);
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, isScript ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) : bytes);
  console.log(kept.slice(to.length + 1), bytes.length);
}
await writeFile(join(to, "LICENCES.txt"), await licences());

/** Whose work the kept files contain, each with its own words. */
async function licences() {
  const texts = [];
  for (const name of [...Object.keys(site.packages), ...(site.bundled ?? [])].sort()) {
    const home = join(folder, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
    const file = (await readdir(home)).find((one) => /^licen[cs]e/i.test(one));
    texts.push(`${name} ${version} (${license})\n\n${file ? (await readFile(join(home, file), "utf8")).trim() : "No licence file in the package."}\n`);
  }
  return texts.join(`\n${"-".repeat(78)}\n\n`);
}

function manifest() {
  return JSON.stringify({ private: true, dependencies: site.packages, ...site.manifest }, null, 2);
}
