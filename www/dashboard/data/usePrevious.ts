import type { Metric, Report } from '../api/types';
import { useDesk } from '../state/desk';
import { daysOf, earlierDays, periodOf } from './period';
import { hoursAsk, previousOf, type Previous } from './previous';
import { useReport } from './useReport';

/** Asks for the days that the report's are compared with. */
export function usePrevious(report: Report | undefined, metrics: readonly Metric[], now: number): Previous | undefined {
  const { comparison } = useDesk().view;
  const current = report && periodOf(report);
  const earlier = current && earlierDays(daysOf(current), comparison);
  const isCut = current !== undefined && current.to > now;
  const whole = useReport(earlier ? { metrics, date_range: earlier } : null);
  const hours = useReport(earlier && isCut ? hoursAsk(earlier) : null);

  if (current === undefined || whole.answer === undefined || whole.isStale) return undefined;
  if (isCut && (hours.answer === undefined || hours.isStale)) return undefined;
  return previousOf(current, whole.answer, isCut ? hours.answer : undefined, metrics, now);
}
