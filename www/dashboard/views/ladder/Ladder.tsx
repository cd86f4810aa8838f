import { STANDINGS } from '../../api/types';
import { useReport } from '../../data/useReport';
import { share } from '../../format/number';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Rung } from './Rung';

/** The standing of all visits, rung by rung. */
export function Ladder() {
  const asked = useReport({ metrics: ['visits'], dimensions: ['standing'] });
  const counts = new Map(asked.answer?.results.map((row) => [row.dimensions[0], row.metrics[0] ?? 0]));
  const all = [...counts.values()].reduce((sum, visits) => sum + visits, 0);
  // Who is not told of may be on any rung.
  const isWhole = asked.answer?.meta.suppressed.rows === 0;
  const finding = all > 0 && isWhole ? text.ladder.finding(share(all - (counts.get('passing') ?? 0), all)) : undefined;
  return (
    <Panel name="ladder" title={text.ladder.title} finding={finding} asked={asked} lines={5}>
      {() => (
        <ul class="ladder">
          {STANDINGS.map((standing) => (
            <Rung key={standing} standing={standing} visits={counts.get(standing) ?? 0} all={all} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
