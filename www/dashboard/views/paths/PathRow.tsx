import type { Report, Row } from '../../api/types';
import { text } from '../../strings';
import { MetricCell } from '../../ui/MetricCell';
import { Chain } from './Chain';
import { PATH_METRICS } from './Whole';
import { SplitBar } from './SplitBar';
import type { Split } from './usePathStandings';

interface Props {
  readonly row: Row;
  readonly titles: Report['meta']['titles'];
  readonly split: Split | undefined;
}

/** One order of reading, and where it led. */
export function PathRow({ row, titles, split }: Props) {
  const path = row.dimensions[0] ?? '';
  const furthest = split?.at(-1)?.standing;
  return (
    <tr role="row" data-testid="path-row" data-path={path}>
      <th scope="row" role="rowheader" class="cell-item">
        <Chain path={path} titles={titles} />
      </th>
      {PATH_METRICS.map((metric, at) => (
        <MetricCell key={metric} metric={metric} value={row.metrics[at]} />
      ))}
      <td role="cell" class="cell-standing" data-metric="standing" data-value={furthest ?? ''} data-label={text.paths.standing}>
        {split && split.length > 0 && <SplitBar split={split} />}
      </td>
    </tr>
  );
}
