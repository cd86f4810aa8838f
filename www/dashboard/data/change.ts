import type { Metric } from '../api/types';
import { change, count } from '../format/number';
import { text } from '../strings';

/**
 * Counts below this are shown as they were, without a percentage: of eight visits, one more or
 * less is chance (the standard deviation of a count is its square root), and "up 12 %" is not.
 */
const LEAST_FOR_PERCENT = 20;

const ADDS_UP: readonly Metric[] = ['visits', 'pageviews', 'hand_raises', 'engaged_ms'];
const COUNTS: readonly Metric[] = ['visits', 'pageviews', 'hand_raises'];

/** Whether it is a sum, which grows as its period goes on. */
export const addsUp = (metric: Metric): boolean => ADDS_UP.includes(metric);

/** How a number stands against the one before. */
export type Change =
  /** There is nothing to compare. */
  | { readonly is: 'nothing' }
  /** Too little for a percentage: it was so much. */
  | { readonly is: 'was'; readonly was: number }
  | { readonly is: 'same'; readonly was: number }
  | { readonly is: 'up' | 'down'; readonly by: string; readonly was: number };

export function changeOf(metric: Metric, value: number | null, was: number | null): Change {
  if (was === null || (was === 0 && !addsUp(metric))) return { is: 'nothing' };
  if (value === null || was === 0 || (COUNTS.includes(metric) && was < LEAST_FOR_PERCENT)) return { is: 'was', was };
  // A share changes by points: "up 10 %" from 40 % could be 44 or 50.
  const by = metric === 'read_through' ? text.headline.points(count(Math.abs(value - was))) : change((value - was) / was);
  const ratio = metric === 'read_through' ? (value - was) / 100 : (value - was) / was;
  if (Math.abs(ratio) < 0.005) return { is: 'same', was };
  return { is: ratio > 0 ? 'up' : 'down', by, was };
}
