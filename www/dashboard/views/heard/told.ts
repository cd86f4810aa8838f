import type { Report } from '../../api/types';
import { NONE, OTHER } from '../../format/names';

/** Channels that say that software knows of none: typed, bookmarked, or shared in private. */
const UNSEEN: readonly string[] = ['direct', 'dark_social', 'unknown'];

/** Names with their visits, the most first. */
export type Counts = readonly (readonly [string, number])[];

/** What a report by answer and channel says. */
export interface Told {
  readonly visits: number;
  /** Visits in which somebody answered; those in `other` are not known to have. */
  readonly answered: number;
  /** Visits in groups too small to tell. */
  readonly other: number;
  readonly answers: Counts;
  readonly channels: Counts;
  /** By answer and channel. */
  readonly cells: ReadonlyMap<string, number>;
  /** Those who answered, and of whom software sees no channel. */
  readonly unseen: { readonly visits: number; readonly answers: Counts };
}

export const keyOf = (answer: string, channel: string): string => `${answer} ${channel}`;

type Cell = readonly [answer: string, channel: string, visits: number];

const sum = (cells: readonly Cell[]): number => cells.reduce((all, [, , visits]) => all + visits, 0);

function counts(cells: readonly Cell[], name: (cell: Cell) => string): Counts {
  const all = new Map<string, number>();
  for (const cell of cells) all.set(name(cell), (all.get(name(cell)) ?? 0) + cell[2]);
  return [...all].sort(([a, one], [b, other]) => other - one || a.localeCompare(b));
}

export function told({ results }: Report): Told {
  const all: readonly Cell[] = results.map(({ dimensions: [answer = '', channel = ''], metrics: [visits] }) => [answer, channel, visits ?? 0]);
  const cells = all.filter(([answer]) => answer !== NONE && answer !== OTHER);
  const unseen = cells.filter(([, channel]) => UNSEEN.includes(channel));
  return {
    visits: sum(all),
    answered: sum(cells),
    other: sum(all.filter(([answer]) => answer === OTHER)),
    answers: counts(cells, ([answer]) => answer),
    channels: counts(cells, ([, channel]) => channel),
    cells: new Map(cells.map(([answer, channel, visits]) => [keyOf(answer, channel), visits])),
    unseen: { visits: sum(unseen), answers: counts(unseen, ([answer]) => answer) },
  };
}
