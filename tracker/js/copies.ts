// Counts copies from the page, where the tag has `data-copies`: that something was copied, never
// what. A part of its own, so that a page without the attribute has no listener for copying at all.
import type { Page } from "./types";

/** The place of copying in `signal::act::Act`, and behind those of an address copied in
 * `signal::hand_raise::HandRaise`. */
const COPY = 0;
const ADDRESS = 4 + 4;

export function start(page: Page): void {
  const { shim_: shim } = page;
  addEventListener(
    "copy",
    ({ target, timeStamp }) => {
      if (shim.off_ || !(target instanceof Node)) return;
      const link = (target instanceof Element ? target : target.parentElement)?.closest("a");
      page.core_().did_(timeStamp | 0, link && /^(mailto|tel):/.test(link.href) ? ADDRESS : COPY);
      page.told_();
    },
    { capture: true, passive: true },
  );
}
