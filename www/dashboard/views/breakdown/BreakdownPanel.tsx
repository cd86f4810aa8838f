import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Metric } from '../../api/types';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Tip } from '../../ui/Tip';
import { BreakdownRow } from './BreakdownRow';

interface Props {
  readonly name: string;
  readonly title: string;
  readonly dimension: FilterDimension;
  readonly column: string;
  readonly aside: ComponentChildren;
}

const FEW = 8;
const MANY = 100;

export const BREAKDOWN = ['visits', 'engaged_ms_median', 'hand_raises'] as const satisfies readonly Metric[];

export function BreakdownPanel({ name, title, dimension, column, aside }: Props) {
  const [limit, setLimit] = useState(FEW);
  const asked = useReport({ metrics: BREAKDOWN, dimensions: [dimension], order_by: [['visits', 'desc']], limit });
  // Rows of another dimension would lie under this one's name: better none until the new ones come.
  const shown = useRef(dimension);
  if (!asked.isStale) shown.current = dimension;
  const usable = shown.current === dimension ? asked : { ...asked, answer: undefined };
  return (
    <Panel name={name} title={title} aside={aside} asked={usable} lines={FEW}>
      {({ results, meta }) =>
        results.length === 0 ? (
          <Nothing />
        ) : (
          <>
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
            {meta.rows > FEW && (
              <p class="more">
                <button type="button" class="button" onClick={() => setLimit(limit === FEW ? MANY : FEW)}>
                  {limit === FEW ? text.breakdown.more(count(meta.rows)) : text.breakdown.less}
                </button>
              </p>
            )}
          </>
        )
      }
    </Panel>
  );
}
