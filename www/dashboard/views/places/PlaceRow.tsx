import type { Metric, Row } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, share, signedPoints } from '../../format/number';
import { earlierName } from '../../format/range';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';

export const PLACES = ['visits', 'hand_raises'] as const satisfies readonly Metric[];

/** Below this many visits on a side, a change of their share is chance. */
const LEAST_TO_COMPARE = 20;

interface Props {
  readonly dimension: 'country' | 'region';
  readonly row: Row;
  /** All visits of these days and of those before; `null` where that is not known or may not be told. */
  readonly all: number | null;
  readonly allBefore: number | null;
}

/** One country or region. */
export function PlaceRow({ dimension, row, all, allBefore }: Props) {
  const { range, comparison } = useDesk().view;
  const value = row.dimensions[0] ?? '';
  const name = nameOf(dimension, value);
  const [visits, raises] = [row.metrics[0] ?? null, row.metrics[1] ?? null];
  const before = row.comparison?.[0] ?? null;
  const part = visits !== null && all !== null && all > 0 ? visits / all : null;
  const partBefore = before !== null && allBefore !== null && allBefore > 0 ? before / allBefore : null;
  const isEnough = Math.max(visits ?? 0, before ?? 0) >= LEAST_TO_COMPARE;
  const micro = part !== null && partBefore !== null && isEnough ? Math.round((part - partBefore) * 1_000_000) : null;
  const was = text.headline.was(count(before), earlierName(range, comparison));
  return (
    <tr data-testid="place-row" data-dimension={dimension} data-value={value}>
      <th scope="row">
        <FilterButton dimension={dimension} value={value} title={name}>
          {name}
        </FilterButton>
        <Meter share={part ?? 0} behind={partBefore ?? 0} />
      </th>
      <td class="cell-visits num" data-metric="visits" data-value={visits ?? ''}>
        {count(visits)}
      </td>
      <td class="num" data-metric="share">
        {share(visits ?? 0, (visits !== null && all) || 0)}
      </td>
      <td class="num" data-metric="change" data-value={before ?? ''} title={before === null ? undefined : was}>
        {micro === null ? text.change.was(count(before)) : signedPoints(micro)}
      </td>
      <td class="cell-hand_raises num" data-metric="hand_raises" data-value={raises ?? ''}>
        {count(raises)}
      </td>
    </tr>
  );
}
