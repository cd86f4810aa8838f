import type { Metric, Report } from '../../api/types';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { Tip } from '../../ui/Tip';
import { BreakdownRow } from './BreakdownRow';

interface Props {
  readonly dimension: FilterDimension;
  readonly column: string;
  readonly report: Report;
}

export const BREAKDOWN = ['visits', 'engaged_ms_median', 'hand_raises'] as const satisfies readonly Metric[];

/** A row for each value, its figures those of [`BREAKDOWN`]. */
export function BreakdownTable({ dimension, column, report: { results, meta } }: Props) {
  return (
    <table class="sheet breakdown">
      <thead>
        <tr>
          <th scope="col">{column}</th>
          {BREAKDOWN.map((metric) => (
            <th key={metric} scope="col" class={`cell-${metric}`}>
              <Tip text={`${text.metrics[metric].name}: ${text.metrics[metric].means}`}>
                <button type="button" class="term">
                  {text.breakdown.short[metric]}
                </button>
              </Tip>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {results.map((row) => (
          <BreakdownRow key={row.dimensions[0]} dimension={dimension} row={row} most={results[0]?.metrics[0] ?? 0} titles={meta.titles} />
        ))}
      </tbody>
    </table>
  );
}
