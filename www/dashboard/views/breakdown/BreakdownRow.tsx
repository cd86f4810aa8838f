import { Fragment } from 'preact';
import type { Report, Row } from '../../api/types';
import { metricText } from '../../format/metric';
import { nameOf, OTHER } from '../../format/names';
import type { FilterDimension } from '../../state/clause';
import { ChangeCell } from '../../ui/Change';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';
import { BREAKDOWN } from './BreakdownTable';

interface Props {
  readonly dimension: FilterDimension;
  readonly row: Row;
  /** Visits of the fullest row, whose bar is the longest. */
  readonly most: number;
  readonly titles: Report['meta']['titles'];
  /** The period is not over. */
  readonly isRunning: boolean;
}

export function BreakdownRow({ dimension, row, most, titles, isRunning }: Props) {
  const value = row.dimensions[0] ?? '';
  const visits = row.metrics[0] ?? null;
  const name = nameOf(dimension, value, titles);
  return (
    <tr data-testid="breakdown-row" data-dimension={dimension} data-value={value}>
      <th scope="row">
        <FilterButton dimension={dimension} value={value} title={name}>
          {name}
        </FilterButton>
        <Meter share={most === 0 ? 0 : (visits ?? 0) / most} />
      </th>
      {BREAKDOWN.map((metric, at) => (
        <Fragment key={metric}>
          <td class={`cell-${metric} num`} data-metric={metric} data-value={row.metrics[at] ?? ''}>
            {metricText(metric, row.metrics[at])}
          </td>
          {metric === 'visits' && <ChangeCell visits={visits} was={value === OTHER ? undefined : row.comparison?.[0]} isRunning={isRunning} />}
        </Fragment>
      ))}
    </tr>
  );
}
