import type { Clause } from '../../state/clause';

/** The piece that the filters choose, if it is one. */
export function onlyItem(clauses: readonly Clause[]): string | undefined {
  const [clause, more] = clauses.filter(({ dimension }) => dimension === 'item');
  return clause?.is && clause.values.length === 1 && more === undefined ? clause.values[0] : undefined;
}
