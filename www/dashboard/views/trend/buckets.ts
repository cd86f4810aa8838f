import type { Report } from '../../api/types';
import { bucketStart, DAY_MS, HOUR_MS, type Period } from '../../data/period';

/** One hour or day of the trend. */
export interface Bucket {
  readonly start: Date;
  readonly end: Date;
  readonly visits: number;
  readonly pageviews: number;
  readonly raises: number;
  /** Visits in the bucket one period earlier, where that is known. */
  readonly previous: number | undefined;
  /** Not over yet. */
  readonly isRunning: boolean;
}

export const TREND = ['visits', 'pageviews', 'hand_raises'] as const;

export const isHourly = ({ from, to }: Period): boolean => to - from <= 2 * DAY_MS;

/** All buckets of a period up to now: one without visits has no row, and is drawn as a zero; so is one with
 * fewer than may be told, which the panel says. */
export function bucketsOf(period: Period, now: number, report: Report, earlier: Report | undefined): readonly Bucket[] {
  const step = isHourly(period) ? HOUR_MS : DAY_MS;
  const rows = new Map(report.results.map((row) => [bucketStart(row.dimensions[0] ?? ''), row.metrics]));
  const before = earlier && new Map(earlier.results.map((row) => [bucketStart(row.dimensions[0] ?? ''), row.metrics]));
  const shift = period.to - period.from;
  const buckets: Bucket[] = [];
  for (let start = period.from; start < period.to; start += step) {
    const metrics = rows.get(start);
    const previous = before && (before.get(start - shift)?.[0] ?? 0);
    if (start > now && !previous && !metrics) continue;
    buckets.push({
      start: new Date(start),
      end: new Date(start + step),
      visits: metrics?.[0] ?? 0,
      pageviews: metrics?.[1] ?? 0,
      raises: metrics?.[2] ?? 0,
      previous,
      isRunning: start <= now && now < start + step,
    });
  }
  return buckets;
}

/** The fullest bucket, if any visit was made. */
export function peakOf(buckets: readonly Bucket[]): Bucket | undefined {
  const peak = buckets.reduce<Bucket | undefined>((top, one) => (top && top.visits >= one.visits ? top : one), undefined);
  return peak && peak.visits > 0 ? peak : undefined;
}
