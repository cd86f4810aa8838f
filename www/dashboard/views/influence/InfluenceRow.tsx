import type { InfluenceRow as Row } from '../../api/types';
import { nameOf } from '../../format/names';
import { credit } from '../../format/number';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { bounds } from './bounds';
import { COLUMNS } from './Influence';
import { Spread } from './Spread';

interface Props {
  readonly dimension: FilterDimension;
  readonly row: Row;
  /** Where the drawing ends, micro-credits. */
  readonly most: number;
  readonly titles: Readonly<Record<string, string>>;
}

/** What the models say of one piece, topic, author, channel or stage. */
export function InfluenceRow({ dimension, row, most, titles }: Props) {
  const name = nameOf(dimension, row.name, titles);
  const { models, spread, range } = text.influence;
  const [least, own] = bounds(row);
  return (
    <tr role="row" data-testid="influence-row" data-value={row.name}>
      <th scope="row" role="rowheader" class="cell-item">
        <FilterButton dimension={dimension} value={row.name} title={name}>
          {name}
        </FilterButton>
      </th>
      <td role="cell" class="cell-spread" data-label={spread.name}>
        <Spread credits={row.credits} most={most} />
        <span class="num">{range(credit(least), credit(own))}</span>
      </td>
      {COLUMNS.filter((model) => row.credits[model] !== undefined).map((model) => (
        <td key={model} role="cell" class="num" data-model={model} data-value={row.credits[model]} data-label={models[model].name}>
          {credit(row.credits[model])}
        </td>
      ))}
    </tr>
  );
}
