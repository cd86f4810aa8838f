import { useEffect, useRef, useState } from 'preact/hooks';
import { countFacts, exportOf, type ExportForm } from '../../api/admin';
import type { Problem } from '../../api/problem';
import { bytes, count } from '../../format/number';
import { word } from '../../format/word';
import { text } from '../../strings';
import { handOver } from '../../ui/handOver';
import { problemIn } from '../useLoaded';
import { words as all } from '../words';
import { NOTHING_YET, take, type Taken } from './take';

const words = all.facts;

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'under way' | 'stopped' | 'whole'; readonly taken: Taken }
  | { readonly is: 'broken'; readonly taken: Taken; readonly problem: Problem };

interface Props {
  readonly site: string;
  readonly form: ExportForm;
}

/** One form of the facts to take along: how far it is, what stopped it, and how it goes on. */
export function Export({ site, form }: Props) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const [most, setMost] = useState<number>();
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const go = async (from: Taken) => {
    const stop = (running.current = new AbortController());
    let last = from;
    setState({ is: 'under way', taken: from });
    // How many there are takes as long to count as to tell; what comes is not kept waiting for it.
    countFacts(site, stop.signal).then(
      ({ visits, page_views, complete }) => setMost(complete ? (form === 'page_views' ? page_views : visits) : undefined),
      () => undefined,
    );
    const tell = (taken: Taken) => {
      last = taken;
      if (!stop.signal.aborted) setState({ is: 'under way', taken });
    };
    try {
      const taken = await take(site, form, from, stop.signal, tell);
      setState({ is: 'whole', taken });
      handOver(taken.parts, `${site}-${words.files[form]}`);
    } catch (error) {
      setState(stop.signal.aborted ? { is: 'stopped', taken: last } : { is: 'broken', taken: last, problem: problemIn(error) });
    }
  };
  const { name, means } = words.forms[form];
  return (
    <li data-testid="export" data-form={form} data-state={state.is}>
      {state.is === 'under way' ? (
        <button type="button" class="button" onClick={() => running.current?.abort()}>
          {words.cancel(name)}
        </button>
      ) : (
        <button type="button" class="button" onClick={() => void go(NOTHING_YET)}>
          {name}
        </button>
      )}{' '}
      <span class="part-help">
        {means}{' '}
        <a class="export-plain" href={exportOf(site, form)} download={`${site}-${words.files[form]}`}>
          {words.plain}
          <span class="sr-only">: {name}</span>
        </a>
      </span>
      {state.is !== 'idle' && <Progress state={state} form={form} most={most} onOn={() => void go(state.taken)} onSave={() => handOver(state.taken.parts, `${site}-${words.files[form]}`)} />}
    </li>
  );
}

interface ProgressProps {
  readonly state: Exclude<State, { readonly is: 'idle' }>;
  readonly form: ExportForm;
  readonly most: number | undefined;
  readonly onOn: () => void;
  readonly onSave: () => void;
}

function Progress({ state, form, most, onOn, onSave }: ProgressProps) {
  const { taken } = state;
  // Facts that closed meanwhile come along: there may be more than were counted.
  const of = most === undefined ? null : count(Math.max(most, taken.rows));
  const sofar = (form === 'page_views' ? words.views : words.visits)(count(taken.rows), of, taken.rows === 1, bytes(taken.bytes));
  return (
    <div class="export-progress">
      {state.is === 'under way' && <progress aria-label={words.forms[form].name} max={most} value={most === undefined ? undefined : Math.min(taken.rows, most)} />}
      <span role="status" aria-live={state.is === 'under way' ? 'off' : 'polite'}>
        {state.is === 'whole' ? words.whole(sofar) : state.is === 'stopped' ? words.stopped(sofar) : sofar}
      </span>
      {state.is === 'broken' && (
        <p class="wrong" role="alert" data-code={state.problem.code}>
          {words.broken} {word(all.problems, state.problem.code) ?? word(text.problem.titles, state.problem.code) ?? all.failed}
        </p>
      )}
      {(state.is === 'broken' || state.is === 'stopped') && (
        <p class="export-acts">
          {state.is === 'broken' && state.problem.code === 'cursor_moved' ? null : (
            <button type="button" class="button" onClick={onOn}>
              {words.goOn}
              <span class="sr-only">: {words.forms[form].name}</span>
            </button>
          )}{' '}
          {taken.rows > 0 && (
            <button type="button" class="button" onClick={onSave}>
              {words.part}
              <span class="sr-only">: {words.forms[form].name}</span>
            </button>
          )}
        </p>
      )}
    </div>
  );
}
