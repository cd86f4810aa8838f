// Makes modules as small as they can be, and JavaScript of them for pages without WebAssembly.
import binaryen from "binaryen";

// What rustc emits by default for wasm32, which every browser of the last three years knows.
// Nothing newer may slip in.
const { Features } = binaryen;
const FEATURES =
  Features.MutableGlobals |
  Features.SignExt |
  Features.NontrappingFPToInt |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.CallIndirectOverlong |
  Features.ReferenceTypes |
  Features.Multivalue;

// A module that hits a bug stops, and what was sent before stands. Saying why would link the
// standard library's formatting: so the bodies of what panics become a trap, and what only they
// call falls away.
const PANICS = /panicking|handle_alloc_error|capacity_overflow|raw_vec::handle_error|rust_oom|rust_panic/;

// wasm-bindgen's hooks for modules that live on after an abort, which ours do not.
const HOOKS = ["__abort_handler", "__instance_terminated"];

// What a panic would have said, and in which file of the machine that built it: nobody reads it
// any more, and zeros compress to nothing.
const LAST_WORDS = /\/[\w.-]+\/[\w./-]+\.rs/g;

/**
 * @param {Uint8Array} bytes a module with its names
 * @param {Record<string, string>} short exports' short names; those without one are as they are
 */
export function shrink(bytes, short = {}) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const { name, module: imported } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (!imported && PANICS.test(name)) binaryen.Function.setBody(module.getFunction(name), module.unreachable());
  }
  const linker = exportsOf(module).filter((name) => /^__(data_end|heap_base)$/.test(name) || HOOKS.includes(name));
  for (const name of linker) module.removeExport(name);
  optimize(module);
  module.runPasses(["strip-target-features", "strip-debug", "strip-producers"]);
  let text = module.emitText();
  module.dispose();
  for (const [long, name] of Object.entries(short)) text = text.replace(`(export "${long}"`, `(export "${name}"`);
  text = text.replace(/^ \(data .*$/gm, (line) => line.replace(LAST_WORDS, (said) => "\\00".repeat(said.length)));
  const small = binaryen.parseText(text);
  small.setFeatures(FEATURES);
  small.runPasses(["strip-target-features", "strip-debug"]);
  const wasm = Buffer.from(small.emitBinary());
  small.dispose();
  return wasm;
}

/** The same module as JavaScript: its exports are one object, the default one. */
export function toScript(wasm) {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(FEATURES);
  optimize(module);
  const script = module.emitAsmjs();
  module.dispose();
  // One export of all, as the short names of single ones would meet those of its own variables.
  const single = /^export var \w+ = (\w+)\.\w+;\n/gm;
  const [[, all]] = script.matchAll(single);
  return `${script.replace(single, "")}export default ${all};\n`;
}

/** The names that a module exports. */
export function exportedBy(bytes) {
  const module = binaryen.readBinary(bytes);
  const names = exportsOf(module);
  module.dispose();
  return names;
}

function exportsOf(module) {
  return Array.from({ length: module.getNumExports() }, (_, i) => binaryen.getExportInfo(module.getExportByIndex(i)).name);
}

function optimize(module) {
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  module.optimize();
}
