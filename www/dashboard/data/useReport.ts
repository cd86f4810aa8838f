import { askReport } from '../api/client';
import type { Filter, Question, Report } from '../api/types';
import { toFilter } from '../state/clause';
import { useDesk } from '../state/desk';
import { learnTitles } from './titles';
import { useAsked, type Asked } from './useAsked';

/** A question without what the view already says. */
export interface Ask extends Omit<Question, 'site' | 'date_range' | 'filters'> {
  readonly date_range?: Question['date_range'];
  /** On top of the view's own. */
  readonly filters?: readonly Filter[];
}

/** The report on the view's site, range and filters. `null` asks nothing yet. */
export function useReport(ask: Ask | null): Asked<Report> {
  const { view } = useDesk();
  const question: Question | null = ask && {
    site: view.site,
    date_range: view.range,
    ...ask,
    filters: [...view.clauses.map(toFilter), ...(ask.filters ?? [])],
  };
  const key = question && JSON.stringify(question);
  const asked = useAsked(key, async (signal) => {
    const report = await askReport(question!, signal);
    learnTitles(report.meta.titles);
    return report;
  });
  return { ...asked, columns: { dimensions: ask?.dimensions, metrics: ask?.metrics } };
}
