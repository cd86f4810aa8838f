// What wasm-bindgen makes of src/lib.rs.
declare module "bindgen" {
  /** What the module imports. */
  export const imports: WebAssembly.ModuleImports;
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export function begin(now: number, visible: boolean, focused: boolean): void;
  export function active(now: number): void;
  export function visible(now: number, is: boolean): void;
  export function focused(now: number, is: boolean): void;
  export function scroll(now: number, top: number, bottom: number): void;
  export function viewport(top: number, bottom: number): void;
  export function content(top: number, height: number): void;
  export function section(index: number, words: number, top: number, bottom: number): void;
  export function media(now: number, element: HTMLMediaElement): void;
  export function link(now: number, element: HTMLAnchorElement): boolean;
  export function marked(now: number, mark: string): boolean;
  export function numbers(now: number): Uint32Array;
  export function score(now: number): number[] | null;
}
