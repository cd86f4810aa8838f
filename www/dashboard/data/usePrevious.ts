import type { Metric, Report } from '../api/types';
import { OTHER } from '../format/names';
import { bucketStart, daysOf, earlierDays, HOUR_MS, lastDayOf, periodOf } from './period';
import { useDesk } from '../state/desk';
import { useReport } from './useReport';

/** Metrics that grow as the period goes on; the others (medians, shares) do not. */
const GROWING: readonly Metric[] = ['visits', 'pageviews', 'hand_raises'];

/** Hours of one day at most: clocks are put back by two at most, and one may be of what is hidden. */
const HOURS = 27;

/** The same metrics over the days that they are compared with. */
export interface Previous {
  readonly values: ReadonlyMap<Metric, number | null>;
  /** The period still runs, so that its sums are compared with the one before up to this time. */
  readonly isCut: boolean;
}

/**
 * Asks for the days that the report's are compared with.
 *
 * # Why cut it?
 * At nine in the morning, today always looks worse than all of yesterday. What the earlier
 * period gathered after this hour of its last day is taken off its sums, with the hour that is
 * under way counted in part.
 */
export function usePrevious(report: Report | undefined, metrics: readonly Metric[], now: number): Previous | undefined {
  const { comparison } = useDesk().view;
  const current = report && periodOf(report);
  const earlier = current && earlierDays(daysOf(current), comparison);
  const isCut = current !== undefined && current.to > now;
  const whole = useReport(earlier ? { metrics, date_range: earlier } : null);
  const hours = useReport(
    earlier && isCut ? { metrics: GROWING, dimensions: ['time:hour'], date_range: lastDayOf(earlier), limit: HOURS } : null,
  );

  if (earlier === undefined || whole.answer === undefined || whole.isStale) return undefined;
  if (isCut && (hours.answer === undefined || hours.isStale)) return undefined;

  const values = whole.answer.results[0]?.metrics ?? [];
  const cut = whole.answer.meta.range.to - (current!.to - now);
  const after = (metric: Metric): number =>
    isCut && GROWING.includes(metric) ? sumAfter(hours.answer!, GROWING.indexOf(metric), cut) : 0;
  return {
    isCut,
    values: new Map(
      metrics.map((metric, at) => {
        const value = values[at] ?? null;
        return [metric, value === null ? null : Math.max(0, Math.round(value - after(metric)))];
      }),
    ),
  };
}

function sumAfter(report: Report, at: number, cut: number): number {
  let sum = 0;
  for (const row of report.results) {
    if (row.dimensions[0] === OTHER) continue;
    const end = bucketStart(row.dimensions[0] ?? '') + HOUR_MS;
    const share = Math.min(1, Math.max(0, (end - cut) / HOUR_MS));
    sum += share * (row.metrics[at] ?? 0);
  }
  return sum;
}
