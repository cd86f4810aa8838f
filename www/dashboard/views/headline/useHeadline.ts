import type { Metric, Report } from '../../api/types';
import { useReport } from '../../data/useReport';

export const HEADLINE = ['visits', 'pageviews', 'engaged_ms_median', 'read_through', 'hand_raises'] as const satisfies
  readonly Metric[];

export type HeadlineMetric = (typeof HEADLINE)[number];

export const useHeadline = () => useReport({ metrics: HEADLINE });

export const headlineValue = (report: Report, metric: HeadlineMetric): number | null =>
  report.results[0]?.metrics[HEADLINE.indexOf(metric)] ?? null;

/** Nobody came: not fewer than may be told, which is `null`. */
export const isEmpty = (report: Report): boolean => headlineValue(report, 'visits') === 0;
