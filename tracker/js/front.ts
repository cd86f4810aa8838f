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

let last: Event | undefined; // the last touch, if the module does not know of it
let due = true;

/** Notes a touch: moves and scrolls come by the hundred, and to ask a move for its time costs more
 * than all else that is done about it, so it is asked when it is needed. Returns whether this is the
 * first touch since the last `rest`, which is to be told at once: no pause is missed between touches
 * that are closer than `rest`s, which come well below `shared::signal::engaged::IDLE_AFTER_MS`. */
export function touch(event: Event): boolean {
  const isFirst = due;
  due = false;
  if (isFirst) core();
  last = event;
  return isFirst;
}

/** The next touch is to be told at once. */
export const rest = (): void => void (due = true);

/** The module, once it knows of the last touch: for all that depends on time, which is exact. */
export function core(): Front {
  if (last) wasm.did_(last.timeStamp | 0, ACTIVE);
  last = undefined;
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
