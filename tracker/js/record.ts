// The numbers of the core as the growing part of a hit.
import type { Hit } from "./types";

/** The kinds in the order of `signal::act::Act` and `signal::hand_raise::HandRaise`. */
const ACTS = "copy download outbound print".split(" ");
const KINDS = "mail call calendar chat copied named".split(" ");

export function record(numbers: Uint32Array): Partial<Hit> {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const hex = (): string => next().toString(16).padStart(8, "0");
  const counts = (kinds: string[]): Record<string, number> | undefined => {
    let counted: Record<string, number> | undefined;
    for (const kind of kinds) {
      const count = next();
      if (count) (counted ??= {})[kind] = count;
    }
    return counted;
  };
  const list = <T>(length: number, one: () => T): T[] => Array.from({ length }, one);
  const some = <T>(all: T[]): T[] | undefined => (all.length ? all : undefined);
  // In the order of the numbers; what is undefined is not sent.
  return {
    q: next(),
    m: hex() + hex(),
    e: next(),
    l: next() || undefined,
    d: [next(), next()],
    k: counts(ACTS),
    h: counts(KINDS),
    x: some(list<[number, number]>(next(), () => [next(), next()])),
    y: some(media()),
  };

  function media(): number[][] {
    const all: number[][] = [];
    while (at < numbers.length) {
      const length = next();
      all.push([length, ...list(next() * 2, next)]);
    }
    return all;
  }
}
