import type { NamedRange } from '../api/types';

/** First and last day, both included. */
export type Days = readonly [string, string];

/** Days that move with the calendar, or days of one's own. */
export type Range = NamedRange | Days;

/** The days that figures are compared with. */
export type Earlier = 'previous_period' | 'year_before';

/** The ranges that stand in the header. */
export const RANGES = ['day', 'yesterday', '7d', '30d'] as const satisfies readonly NamedRange[];
const NAMED: readonly NamedRange[] = [...RANGES, 'month'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether it is one of a calendar. */
const isDay = (text: string): boolean => DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;

/** What `7d`, or `2026-11-01,2026-11-22`, stands for; today where it is neither. */
export function parseRange(text: string | null): Range {
  const named = NAMED.find((range) => range === text);
  if (named !== undefined) return named;
  const [first = '', last = '', ...more] = text?.split(',') ?? [];
  return isDay(first) && isDay(last) && first <= last && more.length === 0 ? [first, last] : 'day';
}

/** As the address has it, and as the API takes it in one. */
export const printRange = (range: Range): string => (typeof range === 'string' ? range : range.join(','));

export const isSame = (one: Range, other: Range): boolean => printRange(one) === printRange(other);

/** Whether it is one day, which is told by the hour. */
export const isHourly = (range: Range): boolean =>
  typeof range === 'string' ? range === 'day' || range === 'yesterday' : range[0] === range[1];
