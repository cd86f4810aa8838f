import { useDesk } from '../../state/desk';
import type { Sort } from '../../state/view';
import { text } from '../../strings';
import { Icon } from '../../ui/Icon';
import { Tip } from '../../ui/Tip';

/** A column's name, its definition, and the switch to sort by it. */
export function SortHeader({ metric }: { metric: Sort['metric'] }) {
  const { view, go } = useDesk();
  const isSorted = view.sort.metric === metric;
  const { descending } = view.sort;
  const sort = () => go({ sort: { metric, descending: isSorted ? !descending : true } }, 'touch');
  return (
    <th
      class={`cell-${metric}`}
      scope="col"
      role="columnheader"
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <Tip text={text.metrics[metric].means}>
        <button type="button" class="sort" onClick={sort}>
          {text.metrics[metric].name}
          {isSorted && <Icon name={descending ? 'down' : 'up'} />}
        </button>
      </Tip>
    </th>
  );
}
