import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import type { FilterDimension } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { BREAKDOWN, BreakdownTable } from './BreakdownTable';

interface Props {
  readonly name: string;
  readonly title: string;
  readonly dimension: FilterDimension;
  readonly column: string;
  readonly aside: ComponentChildren;
  /** The edge's clock, Unix ms. */
  readonly now: number;
}

const FEW = 8;
const MANY = 100;

export function BreakdownPanel({ name, title, dimension, column, aside, now }: Props) {
  const { comparison } = useDesk().view;
  const [limit, setLimit] = useState(FEW);
  const asked = useReport({ metrics: BREAKDOWN, dimensions: [dimension], order_by: [['visits', 'desc']], comparison, limit });
  // Rows of another dimension would lie under this one's name: better none until the new ones come.
  const shown = useRef(dimension);
  if (!asked.isStale) shown.current = dimension;
  const usable = shown.current === dimension ? asked : { ...asked, answer: undefined };
  return (
    <Panel name={name} title={title} aside={aside} asked={usable} lines={FEW}>
      {(report) =>
        report.results.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <BreakdownTable dimension={dimension} column={column} report={report} now={now} />
            {report.meta.rows > FEW && (
              <p class="more">
                <button type="button" class="button" onClick={() => setLimit(limit === FEW ? MANY : FEW)}>
                  {limit === FEW ? text.breakdown.more(count(report.meta.rows)) : text.breakdown.less}
                </button>
              </p>
            )}
          </>
        )
      }
    </Panel>
  );
}
