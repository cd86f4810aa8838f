import type { Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { nameOf, NONE, OTHER } from '../../format/names';
import { count, share } from '../../format/number';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';
import { ProblemNote } from '../../ui/ProblemNote';
import { Skeleton } from '../../ui/Skeleton';
import { Term } from '../../ui/Term';
import { NOT_READY } from './ends';
import { LeftCell } from './LeftCell';

/** How much attention each stage gets, and how much of it ends there. */
export function Stages() {
  const words = text.leaks;
  const attention = useReport({ metrics: ['engaged_ms', 'reads'], dimensions: ['stage'], order_by: [['engaged_ms', 'desc']] });
  const ended = useReport({ metrics: ['reads'], dimensions: ['stage'], filters: [NOT_READY, ['is', 'next', [NONE]]] });
  const problem = attention.problem ?? ended.problem;
  const { answer } = attention;
  if (answer === undefined || ended.answer === undefined) {
    return problem ? <ProblemNote problem={problem} onRetry={attention.problem ? attention.retry : ended.retry} /> : <Skeleton lines={4} />;
  }
  const rows = answer.results.filter(({ dimensions }) => dimensions[0] !== OTHER);
  const all = answer.results.reduce((sum, { metrics }) => sum + (metrics[0] ?? 0), 0);
  const left = leftOf(ended.answer);
  const none = ended.answer.meta.suppressed.rows > 0 ? null : 0;
  return (
    <table class="sheet breakdown" aria-busy={attention.isStale || ended.isStale}>
      <thead>
        <tr>
          <th scope="col">{words.stage}</th>
          <th scope="col">
            <Term {...words.attention} />
          </th>
          <th scope="col">
            <Term {...text.metrics.reads} />
          </th>
          <th scope="col">
            <Term {...words.left} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ dimensions: [stage = ''], metrics: [engaged, reads] }) => (
          <tr key={stage} data-testid="stage-row" data-value={stage}>
            <th scope="row">
              <FilterButton dimension="stage" value={stage} title={nameOf('stage', stage)}>
                {nameOf('stage', stage)}
              </FilterButton>
              <Meter share={all === 0 ? 0 : (engaged ?? 0) / all} />
            </th>
            <td class="num" data-metric="engaged_ms" data-value={engaged ?? ''}>
              {share(engaged ?? 0, all)}
            </td>
            <td class="num" data-metric="reads" data-value={reads ?? ''}>
              {count(reads ?? null)}
            </td>
            <LeftCell left={left.get(stage) ?? none} reads={reads ?? null} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const leftOf = ({ results }: Report): ReadonlyMap<string, number> =>
  new Map(results.flatMap(({ dimensions: [stage = ''], metrics: [reads] }) => (typeof reads === 'number' ? [[stage, reads] as const] : [])));
