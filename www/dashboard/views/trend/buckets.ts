import type { Report } from '../../api/types';
import { bucketStart, DAY_MS, dayOf, daysOf, HOUR_MS, type Period } from '../../data/period';
import { OTHER } from '../../format/names';

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
  /** What was changed in it, in words. */
  readonly turns: readonly string[];
}

/** What was changed, in words: at a moment, Unix ms, or as a day of the site's clock began. */
export type Turn = { readonly says: string } & ({ readonly at: number } | { readonly day: string });

export const TREND = ['visits', 'pageviews', 'hand_raises'] as const;

/** What is drawn of a period: hours where they are; days in the calendar, told in UTC, where all are equally long. */
export function drawn(period: Period, hourly: boolean): { readonly from: number; readonly to: number } {
  if (hourly) return period;
  const [first, last] = daysOf(period).map(bucketStart);
  return { from: first!, to: last! + DAY_MS };
}

/** Where in the drawing a turn stands; nowhere, if it was as another day began than that of the hours. */
function placeOf(turn: Turn, period: Period, hourly: boolean): number {
  if (!hourly) return bucketStart('day' in turn ? turn.day : dayOf(turn.at, period.zone));
  if ('at' in turn) return turn.at;
  return turn.day === dayOf(period.from, period.zone) ? period.from : NaN;
}

/** The buckets in which something was changed; each is named by its number among them. */
export const turned = (buckets: readonly Bucket[]): readonly Bucket[] => buckets.filter(({ turns }) => turns.length > 0);

/** All buckets of a period up to now, with those before them in the same place: one with fewer visits than may be
 * told is drawn as a zero, which the panel says. */
export function bucketsOf(period: Period, hourly: boolean, now: number, report: Report, earlier: Report | undefined, turns: readonly Turn[] = []): readonly Bucket[] {
  const step = hourly ? HOUR_MS : DAY_MS;
  const { to } = drawn(period, hourly);
  const moment = hourly ? now : bucketStart(dayOf(now, period.zone));
  const named = (one: Report) => one.results.filter((row) => row.dimensions[0] !== OTHER);
  const rows = named(report);
  const before = earlier && named(earlier);
  const starts = rows.map((row) => bucketStart(row.dimensions[0] ?? ''));
  // What is to come has no row yet.
  for (let next = starts.length > 0 ? starts.at(-1)! + step : drawn(period, hourly).from; next < to; next += step) starts.push(next);
  const buckets: Bucket[] = [];
  const places = turns.map((turn) => placeOf(turn, period, hourly));
  starts.forEach((start, at) => {
    const metrics = rows[at]?.metrics;
    const previous = before && (before[at]?.metrics[0] ?? 0);
    if (start > moment && !previous && !metrics) return;
    const end = starts[at + 1] ?? to;
    buckets.push({
      start: new Date(start),
      end: new Date(end),
      visits: metrics?.[0] ?? 0,
      pageviews: metrics?.[1] ?? 0,
      raises: metrics?.[2] ?? 0,
      previous,
      isRunning: start <= moment && moment < end,
      turns: turns.filter((_, at) => start <= moment && start <= places[at]! && places[at]! < end).map(({ says }) => says),
    });
  });
  return buckets;
}

/** The fullest bucket, if any visit was made. */
export function peakOf(buckets: readonly Bucket[]): Bucket | undefined {
  const peak = buckets.reduce<Bucket | undefined>((top, one) => (top && top.visits >= one.visits ? top : one), undefined);
  return peak && peak.visits > 0 ? peak : undefined;
}
