import type { DateRange, Report } from '../api/types';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export interface Period {
  /** Unix ms, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** The equal period right before this one. */
export const before = ({ from, to }: Period): Period => ({ from: from - (to - from), to: from });

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** As the API takes it: UTC days, both included. */
export const rangeOf = ({ from, to }: Period): DateRange => [day(from), day(to - 1)];

export const lastDayOf = ({ to }: Period): DateRange => rangeOf({ from: to - DAY_MS, to });

export const periodOf = (report: Report): Period => report.meta.range;

/** Unix ms of `2026-11-22T13:00Z` or `2026-11-22`. */
export const bucketStart = (value: string): number => Date.parse(value);
