import { useCallback, useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem';
import { useDesk } from '../state/desk';
import type { Columns } from './csv';
import { leave, enter } from './pending';
import { soon } from './soon';

/** What has become of a question. */
export interface Asked<T> {
  /** The last answer; kept on screen while the next is under way, so that nothing flickers. */
  readonly answer: T | undefined;
  readonly problem: Problem | undefined;
  /** The answer belongs to an earlier question. */
  readonly isStale: boolean;
  /** Names of the answer's columns, if its rows are lists. */
  readonly columns?: Columns;
  readonly retry: () => void;
}

interface Held<T> {
  readonly key: string | null;
  readonly answer: T | undefined;
  readonly problem: Problem | undefined;
}

/** Asks when `key` changes and when facts did. A `null` key asks nothing. */
export function useAsked<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const { beat, onDenied } = useDesk();
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<Held<T>>({ key: null, answer: undefined, problem: undefined });

  useEffect(() => {
    if (key === null || beat === null) return undefined;
    const stop = new AbortController();
    const asked = () =>
      ask(stop.signal).then(
        (answer) => !stop.signal.aborted && setHeld({ key, answer, problem: undefined }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const problem = error instanceof Problem ? error : new Problem(0, { code: 'unreadable' });
          if (problem.isDenied) onDenied(problem);
          setHeld((before) => ({ key, answer: before.key === key ? before.answer : undefined, problem }));
        },
      );
    enter();
    const takeBack = soon(() => void asked().finally(leave));
    return () => {
      if (takeBack()) leave();
      stop.abort();
    };
    // `ask` is made anew each time and says nothing that `key` does not.
  }, [key, beat, attempt]);

  // What failed for want of a network is asked again when there is one.
  const isCut = held.problem?.code === 'network';
  useEffect(() => {
    if (!isCut) return undefined;
    const again = () => setAttempt((count) => count + 1);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isCut]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { answer: held.answer, problem: held.problem, isStale: held.key !== key, retry };
}
