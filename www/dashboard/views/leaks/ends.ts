import type { Filter, Report } from '../../api/types';
import { NONE, OTHER } from '../../format/names';

/** Who raised a hand, or reads like somebody about to, has not been lost. */
export const NOT_READY: Filter = ['is_not', 'standing', ['ready']];

/** Where the readers of one piece went. */
export interface Ends {
  readonly item: string;
  /** Page views that were read. */
  readonly reads: number;
  /** Those of them after which the visit ended. */
  readonly left: number;
  /** Where more of the others went on to than to any other piece, and how many. */
  readonly next: readonly [item: string, reads: number] | undefined;
}

/** Pieces by how often a visit ended after they were read, from reads by item and next item. */
export function endsOf({ results }: Report): readonly Ends[] {
  const all = new Map<string, { reads: number; left: number; next: [string, number][] }>();
  for (const { dimensions: [item = '', next = ''], metrics: [figure] } of results) {
    const reads = figure ?? 0;
    if (item === OTHER || reads === 0) continue;
    const own = all.get(item) ?? { reads: 0, left: 0, next: [] };
    own.reads += reads;
    if (next === NONE) own.left += reads;
    else if (next !== OTHER) own.next.push([next, reads]);
    all.set(item, own);
  }
  return [...all].map(([item, own]) => ({ item, ...own, next: most(own.next) })).sort((a, b) => b.left - a.left || b.reads - a.reads || a.item.localeCompare(b.item));
}

/** The one with the most, if it is one. */
function most(next: readonly [string, number][]): [string, number] | undefined {
  const [first, second] = [...next].sort(([, a], [, b]) => b - a);
  return first?.[1] === second?.[1] ? undefined : first;
}
