import type { Metric, Report } from '../../api/types';
import { nameOf, OTHER } from '../../format/names';

export const QUADRANT = ['visits', 'read_through', 'hand_raises'] as const satisfies readonly Metric[];

/** Below this many visits, how far a piece was read is chance. */
const LEAST_VISITS = 10;

/** A piece in the picture. */
export interface Piece {
  readonly item: string;
  readonly title: string;
  readonly visits: number;
  /** Share of the words that was read, 0–100. */
  readonly read: number;
  readonly raises: number;
}

/** Those of which both can be told. */
export const piecesOf = ({ results, meta }: Report): readonly Piece[] =>
  results.flatMap(({ dimensions: [item = ''], metrics: [visits, read, raises] }) =>
    item === OTHER || visits == null || visits === 0 || read == null ? [] : [{ item, title: nameOf('item', item, meta.titles), visits, read, raises: raises ?? 0 }],
  );

/** The middle one of some values; between the two of an even number. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[at]! : ((sorted[at - 1] ?? 0) + (sorted[at] ?? 0)) / 2;
}

/** Where the picture is cut in four: half of the pieces lie on either side. */
export interface Cut {
  readonly visits: number;
  readonly read: number;
}

export const cutOf = (pieces: readonly Piece[]): Cut => ({ visits: medianOf(pieces.map(({ visits }) => visits)), read: medianOf(pieces.map(({ read }) => read)) });

/** The best read of those that fewer than usual open, if it stands out from the middle at all. */
export function gemOf(pieces: readonly Piece[], cut: Cut): Piece | undefined {
  const hidden = pieces.filter(({ visits, read }) => visits >= LEAST_VISITS && visits < cut.visits && read > cut.read);
  return hidden.sort((one, other) => other.read - one.read)[0];
}
