// Makes JavaScript of the vectors' wasm: node tests/vectors/build.mjs --wasm FILE --out DIR
//
// DIR/vectors.wasm is the module without its names, DIR/vectors.js what binaryen's wasm2js makes
// of it: the way that the tag goes where a page's policy forbids WebAssembly.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import binaryen from "binaryen";

const { values } = parseArgs({ options: { wasm: { type: "string" }, out: { type: "string" } } });
if (!values.wasm || !values.out) {
  console.error("usage: node tests/vectors/build.mjs --wasm FILE --out DIR");
  process.exit(2);
}
await mkdir(values.out, { recursive: true });
const module = binaryen.readBinary(await readFile(values.wasm));
module.runPasses(["strip-debug", "strip-producers"]);
await writeFile(join(values.out, "vectors.wasm"), module.emitBinary());
binaryen.setOptimizeLevel(1);
module.optimize();
await writeFile(join(values.out, "vectors.js"), module.emitAsmjs());
