import { askReport } from '../../api/client';
import type { Metric, Report } from '../../api/types';
import { daysOf, earlierDays, periodOf } from '../../data/period';
import { hoursAsk, previousOf, type Previous } from '../../data/previous';
import { toFilter } from '../../state/clause';
import { isHourly } from '../../state/range';
import type { View } from '../../state/view';

export const FIGURES = ['visits', 'pageviews', 'engaged_ms', 'hand_raises'] as const satisfies readonly Metric[];

/** More than the days of the longest range, and than the hours of one day. */
const BUCKETS = 1000;

/** What the overview says of a site. */
export interface Figures {
  readonly totals: Report;
  /** Visits by hour of one day, else by day. */
  readonly trend: Report;
  readonly previous: Previous;
  /** When it was asked, Unix ms. */
  readonly now: number;
}

/** Asks one site for the view's days and filters. */
export async function askFigures(site: string, view: View, signal: AbortSignal): Promise<Figures> {
  const now = Date.now();
  const base = { site, date_range: view.range, filters: view.clauses.map(toFilter) };
  const dimension = isHourly(view.range) ? 'time:hour' : 'time:day';
  const [totals, trend] = await Promise.all([
    askReport({ ...base, metrics: FIGURES }, signal),
    askReport({ ...base, metrics: ['visits'], dimensions: [dimension], limit: BUCKETS, include: { empty_buckets: true } }, signal),
  ]);
  const current = periodOf(totals);
  const earlier = earlierDays(daysOf(current), view.comparison);
  const [whole, hours] = await Promise.all([
    askReport({ ...base, metrics: FIGURES, date_range: earlier }, signal),
    current.to > now ? askReport({ ...base, ...hoursAsk(earlier) }, signal) : undefined,
  ]);
  return { totals, trend, previous: previousOf(current, whole, hours, FIGURES, now), now };
}

export const figureOf = ({ totals }: Figures, metric: (typeof FIGURES)[number]): number | null =>
  totals.results[0]?.metrics[FIGURES.indexOf(metric)] ?? null;
