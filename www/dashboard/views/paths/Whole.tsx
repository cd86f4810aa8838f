import { useState } from 'preact/hooks';
import type { Metric } from '../../api/types';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import { text } from '../../strings';
import { More } from '../../ui/More';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Term } from '../../ui/Term';
import { ARROW } from './arrow';
import { PathsTabs } from './PathsTabs';
import { PathRow } from './PathRow';
import { usePathStandings } from './usePathStandings';

const STEP = 8;
const MOST = 96;

export const PATH_METRICS = ['visits', 'engaged_ms_median', 'engagement', 'intent', 'hand_raises'] as const satisfies
  readonly Metric[];

/** Whole content paths, each a row: all, or those of two pieces and more. */
export function Whole({ isLong }: { readonly isLong: boolean }) {
  const [limit, setLimit] = useState(STEP);
  const asked = useReport({
    metrics: PATH_METRICS,
    dimensions: ['path'],
    filters: isLong ? [['contains', 'path', [ARROW]]] : [],
    order_by: [['visits', 'desc']],
    limit,
  });
  const splits = usePathStandings(asked.answer?.results.map((row) => row.dimensions[0] ?? '') ?? []);
  return (
    <Panel name="paths" title={text.paths.title} aside={<PathsTabs />} asked={asked} lines={8}>
      {({ results, meta }) =>
        results.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <table class="sheet paths-table" role="table">
              <PathsHead />
              <tbody role="rowgroup">
                {results.map((row) => (
                  <PathRow key={row.dimensions[0]} row={row} titles={meta.titles} split={splits.get(row.dimensions[0] ?? '')} />
                ))}
              </tbody>
            </table>
            <More
              shown={text.paths.shown(count(results.length), count(meta.rows))}
              isMore={results.length < meta.rows && limit < MOST}
              onMore={() => setLimit(Math.min(MOST, limit + STEP * 2))}
            />
          </>
        )
      }
    </Panel>
  );
}

function PathsHead() {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          {text.paths.path}
        </th>
        {PATH_METRICS.map((metric) => (
          <th key={metric} scope="col" role="columnheader" class={`cell-${metric}`}>
            <Term {...text.metrics[metric]} />
          </th>
        ))}
        <th scope="col" role="columnheader" class="cell-standing">
          {text.paths.standing}
        </th>
      </tr>
    </thead>
  );
}
