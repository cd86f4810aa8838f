// A project of somebody else's: the package as npm packs it, installed into an empty folder.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const samples = fileURLToPath(new URL("samples", import.meta.url));
const built = join(process.env.UNGATED_BUILD ?? join(root, "target/ungated"), "npm");
const run = promisify(execFile);

/** What the samples use beside the package. */
const FRAMEWORKS = ["react", "react-dom", "vue"];

export async function scratch() {
  const folder = await mkdtemp(join(tmpdir(), "ungated-npm-"));
  const npm = async (...args) => {
    const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", join(folder, ".npm")];
    const { stdout } = await run("npm", [...args, ...quiet], { cwd: folder });
    return stdout;
  };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [packed] = JSON.parse(await npm("pack", built, "--json"));
  // Frameworks come after it: it must install without them, as they are optional.
  await npm("install", `./${packed.filename}`);
  for (const name of FRAMEWORKS)
    await symlink(await realpath(join(root, "node_modules", name)), join(folder, "node_modules", name));
  await cp(samples, join(folder, "src"), { recursive: true });
  return {
    folder,
    /** What npm says of the tarball. */
    packed,
    /** Runs a sample in Node; answers what it printed. */
    node: async (name) => (await run(process.execPath, [join(folder, "src", name)], { cwd: folder })).stdout,
    /** Checks the types of a sample; answers what the compiler complains about. */
    async types(name, ...options) {
      const compiler = join(root, "node_modules/typescript/bin/tsc");
      const strict = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
      await mkdir(join(folder, "node_modules/@types"), { recursive: true }); // none but what is installed here
      return run(process.execPath, [compiler, ...strict, ...options, join("src", name)], { cwd: folder }).then(
        () => "",
        (failed) => failed.stdout || String(failed),
      );
    },
    /** Bundles a sample as an application does: its files by name. */
    async bundle(name) {
      const { outputFiles } = await build({
        entryPoints: [join(folder, "src", name)],
        bundle: true,
        splitting: true,
        minify: true,
        format: "esm",
        outdir: join(folder, "dist"),
        chunkNames: "[name]-[hash]",
        define: { "process.env.NODE_ENV": '"production"' },
        write: false,
        logLevel: "warning",
      });
      return new Map(outputFiles.map(({ path, text }) => [path.slice(join(folder, "dist/").length), text]));
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
