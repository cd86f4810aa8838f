// What the build makes of the crates.
declare module "bindgen" {
  /** The bindings of `live/`. */
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function score(view: Uint32Array, soFar: Uint32Array, language: string, stage: string): unknown;
}
declare module "live-module" {
  /** What wasm2js makes of `live/`. */
  const exports: WebAssembly.Exports;
  export default exports;
}
