import { Fragment } from 'preact';
import type { Metric, Report } from '../../api/types';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { ChangeHead } from '../../ui/Change';
import { Tip } from '../../ui/Tip';
import { BreakdownRow } from './BreakdownRow';

interface Props {
  readonly dimension: FilterDimension;
  readonly column: string;
  readonly report: Report;
  /** The edge's clock, Unix ms. */
  readonly now: number;
}

export const BREAKDOWN = ['visits', 'engaged_ms_median', 'hand_raises'] as const satisfies readonly Metric[];

/** A row for each value, its figures those of [`BREAKDOWN`], and how the first stands against before. */
export function BreakdownTable({ dimension, column, report: { results, meta }, now }: Props) {
  return (
    <table class="sheet breakdown">
      <thead>
        <tr>
          <th scope="col">{column}</th>
          {BREAKDOWN.map((metric) => (
            <Fragment key={metric}>
              <th scope="col" class={`cell-${metric}`}>
                <Tip text={`${text.metrics[metric].name}: ${text.metrics[metric].means}`}>
                  <button type="button" class="term">
                    {text.breakdown.short[metric]}
                  </button>
                </Tip>
              </th>
              {metric === 'visits' && <ChangeHead />}
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {results.map((row) => (
          <BreakdownRow key={row.dimensions[0]} dimension={dimension} row={row} most={results[0]?.metrics[0] ?? 0} titles={meta.titles} isRunning={meta.range.to > now} />
        ))}
      </tbody>
    </table>
  );
}
