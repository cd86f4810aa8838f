// The bindings that wasm-bindgen made of `live/`, over WebAssembly or over what wasm2js makes of it.
import * as bindings from "bindgen";
import { liveFallback, module } from "parts";
import type { Score } from "./api";

export type Bindings = Pick<typeof bindings, "score">;

export async function load(bare: boolean): Promise<Bindings> {
  if (bare) return liveFallback();
  const { instance } = await module("live", { "./live_bg.js": bindings as unknown as WebAssembly.ModuleImports });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as (() => void) | undefined)?.();
  return bindings;
}

export const score = (from: Bindings, ...args: Parameters<Bindings["score"]>): Score | null => from.score(...args) as Score | null;
