import { askDeals } from '../../api/client';
import type { Deals, DealsQuestion } from '../../api/types';
import { useAsked, type Asked } from '../../data/useAsked';
import { useDesk } from '../../state/desk';

/** What segments read before their deals of the view's range. Filters choose nothing here. Nothing is asked until it is wanted. */
export function useDeals(isWanted: boolean, dimension: NonNullable<DealsQuestion['dimension']>, weeks: number, version: number): Asked<Deals> {
  const { view } = useDesk();
  const question: DealsQuestion = { date_range: view.range, dimension, weeks };
  return useAsked(isWanted ? `deals ${view.site} ${version} ${JSON.stringify(question)}` : null, (signal) => askDeals(view.site, question, signal));
}
