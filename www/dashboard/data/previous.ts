import type { Metric, Report } from '../api/types';
import { OTHER } from '../format/names';
import { bucketStart, HOUR_MS, lastDayOf, type Period } from './period';
import type { Days } from '../state/range';

/** Metrics that grow as the period goes on; the others (medians, shares) do not. */
const GROWING: readonly Metric[] = ['visits', 'pageviews', 'hand_raises', 'engaged_ms'];

/** Hours of one day at most: clocks are put back by two at most, and one may be of what is hidden. */
const HOURS = 27;

/** The same metrics over the days that they are compared with. */
export interface Previous {
  readonly values: ReadonlyMap<Metric, number | null>;
  /** The period still runs, so that its sums are compared with the one before up to this time. */
  readonly isCut: boolean;
}

/** What is asked of the last of the earlier days, to cut it where the period that still runs stands. */
export const hoursAsk = (earlier: Days) =>
  ({ metrics: GROWING, dimensions: ['time:hour'], date_range: lastDayOf(earlier), limit: HOURS }) as const;

/**
 * The earlier figures, of the whole of the earlier days and of the hours of their last one; those are
 * given if the period still runs.
 *
 * # Why cut it?
 * At nine in the morning, today always looks worse than all of yesterday. What the earlier
 * period gathered after this hour of its last day is taken off its sums, with the hour that is
 * under way counted in part.
 */
export function previousOf(current: Period, whole: Report, hours: Report | undefined, metrics: readonly Metric[], now: number): Previous {
  const values = whole.results[0]?.metrics ?? [];
  const cut = whole.meta.range.to - (current.to - now);
  const after = (metric: Metric): number => (hours && GROWING.includes(metric) ? sumAfter(hours, GROWING.indexOf(metric), cut) : 0);
  const told = metrics.map((metric, at) => {
    const value = values[at] ?? null;
    return [metric, value === null ? null : Math.max(0, Math.round(value - after(metric)))] as const;
  });
  return { isCut: hours !== undefined, values: new Map(told) };
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
