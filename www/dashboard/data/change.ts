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

/** How a row stands against that of the same name before. */
export type RowChange =
  | Change
  /** None came then: there is no percentage of that. */
  | { readonly is: 'none'; readonly was: 0 }
  /** So few came, or none, that it may not be told. */
  | { readonly is: 'hidden' };

/**
 * How the visits of a row stand against those before; `undefined` where that row is of something else.
 *
 * # Why no "down" while the period still runs?
 * It is compared with the whole of the days before. Whoever has more already is up; whoever has less
 * may still get there, so that it was so much is all there is to say.
 */
export function rowChange(visits: number | null, was: number | null | undefined, isRunning: boolean): RowChange {
  if (was === undefined) return { is: 'nothing' };
  if (was === null) return { is: 'hidden' };
  if (was === 0) return { is: 'none', was };
  return isRunning && visits !== null && visits < was ? { is: 'was', was } : changeOf('visits', visits, was);
}
