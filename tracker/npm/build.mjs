// Makes the npm package of what the tag is made of: the same core, the same parts, other doors.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import typescript from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const js = join(here, "../js");
const root = join(here, "../..");

/** Small, as they are written, over `index.js`. */
const ADAPTERS = ["latest", "react", "vue", "astro"];
/** What is put beside as it is: bytes, and the bindings, all of which are handed to their module. */
const BESIDE = /^bindgen$|\/(live_bg|core-bytes|live-bytes|fallback)\.js$/;
const beside = ({ path }) => ({ path: /bindgen|live_bg/.test(path) ? "./bindings.js" : path, external: true });
const TYPES = [join(js, "api.ts"), ...["index", "options", ...ADAPTERS].map((name) => join(here, name + ".ts"))];

/**
 * @param {object} from
 * @param {Record<string, Buffer>} from.parts what the tag loads, by its names
 * @param {Record<string, string>} from.cache short names, those of the core's functions among them
 * @param {string} from.bindings those of the live score
 * @param {string} from.liveModule its module as JavaScript
 * @param {(text: string, module: boolean, define: object, speaks: boolean) => Promise<Buffer>} from.minified
 * @param {string} from.out
 */
export async function pack({ parts, cache, bindings, liveModule, minified, out }) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const put = (name, content) => writeFile(join(out, name), content);

  // All in one call, so that short names are the same in all.
  const { outputFiles } = await build({
    entryPoints: [join(here, "index.ts")],
    alias: { parts: join(here, "parts.ts"), "live-module": liveModule },
    plugins: [{ name: "beside", setup: (bundle) => bundle.onResolve({ filter: BESIDE }, beside) }],
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    format: "esm",
    outdir: out,
    chunkNames: "[name]-[hash]",
    mangleProps: /[^_]_$/,
    mangleCache: cache,
    target: "es2022",
    legalComments: "none",
  });
  for (const { path, text } of outputFiles) await put(basename(path), await minified(text, true, {}, true));
  await put("bindings.js", await minified(await readFile(bindings, "utf8"), true, {}, true));
  await put("fallback.js", parts["fallback.js"]);
  for (const name of ["core", "live"]) await put(name + "-bytes.js", `export default "${parts[name + ".wasm"].toString("hex")}";\n`);

  for (const name of ADAPTERS) {
    const { code } = await transform(await readFile(join(here, name + ".ts"), "utf8"), { loader: "ts", target: "es2022" });
    await put(name + ".js", code);
  }
  for (const file of TYPES) await put(basename(file, ".ts") + ".d.ts", declarations(file, await readFile(file, "utf8")));

  const manifest = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  const [, version] = (await readFile(join(root, "Cargo.toml"), "utf8")).match(/\[workspace\.package\]\nversion = "(.+?)"/);
  const { name, ...rest } = manifest;
  await put("package.json", JSON.stringify({ name, version, ...rest }, null, 2) + "\n");
  await copyFile(join(here, "README.md"), join(out, "README.md"));
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(join(root, licence), join(out, licence));
}

/** The types of one module. What they are is checked with the rest of the tracker. */
function declarations(fileName, text) {
  const compilerOptions = { target: "ES2022", module: "ESNext", isolatedDeclarations: true, declaration: true, strict: true };
  const { outputText, diagnostics } = typescript.transpileDeclaration(text, { fileName, compilerOptions, reportDiagnostics: true });
  if (diagnostics.length) throw new Error(diagnostics.map(({ messageText }) => `${fileName}: ${JSON.stringify(messageText)}`).join("\n"));
  // In the package all lie side by side, under the names that Node resolves.
  return outputText.replace(/from "\.\.?\/(?:js\/)?([\w-]+)(?:\.js)?"/g, 'from "./$1.js"');
}
