import type { Dimension, Filter } from '../api/types';

/** The dimensions a click can filter by, in the order their chips stand. */
export const FILTERS = [
  'item',
  'topic',
  'author',
  'stage',
  'type',
  'channel',
  'source',
  'campaign',
  'country',
  'region',
  'device',
  'bot',
  'standing',
  'segment',
  'heard',
  'fit_band',
  'engagement_band',
] as const satisfies readonly Dimension[];

export type FilterDimension = (typeof FILTERS)[number];

/** One chip: this dimension is, or is not, one of these values. */
export interface Clause {
  readonly dimension: FilterDimension;
  readonly is: boolean;
  readonly values: readonly string[];
}

export const toFilter = (clause: Clause): Filter => [clause.is ? 'is' : 'is_not', clause.dimension, clause.values];

/** Chooses one value of each of two dimensions, or lets go of both when that is what was chosen. */
export function togglePair(clauses: readonly Clause[], pair: readonly (readonly [FilterDimension, string])[]): readonly Clause[] {
  const others = clauses.filter((clause) => !pair.some(([dimension]) => clause.dimension === dimension));
  const isAll = pair.every(([dimension, value]) => isOnly(clauses, dimension, value));
  return isAll ? others : [...others, ...pair.map(([dimension, value]) => ({ dimension, is: true, values: [value] }))];
}

/** Whether a value is the only one chosen of its dimension. */
export const isOnly = (clauses: readonly Clause[], dimension: FilterDimension, value: string): boolean =>
  clauses.some((clause) => clause.dimension === dimension && clause.is && clause.values.length === 1 && clause.values[0] === value);

export function isChosen(clauses: readonly Clause[], dimension: FilterDimension, value: string): boolean {
  return clauses.some((clause) => clause.dimension === dimension && clause.is && clause.values.includes(value));
}

/** Chooses a value, or lets go of it when it was chosen. */
export function toggle(clauses: readonly Clause[], dimension: FilterDimension, value: string): readonly Clause[] {
  const others = clauses.filter((clause) => clause.dimension !== dimension);
  if (isChosen(clauses, dimension, value)) {
    const rest = clauses.flatMap((clause) => (clause.dimension === dimension && clause.is ? clause.values : []));
    const values = rest.filter((chosen) => chosen !== value);
    return values.length === 0 ? others : [...others, { dimension, is: true, values }];
  }
  const chosen = clauses.find((clause) => clause.dimension === dimension && clause.is)?.values ?? [];
  return [...others, { dimension, is: true, values: [...chosen, value] }];
}

/** Turns "is" into "is not" and back. */
export const flip = (clauses: readonly Clause[], dimension: FilterDimension): readonly Clause[] =>
  clauses.map((clause) => (clause.dimension === dimension ? { ...clause, is: !clause.is } : clause));

export const without = (clauses: readonly Clause[], dimension: FilterDimension): readonly Clause[] =>
  clauses.filter((clause) => clause.dimension !== dimension);
