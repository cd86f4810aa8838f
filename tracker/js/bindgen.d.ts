// What wasm-bindgen makes of src/lib.rs, as far as it is more than the module's exports.
declare module "bindgen" {
  /** What the module imports. */
  export const imports: WebAssembly.ModuleImports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function language(tag: string): boolean;
  export function marked(now: number, mark: string): boolean;
}
