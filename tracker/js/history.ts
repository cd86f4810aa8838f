// Single-page applications where there is no Navigation API: routes change by `history`, which
// tells nobody. Its two functions are wrapped; what they are given and what they keep is not read.
import type { Page } from "./types";

export function start(page: Page): void {
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      try {
        page.turn_();
      } catch {
        // Never into the page.
      }
    };
  }
  for (const type of ["popstate", "hashchange"]) addEventListener(type, () => page.turn_());
}
