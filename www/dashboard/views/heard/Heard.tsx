import type { Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { nameOf } from '../../format/names';
import { count, share } from '../../format/number';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { told, type Told } from './told';
import { HeardMatrix } from './HeardMatrix';
import { Imported } from './Imported';

/** More than there are answers times channels. */
const ALL = 1000;

/** What readers say brought them, against what software sees. */
export function Heard() {
  const words = text.heard;
  const asked = useReport({ metrics: ['visits'], dimensions: ['heard', 'channel'], limit: ALL });
  return (
    <Panel name="heard" title={words.title} finding={asked.answer && finding(told(asked.answer))} asked={asked} lines={6}>
      {(report) => (
        <>
          <Said report={report} />
          <Imported />
        </>
      )}
    </Panel>
  );
}

function Said({ report }: { readonly report: Report }) {
  const words = text.heard;
  const said = told(report);
  if (said.answered === 0) return <p class="nothing">{words.none}</p>;
  return (
    <>
      <p class="matrix-caption">{words.caption}</p>
      <HeardMatrix said={said} isCut={report.meta.suppressed.rows > 0} />
      <p class="matrix-how">{words.how}</p>
      {said.other > 0 && <p class="matrix-how">{words.other(count(said.other), said.other === 1)}</p>}
      <p class="matrix-how" data-testid="heard-coverage" data-value={said.answered}>
        {words.coverage(count(said.answered), said.answered === 1, share(said.answered, said.visits))}
      </p>
    </>
  );
}

/** Where software is blind, what most people say. */
function finding({ unseen }: Told): string | undefined {
  const [first] = unseen.answers;
  if (first === undefined) return undefined;
  return text.heard.finding(count(unseen.visits), unseen.visits === 1, count(first[1]), nameOf('heard', first[0]));
}
