import { useState } from 'preact/hooks';
import type { Metric } from '../../api/types';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import { useDesk } from '../../state/desk';
import { SORTS } from '../../state/view';
import { text } from '../../strings';
import { More } from '../../ui/More';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { ContentHead } from './ContentHead';
import { ContentRow } from './ContentRow';
import { SortSelect } from './SortSelect';
import { useLabels } from './useLabels';

const STEP = 12;
/** The API takes 100 values in one clause, and the labels are asked for by item. */
const MOST = 96;

const Aside = () => (
  <>
    <p class="content-key" aria-hidden="true">
      <span class="key-read">{text.content.keyRead}</span>
      <span class="key-scrolled">{text.content.keyScrolled}</span>
    </p>
    <SortSelect />
  </>
);

export function Content({ now }: { now: number }) {
  const { view } = useDesk();
  const [limit, setLimit] = useState(STEP);
  const metrics: readonly Metric[] = SORTS;
  const asked = useReport({
    metrics,
    dimensions: ['item'],
    order_by: [[view.sort.metric, view.sort.descending ? 'desc' : 'asc']],
    comparison: view.comparison,
    limit,
  });
  const rows = asked.answer?.results ?? [];
  const labels = useLabels(rows.map((row) => row.dimensions[0] ?? ''));
  return (
    <Panel name="content" title={text.content.title} aside={<Aside />} asked={asked} lines={12}>
      {({ results, meta }) =>
        results.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <table class="sheet content-table" role="table">
              <ContentHead />
              <tbody role="rowgroup">
                {results.map((row) => (
                  <ContentRow key={row.dimensions[0]} row={row} titles={meta.titles} labels={labels.get(row.dimensions[0] ?? '')} isRunning={meta.range.to > now} />
                ))}
              </tbody>
            </table>
            <More
              shown={text.content.shown(count(results.length), count(meta.rows))}
              isMore={results.length < meta.rows && limit < MOST}
              onMore={() => setLimit(Math.min(MOST, limit + STEP * 2))}
            />
          </>
        )
      }
    </Panel>
  );
}
