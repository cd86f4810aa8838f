// Links the bindings that wasm-bindgen made with their module, which is fetched beside this
// file. wasm-bindgen's own loader is four times as large and looks for ways we never go.
import { __wbg_set_wasm, imports } from "bindgen";

declare const WASM: string; // the module's file name, with its content hash; set by the build

/** What takes and gives plain numbers or elements: the module's own exports, without a wrapper. */
export interface Core {
  begin(now: number, visible: boolean, focused: boolean): void;
  active(now: number): void;
  visible(now: number, is: boolean): void;
  focused(now: number, is: boolean): void;
  scroll(now: number, top: number, bottom: number): void;
  viewport(top: number, bottom: number): void;
  content(top: number, height: number): void;
  section(index: number, words: number, top: number, bottom: number): void;
  media(now: number, index: number, element: HTMLMediaElement): void;
  printed(now: number): void;
  link(now: number, element: HTMLAnchorElement, download: boolean, sameHost: boolean): number;
  numbers(now: number): Uint32Array;
  score(now: number): number[] | null;
  __wbindgen_start(): void;
}

export let wasm: Core;

export async function load(): Promise<void> {
  const source = fetch(new URL(WASM, import.meta.url), { credentials: "omit" });
  const { instance } = await WebAssembly.instantiateStreaming(source, { i: imports });
  __wbg_set_wasm(instance.exports);
  wasm = instance.exports as unknown as Core;
  wasm.__wbindgen_start();
}

export { language, marked } from "bindgen";
