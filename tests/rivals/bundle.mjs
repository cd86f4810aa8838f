// Bundles every rival as the tag is bundled: node tests/rivals/bundle.mjs --packages DIR --out DIR
//
// DIR of packages is where package.json of this folder was installed. Prints one line of JSON:
// what was made of which versions.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { minify } from "terser";
import { rivals } from "./rivals.mjs";

const { values } = parseArgs({ options: { packages: { type: "string" }, out: { type: "string" } } });
if (!values.packages || !values.out) {
  console.error("usage: node tests/rivals/bundle.mjs --packages DIR --out DIR");
  process.exit(2);
}
const entries = join(dirname(fileURLToPath(import.meta.url)), "entries");
const modules = join(resolve(values.packages), "node_modules");

/** The settings of tracker/build.mjs: a fairer comparison than what each ships by itself. */
async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [join(entries, `${name}.mjs`)],
    nodePaths: [modules],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
  });
  const { code } = await minify(outputFiles[0].text, {
    module: false,
    toplevel: true,
    compress: { passes: 4, ecma: 2022, unsafe_arrows: true, keep_fargs: false, pure_getters: true },
  });
  return code;
}

async function versions(packages) {
  const read = async (name) => JSON.parse(await readFile(join(modules, name, "package.json"), "utf8")).version;
  return Object.fromEntries(await Promise.all(packages.map(async (name) => [name, await read(name)])));
}

await mkdir(values.out, { recursive: true });
const made = [];
for (const { name, title, packages } of rivals) {
  await writeFile(join(values.out, `${name}.js`), await bundle(name));
  made.push({ name, title, packages: await versions(packages) });
}
console.log(JSON.stringify(made));
