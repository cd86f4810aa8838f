import type { Metric } from '../api/types';
import { count, percentOf100, score } from './number';
import { duration } from './time';

/** A metric's value in its own unit. */
export function metricText(metric: Metric, value: number | null | undefined): string {
  switch (metric) {
    case 'engaged_ms':
    case 'engaged_ms_median':
    case 'engaged_ms_p25':
    case 'engaged_ms_p75':
    case 'engaged_ms_p90':
      return duration(value);
    case 'read_through':
    case 'depth':
      return percentOf100(value);
    case 'engagement':
    case 'intent':
    case 'fit':
      return score(value);
    default:
      return count(value);
  }
}
