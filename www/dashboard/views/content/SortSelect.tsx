import { useDesk } from '../../state/desk';
import { SORTS } from '../../state/view';
import { text } from '../../strings';

/** Sorting where the table has no head: on phones. */
export function SortSelect() {
  const { view, go } = useDesk();
  const choose = (value: string) => {
    const metric = SORTS.find((known) => known === value);
    if (metric !== undefined) go({ sort: { metric, descending: true } }, 'touch');
  };
  return (
    <label class="sort-select">
      {text.content.sortBy}{' '}
      <select value={view.sort.metric} onChange={(event) => choose(event.currentTarget.value)}>
        {SORTS.map((metric) => (
          <option key={metric} value={metric}>
            {text.metrics[metric].name}
          </option>
        ))}
      </select>
    </label>
  );
}
