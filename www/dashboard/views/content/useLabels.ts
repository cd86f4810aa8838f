import type { Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { NONE } from '../../format/names';

export interface Labels {
  readonly type: string;
  readonly stage: string;
}

/** Items have one type and stage; a few more rows than items allow for those that changed. */
const ROWS_PER_ITEM = 8;

/**
 * Type and stage of the items on screen.
 *
 * # Why a question of its own?
 * Asked together with the metrics, an item whose type was changed, or that a plain page view
 * reported without one, would fall into two rows with two medians.
 */
export function useLabels(items: readonly string[]): ReadonlyMap<string, Labels> {
  const { answer } = useReport(
    items.length === 0
      ? null
      : {
          metrics: ['pageviews'],
          dimensions: ['item', 'type', 'stage'],
          filters: [['is', 'item', items]],
          order_by: [['pageviews', 'desc']],
          limit: items.length * ROWS_PER_ITEM,
        },
  );
  return labelsOf(answer);
}

function labelsOf(report: Report | undefined): ReadonlyMap<string, Labels> {
  const labels = new Map<string, Labels>();
  for (const { dimensions } of report?.results ?? []) {
    const [item = '', type = NONE, stage = NONE] = dimensions;
    const known = labels.get(item);
    const better = (old: string | undefined, now: string) => (old === undefined || old === NONE ? now : old);
    labels.set(item, { type: better(known?.type, type), stage: better(known?.stage, stage) });
  }
  return labels;
}
