import type { Metric, MoversDimension } from '../../api/types';
import { metricText } from '../../format/metric';
import { nameOf } from '../../format/names';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Term } from '../../ui/Term';

interface Props {
  readonly metric: Metric;
  readonly explained: MoversDimension;
  readonly titles: Readonly<Record<string, string>>;
}

/** What a change is made of, by one dimension. */
export function Explanation({ metric, explained: { dimension, explains, rows }, titles }: Props) {
  const words = text.movers;
  // Those asked about unless said can all be filtered by.
  const by = dimension as FilterDimension;
  return (
    <table class="sheet breakdown movers-table" data-testid="movers-dimension" data-value={dimension} data-explains={explains}>
      <thead>
        <tr>
          <th scope="col">
            {text.filter.names[by]} <span class="movers-says">{explains ? words.explains : words.alike}</span>
          </th>
          <th scope="col">
            <Term {...words.was} />
          </th>
          <th scope="col">
            <Term {...words.change} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = nameOf(dimension, row.name, titles);
          return (
            <tr key={row.name} data-testid="movers-row" data-value={row.name}>
              <th scope="row">
                <FilterButton dimension={by} value={row.name} title={name}>
                  {name}
                </FilterButton>
              </th>
              <td class="num">{metricText(metric, row.usual)}</td>
              <td class="num" data-metric="change" data-value={row.change}>
                <span class={row.is_unusual ? 'movers-unusual' : undefined} title={row.is_unusual ? words.unusual : undefined}>
                  {row.change > 0 ? '+' : row.change < 0 ? '−' : '±'}
                  {metricText(metric, Math.abs(row.change))}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
