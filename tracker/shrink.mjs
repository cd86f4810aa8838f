// Makes the module that readers download as small as it can be, after wasm-bindgen is done.
import binaryen from "binaryen";

// A core that hits a bug stops, and the shim's plain page view stands. Saying why would link the
// standard library's formatting, which is as large as all the rest: so the bodies of what panics
// become a trap, and what only they call falls away.
const PANICS = /panicking|handle_alloc_error|capacity_overflow|raw_vec::handle_error|rust_oom|rust_panic/;

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

// wasm-bindgen's hooks for modules that live on after an abort, which ours does not; and for
// strings that grow while they are passed (see PASS_STRING).
const UNUSED = ["__abort_handler", "__instance_terminated", "__wbindgen_realloc"];

// A JavaScript value lives in the module's table for the length of one call, two at a time at
// most, so a ring of slots serves as well as wasm-bindgen's list of free ones, which is as large
// as all scoring. They lie behind the four constants that the bindings put into the table.
const SLOTS = 32;
const FIRST_SLOT = 1024 + 4;
const TABLE = /\(table \$__wbindgen_externrefs 1024 externref\)/;

/** @param {binaryen.Module} module */
function simplifyTable(module) {
  if (!TABLE.test(module.emitText())) throw new Error("wasm-bindgen's table changed its size");
  const { i32, none } = binaryen;
  const slot = () => module.global.get("slot", i32);
  const next = module.i32.and(module.i32.add(slot(), module.i32.const(1)), module.i32.const(SLOTS - 1));
  module.addGlobal("slot", i32, true, module.i32.const(0));
  binaryen.Function.setBody(
    module.getFunction("__externref_table_alloc"),
    module.block(null, [module.global.set("slot", next), module.i32.add(slot(), module.i32.const(FIRST_SLOT))], i32),
  );
  binaryen.Function.setBody(
    module.getFunction("__externref_table_dealloc"),
    module.block(null, [
      module.if(
        module.i32.ge_u(module.local.get(0, i32), module.i32.const(FIRST_SLOT)),
        module.table.set("__wbindgen_externrefs", module.local.get(0, i32), module.ref.null(binaryen.externref)),
      ),
    ], none),
  );
}

/** @param {Uint8Array} bytes the module with its names, @param {string} glue its bindings */
export function shrink(bytes, glue) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  for (const name of UNUSED) module.removeExport(name);
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const { name, module: imported } = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (!imported && PANICS.test(name))
      binaryen.Function.setBody(module.getFunction(name), module.unreachable());
  }
  simplifyTable(module);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.optimize();
  module.optimize();
  module.runPasses(["strip-target-features", "strip-debug", "strip-producers"]);
  const named = module.emitText();
  module.dispose();

  // Names with a hash in them do not compress.
  const names = [...new Set([...named.matchAll(/"(__wb[a-z]+_[^"]*_[0-9a-f]{16})"/g)].map((m) => m[1]))];
  let text = named.replaceAll('"./core_bg.js"', '"i"');
  names.forEach((name, i) => {
    text = text.replaceAll(`"${name}"`, `"i${i}"`);
    glue = glue.replaceAll(name, `i${i}`);
  });
  const short = binaryen.parseText(silenced(text));
  short.setFeatures(FEATURES);
  short.runPasses(["strip-target-features", "strip-debug"]);
  const wasm = Buffer.from(short.emitBinary());
  short.dispose();

  const imported = [...text.matchAll(/\(import "i" "([^"]+)"/g)].map((match) => match[1]);
  return { wasm, glue: `${unburden(glue, text)}\nexport const imports = { ${imported.join(", ")} };\n` };
}

// What a panic would have said, and in which file of the machine that built it: nobody reads it
// any more, and zeros compress to nothing.
const LAST_WORDS = [
  /\/[\w.-]+\/[\w./-]+\.rs/g,
  /closure invoked recursively or after being dropped|Tried to shrink to a larger capacity/g,
  /capacity overflow|RefCell already (mutably )?borrowed/g,
];

function silenced(text) {
  return text.replace(/^ \(data .*$/gm, (line) =>
    LAST_WORDS.reduce((line, words) => line.replace(words, (said) => "\\00".repeat(said.length)), line),
  );
}

// A string in its whole: what crosses is short, so wasm-bindgen's way of growing the block while
// it encodes saves nothing.
const PASS_STRING = `function passStringToWasm0(text, malloc) {
    const bytes = cachedTextEncoder.encode(text);
    const at = malloc(bytes.length, 1);
    getUint8ArrayMemory0().set(bytes, at);
    WASM_VECTOR_LEN = bytes.length;
    return at;
}`;

/** Takes from the bindings what this module does not use. */
function unburden(glue, text) {
  // Views of the memory go stale when it grows; the arena is all there is.
  if (text.includes("memory.grow")) throw new Error("the core grows its memory");
  const cuts = [
    [/table\.grow\(4\)/, `table.grow(4 + ${SLOTS})`],
    // A warm-up of the decoder for old Safari.
    [/^cachedTextDecoder\.decode\(\);$/m, ""],
    // `encodeInto` is as old as WebAssembly's streaming.
    [/^if \(!\('encodeInto' in cachedTextEncoder\)\) \{[^]*?^\}$/m, ""],
    [/= new Text(De|En)coder/g, "= /* @__PURE__ */ new Text$1coder"],
    [/^function passStringToWasm0\([^]*?^\}$/m, PASS_STRING],
    [/, wasm\.__wbindgen_realloc\)/g, ")"],
    [/if \(cached(\w+)Memory0 === null \|\|.*\{/g, "if (!cached$1Memory0) {"],
  ];
  return cuts.reduce((text, [what, by]) => {
    if (text.search(what) < 0) throw new Error(`wasm-bindgen's bindings changed: no ${what}`);
    return text.replace(what, by);
  }, glue);
}
