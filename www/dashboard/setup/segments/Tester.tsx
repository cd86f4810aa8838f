import { useEffect, useState } from 'preact/hooks';
import { trySegments } from '../../api/admin';
import { askReport } from '../../api/client';
import type { SegmentRule } from '../../api/types';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { useTried } from '../rules/useTried';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { readersOf, samplesOf, TOLD, wrongReader } from './readers';
import { TriedTable } from './TriedTable';

const words = all.segments.tester;

/** As many kinds of readers as one sees at a glance. */
const SAMPLES = 8;

interface Props {
  readonly rules: readonly SegmentRule[];
  /** Told what is wrong with the rules, or that nothing is. */
  readonly onWrong: (message: string | undefined) => void;
}

/** In which segment the rules would put readers, before they hold. */
export function Tester({ rules, onWrong }: Props) {
  const { view } = useDesk();
  const read = useLoaded(`readers ${view.site}`, (signal) =>
    askReport({ site: view.site, metrics: ['visits'], dimensions: TOLD, date_range: '30d', limit: SAMPLES }, signal),
  );
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (read.answer ? samplesOf(read.answer) : '');
  const { readers, lines, places, wrong } = readersOf(shown);
  const { answer, problem } = useTried(wrong || readers.length === 0 ? null : JSON.stringify([view.site, rules, readers]), async (signal) => ({
    lines,
    rules: rules.length,
    ...(await trySegments(view.site, rules, readers, signal)),
  }));
  const ofRules = problem?.message.startsWith('segments') ? problem.message : undefined;
  useEffect(() => onWrong(ofRules), [ofRules]);
  const refused = wrongReader(problem?.message);
  const said =
    wrong !== undefined
      ? words.wrong(wrong.line, wrong.part)
      : refused !== undefined
        ? words.refused(places[refused.at] ?? 1, refused.said)
        : problem === undefined || ofRules !== undefined
          ? undefined
          : problem.message
            ? all.notTaken(problem.message)
            : words.failed;
  return (
    <section class="tester" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Field label={words.readers} help={words.readersHelp} wrong={said}>
        {(bound) => <textarea {...bound} rows={6} spellcheck={false} value={shown} onInput={(event) => setTyped(event.currentTarget.value)} />}
      </Field>
      {answer && readers.length > 0 && <TriedTable {...answer} isStale={said !== undefined} />}
    </section>
  );
}
