// The adapter to the core: the same functions, whether they are WebAssembly or, where the page's
// policy forbids that, the JavaScript that wasm2js makes of it. Numbers go in and out; a text is
// written into the module's memory.
import { fallback, module } from "parts";
import type { Options } from "./types";

/** The exports of `src/lib.rs`; the build gives both sides the same short names. */
export interface Front {
  memory: WebAssembly.Memory;
  begin_(now: number, visible: boolean, focused: boolean): void;
  viewport_(top: number, bottom: number): void;
  content_(top: number, height: number): void;
  section_(index: number, words: number, top: number, bottom: number): void;
  media_(now: number, index: number, playing: boolean, at: number, length: number): void;
  did_(now: number, kind: number): void;
  text_(): number;
  language_(bytes: number): number;
  link_(now: number, bytes: number, download: boolean, sameHost: boolean): number;
  marked_(now: number, bytes: number): number;
  numbers_(now: number): number;
}

/** What `did` takes besides acts and hands: that the reader did something; and 1 more if so, that
 * the page can be seen, and has the focus. */
export const ACTIVE = 10;
export const VISIBLE = 11;
export const FOCUSED = 13;

/** Whole milliseconds of the page's own clock. */
export const now = (): number => performance.now() | 0;

export let wasm: Front;

/** Touches that follow each other sooner than this are told as one, the last of them: well below
 * `shared::signal::engaged::IDLE_AFTER_MS`, so that no pause is missed. */
const TOUCH_MS = 1_000;
let touched = 0; // the last touch
let told = 0; // the last one that the module knows of

/** Notes a touch: moves and scrolls come by the hundred, and to compare two numbers costs a tenth of
 * telling the module. Returns whether it is time to tell, by `core`, which has told the one before. */
export function touch(at: number): boolean {
  const isTime = at - told >= TOUCH_MS;
  if (isTime) core();
  touched = at;
  return isTime;
}

/** The module, once it knows of the last touch: for all that depends on time, which is exact. */
export function core(): Front {
  if (touched > told) wasm.did_((told = touched), ACTIVE);
  return wasm;
}

/** WebAssembly is not to be had here. */
export let bare = false;

export async function load(options: Options): Promise<void> {
  try {
    if (options["wasm"] === "off") throw 0;
    wasm = (await module()).instance.exports as unknown as Front;
  } catch {
    bare = true;
    wasm = (await fallback()).default;
  }
}

/** Writes a text where the core looks for it; returns its bytes. What is beyond the room is cut. */
export const write = (text: string): number =>
  new TextEncoder().encodeInto(text, new Uint8Array(wasm.memory.buffer, wasm.text_(), 2048)).written!;

/** Points, the model's hash in two halves, and the page view as `shared::page_view::flat` has it. */
export function read(): Uint32Array {
  const at = core().numbers_(now()) >> 2;
  const all = new Uint32Array(wasm.memory.buffer);
  return all.slice(at + 1, at + 1 + all[at]!);
}
