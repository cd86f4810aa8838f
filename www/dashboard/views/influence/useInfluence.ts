import { askInfluence } from '../../api/client';
import type { Dimension, Influence, InfluenceQuestion } from '../../api/types';
import { learnTitles } from '../../data/titles';
import { useAsked, type Asked } from '../../data/useAsked';
import { toFilter } from '../../state/clause';
import { useDesk } from '../../state/desk';

/** What hand-raises can be put down to, on the view's site, range and filters. */
export function useInfluence(dimension: Dimension, limit: number): Asked<Influence> {
  const { view } = useDesk();
  const question: InfluenceQuestion = {
    site: view.site,
    dimension,
    date_range: view.range,
    filters: view.clauses.map(toFilter),
    limit,
  };
  return useAsked(`influence ${JSON.stringify(question)}`, async (signal) => {
    const influence = await askInfluence(question, signal);
    learnTitles(influence.meta.titles);
    return influence;
  });
}
