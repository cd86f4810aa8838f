// Links the bindings that wasm-bindgen made with their module, which is fetched beside this
// file. wasm-bindgen's own loader is four times as large and looks for ways we never go.
import { __wbg_set_wasm, imports } from "bindgen";

declare const WASM: string; // the module's file name, with its content hash; set by the build

export async function load(): Promise<void> {
  const source = fetch(new URL(WASM, import.meta.url), { credentials: "omit" });
  const { instance } = await WebAssembly.instantiateStreaming(source, { i: imports });
  __wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
}

export { active, begin, content, focused, link, marked, media, numbers, scroll, score, section, viewport, visible } from "bindgen";
