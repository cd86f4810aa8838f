// The score as a framework shows it: one listener for all its components, and what it last told.
import { on, score, type Score } from "./index.js";

let last: Score | null = null;
let listens = false;
const shown = new Set<() => void>();

/** What was told last; the same object until something changes. */
export const latest = (): Score | null => last;

/** Tells when `latest` is another. Returns what ends it. */
export function subscribe(listener: () => void): () => void {
  shown.add(listener);
  if (!listens) {
    listens = true;
    last = score();
    on("score", (now) => {
      last = now;
      for (const tell of [...shown]) tell();
    });
  }
  return () => void shown.delete(listener);
}
