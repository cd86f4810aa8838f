// Where the parts of the tag lie: beside the core, in a folder that is named after their content,
// so that a page never mixes two versions. The npm package brings its own way (`npm/parts.ts`).
import type { Front } from "./front";
import type { Bindings } from "./live-front";
import type { Part, PartName } from "./types";

const at = (name: string): string => new URL(name, import.meta.url).href;

export const module = (name = "core", imports?: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> =>
  WebAssembly.instantiateStreaming(fetch(at(name + ".wasm"), { credentials: "omit" }), imports);
export const part = (name: PartName): Promise<Part> => import(at(name + ".js"));
export const fallback = (): Promise<{ default: Front }> => import(at("fallback.js"));
export const liveFallback = (): Promise<Bindings> => import(at("live-fallback.js"));
