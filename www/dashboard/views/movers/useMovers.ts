import { askMovers } from '../../api/client';
import type { Metric, Movers, MoversQuestion } from '../../api/types';
import { learnTitles } from '../../data/titles';
import { useAsked, type Asked } from '../../data/useAsked';
import { toFilter } from '../../state/clause';
import { useDesk } from '../../state/desk';
import type { Range } from '../../state/range';

/** Most days that can be asked about: `limit::MOVERS_DAYS`. */
const MOST = 31;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What changed on the view's site, range and filters; `null` asks nothing yet. */
export function useMovers(metric: Metric | null): Asked<Movers> {
  const { view } = useDesk();
  const question: MoversQuestion | null = metric && {
    site: view.site,
    metric,
    date_range: overDays(view.range),
    filters: view.clauses.map(toFilter),
    limit: 3,
  };
  return useAsked(question && `movers ${JSON.stringify(question)}`, async (signal) => {
    const movers = await askMovers(question!, signal);
    learnTitles(movers.meta.titles);
    return movers;
  });
}

/** Today is not over: the day before it. */
const overDays = (range: Range): Range => (range === 'day' ? 'yesterday' : range);

/** Whether a range is not too long to know what is usual. */
export const isShort = (range: Range): boolean => typeof range === 'string' || (Date.parse(range[1]) - Date.parse(range[0])) / DAY_MS < MOST;
