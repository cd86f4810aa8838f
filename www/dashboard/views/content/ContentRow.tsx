import { Fragment } from 'preact';
import type { Report, Row } from '../../api/types';
import { nameOf, OTHER } from '../../format/names';
import { pathText } from '../../format/path';
import { SORTS } from '../../state/view';
import { text } from '../../strings';
import { ChangeCell } from '../../ui/Change';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';
import { MetricCell } from '../../ui/MetricCell';
import type { Labels } from './useLabels';

interface Props {
  readonly row: Row;
  readonly titles: Report['meta']['titles'];
  readonly labels: Labels | undefined;
  /** The period is not over. */
  readonly isRunning: boolean;
}

/** One piece: what it is, how many opened it, how that stands against before, and how well it was read. */
export function ContentRow({ row, titles, labels, isRunning }: Props) {
  const item = row.dimensions[0] ?? '';
  const title = nameOf('item', item, titles);
  const valueOf = (metric: (typeof SORTS)[number]) => row.metrics[SORTS.indexOf(metric)] ?? null;
  return (
    <tr role="row" data-testid="content-row" data-item={item}>
      <th scope="row" role="rowheader" class="cell-item">
        <FilterButton dimension="item" value={item} title={title}>
          {title}
        </FilterButton>
        {titles[item] && <span class="cell-path">{pathText(item)}</span>}
      </th>
      <td role="cell" class="cell-type" data-metric="type" data-value={labels?.type ?? ''} data-label={text.content.type} title={labels?.type}>
        {labels && nameOf('type', labels.type)}
      </td>
      <td role="cell" class="cell-stage" data-metric="stage" data-value={labels?.stage ?? ''} data-label={text.content.stage}>
        {labels && nameOf('stage', labels.stage)}
      </td>
      {SORTS.map((metric) => (
        <Fragment key={metric}>
          <MetricCell metric={metric} value={valueOf(metric)}>
            {metric === 'read_through' && (
              <Meter share={(valueOf('read_through') ?? 0) / 100} behind={(valueOf('depth') ?? 0) / 100} />
            )}
          </MetricCell>
          {metric === 'visits' && <ChangeCell visits={valueOf('visits')} was={item === OTHER ? undefined : row.comparison?.[0]} isRunning={isRunning} />}
        </Fragment>
      ))}
    </tr>
  );
}
