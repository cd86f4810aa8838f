import type { Report } from '../api/types';
import type { Days, Earlier } from '../state/range';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export interface Period {
  /** Unix ms, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** The site's time zone, by whose clock its days begin. */
  readonly zone: string;
}

export const periodOf = ({ meta }: Report): Period => ({ ...meta.range, zone: meta.time_zone });

/** The day of a moment by the clock of a zone: `2026-11-22`. */
export function dayOf(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(ms);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export const daysOf = ({ from, to, zone }: Period): Days => [dayOf(from, zone), dayOf(to - 1, zone)];

/** The days that these are compared with, as the API has them. */
export function earlierDays([first, last]: Days, earlier: Earlier): Days {
  if (earlier === 'year_before') return [yearBefore(first), yearBefore(last)];
  const days = 1 + (bucketStart(last) - bucketStart(first)) / DAY_MS;
  return [calendar(bucketStart(first) - days * DAY_MS), calendar(bucketStart(first) - DAY_MS)];
}

/** The same date; the 28th for the 29th of February. */
const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`.replace(/-02-29$/, '-02-28');

export const lastDayOf = ([, last]: Days): Days => [last, last];

export const dayAfter = (day: string): string => calendar(bucketStart(day) + DAY_MS);

/** The date of a day that is told in UTC, as `bucketStart` does. */
const calendar = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Unix ms of `2026-11-22T13:00+01:00`; of `2026-11-22` the day's place in the calendar, told in UTC. */
export const bucketStart = (value: string): number => Date.parse(value);
