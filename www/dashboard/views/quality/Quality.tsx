import { askQuality } from '../../api/client';
import type { Quality as Answer, Report } from '../../api/types';
import { useAsked } from '../../data/useAsked';
import { count } from '../../format/number';
import { useDesk } from '../../state/desk';
import { printRange } from '../../state/range';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Fact } from './Fact';
import { Refusals } from './Refusals';

const sum = (counts: Answer['refused']): number => Object.values(counts).reduce((total, one) => total + one, 0);

/** What came in, what was turned away and why, and who computed all this. Filters do not apply. */
export function Quality({ report }: { report: Report | undefined }) {
  const { view } = useDesk();
  const asked = useAsked(`quality ${view.site} ${printRange(view.range)}`, (signal) => askQuality(view.site, view.range, signal));
  const words = text.quality;
  return (
    <Panel name="quality" title={words.title} asked={asked} lines={4}>
      {(quality) => {
        const refused = sum(quality.refused);
        const isBalanced = quality.received === quality.accepted + refused;
        return (
          <>
            <dl class="facts">
              <Fact id="received" words={words.received} value={count(quality.received)} raw={quality.received} />
              <Fact id="accepted" words={words.accepted} value={count(quality.accepted)} raw={quality.accepted} sign="=" />
              <Fact id="refused" words={words.refusedTotal} value={count(refused)} raw={refused} sign="+" isWrong={!isBalanced} />
              <Fact id="parity" words={words.parity} value={count(quality.parity)} raw={quality.parity} isWrong={quality.parity !== 0} />
              <Fact id="lost" words={words.lost} value={count(quality.lost)} raw={quality.lost} />
              <Fact id="duplicate" words={words.duplicate} value={count(quality.duplicate)} raw={quality.duplicate} />
              {report && <ReportFacts report={report} />}
            </dl>
            {!isBalanced && <p class="wrong">{words.unbalanced}</p>}
            <Refusals refused={quality.refused} unsited={quality.unsited} />
          </>
        );
      }}
    </Panel>
  );
}

function ReportFacts({ report }: { report: Report }) {
  const { bot_visits, coverage, model } = report.meta;
  const words = text.quality;
  return (
    <>
      <Fact id="bots" words={words.bots} value={count(bot_visits)} raw={bot_visits ?? ''} />
      <Fact
        id="shards"
        words={words.shards}
        value={`${count(coverage.answered)} / ${count(coverage.shards)}`}
        raw={coverage.answered}
        isWrong={coverage.answered < coverage.shards}
      />
      <Fact id="model" words={words.model} value={model} raw={model} />
    </>
  );
}
