import type { Paths } from '../../api/types';
import { useTitles } from '../../data/titles';
import { nameOf } from '../../format/names';

interface Props {
  readonly label: string;
  readonly item: string;
  readonly items: readonly string[];
  readonly titles: Paths['meta']['titles'];
  readonly onChoose: (item: string) => void;
}

/** The piece at which paths begin or end. */
export function FlowChoice({ label, item, items, titles, onChoose }: Props) {
  const titleOf = useTitles();
  return (
    <label class="flow-choice">
      <span>{label}</span>
      <select data-testid="flow-item" value={item} onChange={(event) => onChoose(event.currentTarget.value)}>
        {items.map((own) => (
          <option key={own} value={own}>
            {titleOf(own) ?? nameOf('item', own, titles)}
          </option>
        ))}
      </select>
    </label>
  );
}
