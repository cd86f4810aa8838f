// The live score where a page's policy forbids WebAssembly: the same bindings over JavaScript.
import { __wbg_set_wasm, score } from "bindgen";
import module from "live-module";

__wbg_set_wasm(module);
export { score };
