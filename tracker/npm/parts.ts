// Where the parts lie when they travel in a package: modules that any bundler splits off. The
// WebAssembly comes as text, as bundlers agree on nothing else, and in digits, as these compress
// best of what survives every bundler and every character set: a tenth more on the wire than the
// bytes themselves, where base64 is a third more.
import type * as beside from "../js/parts";
import type { Part, PartName } from "../js/types";

const PARTS: Record<PartName, () => Promise<Part>> = {
  copies: () => import("../js/copies"),
  embeds: () => import("../js/embeds"),
  hash: () => import("../js/hash"),
  history: () => import("../js/history"),
  live: () => import("../js/live"),
  media: () => import("../js/media"),
  named: () => import("../js/named"),
  transparency: () => import("../js/transparency"),
};

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(hex.length / 2);
  for (let i = 0; i < all.length; i++) all[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return all;
}

export const module: typeof beside.module = async (name, imports) => {
  const { default: hex } = await (name === "live" ? import("./live-bytes.js") : import("./core-bytes.js"));
  return WebAssembly.instantiate(bytes(hex), imports);
};
export const part: typeof beside.part = (name) => PARTS[name]();
export const fallback = (): Promise<unknown> => import("./fallback.js");
export const liveFallback: typeof beside.liveFallback = () => import("../js/live-fallback");
