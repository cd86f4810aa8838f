import { bucketStart, DAY_MS } from '../data/period';
import type { Days, Earlier, Range } from '../state/range';
import { text } from '../strings';
import { days } from './time';

const lengthOf = ([first, last]: Days): number => 1 + (bucketStart(last) - bucketStart(first)) / DAY_MS;

const told = ([first, last]: Days): string => days(bucketStart(first), bucketStart(last));

export const rangeName = (range: Range): string => (typeof range === 'string' ? text.ranges[range] : told(range));

/** The days that figures are compared with, in words that follow "than". */
export function earlierName(range: Range, earlier: Earlier): string {
  if (earlier === 'year_before') return text.yearBefore(range === 'day' || range === 'yesterday' || (typeof range !== 'string' && lengthOf(range) === 1));
  return typeof range === 'string' ? text.beforeRanges[range] : text.daysBefore(lengthOf(range));
}

/** When nobody came, in words that follow "No visits". */
export const quietName = (range: Range): string =>
  typeof range === 'string' ? text.empty.inRange[range] : text.empty.inDays(told(range), lengthOf(range) === 1);
