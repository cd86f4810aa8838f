import { STANDINGS, type Standing } from '../../api/types';
import { useReport } from '../../data/useReport';

/** Visits of a path by standing, lowest rung first; rungs without visits are left out. */
export type Split = readonly { readonly standing: Standing; readonly visits: number }[];

/** How far the visits on each of these paths got. */
export function usePathStandings(paths: readonly string[]): ReadonlyMap<string, Split> {
  const { answer } = useReport(
    paths.length === 0
      ? null
      : {
          metrics: ['visits'],
          dimensions: ['path', 'standing'],
          filters: [['is', 'path', paths]],
          limit: paths.length * STANDINGS.length,
        },
  );
  const counts = new Map<string, Map<string, number>>();
  for (const { dimensions, metrics } of answer?.results ?? []) {
    const [path = '', standing = ''] = dimensions;
    counts.set(path, (counts.get(path) ?? new Map<string, number>()).set(standing, metrics[0] ?? 0));
  }
  const splitOf = (byStanding: ReadonlyMap<string, number>): Split =>
    STANDINGS.flatMap((standing) => {
      const visits = byStanding.get(standing) ?? 0;
      return visits > 0 ? [{ standing, visits }] : [];
    });
  return new Map([...counts].map(([path, byStanding]) => [path, splitOf(byStanding)]));
}
