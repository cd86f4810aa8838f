import { useReport } from '../../data/useReport';
import type { Clause } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { onlyItem } from '../beside/onlyItem';

/** Pieces to choose from. */
const MANY = 30;

interface Start {
  /** The piece at which paths begin or end; none while none is known. */
  readonly item: string | undefined;
  /** Pieces to choose from, most read first. */
  readonly items: readonly string[];
  readonly isKnown: boolean;
  readonly begin: (item: string) => void;
}

/** The piece that the filters choose, else the one that the address names, else the one with the most visits. */
export function useStart(isWanted: boolean): Start {
  const { view, go } = useDesk();
  const filtered = onlyItem(view.clauses);
  const { answer } = useReport(isWanted ? { metrics: ['visits'], dimensions: ['item'], order_by: [['visits', 'desc']], limit: MANY } : null);
  const named = (answer?.results ?? []).map(({ dimensions }) => dimensions[0] ?? '').filter((item) => item.startsWith('/'));
  const item = filtered ?? view.tabs.flow ?? named[0];
  const items = item === undefined || named.includes(item) ? named : [item, ...named];
  const begin = (next: string) => {
    if (filtered === undefined) go({ tabs: { ...view.tabs, flow: next } });
    else go({ clauses: view.clauses.map((clause): Clause => (clause.dimension === 'item' ? { ...clause, values: [next] } : clause)) });
  };
  return { item, items, isKnown: item !== undefined || answer !== undefined, begin };
}
