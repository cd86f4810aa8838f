import { useCallback, useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem';

export interface Loaded<T> {
  readonly answer: T | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
}

export const problemIn = (error: unknown): Problem => (error instanceof Problem ? error : new Problem(0, { code: 'unreadable' }));

/** Asks once for each `key`, and again when told to: unlike figures, settings do not change under one's hands. */
export function useLoaded<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<{ readonly key: string; readonly answer?: T; readonly problem?: Problem }>({ key });
  useEffect(() => {
    const stop = new AbortController();
    ask(stop.signal).then(
      (answer) => !stop.signal.aborted && setHeld({ key, answer }),
      (error: unknown) => !stop.signal.aborted && setHeld({ key, problem: problemIn(error) }),
    );
    return () => stop.abort();
    // `ask` is made anew each time and says nothing that `key` does not.
  }, [key, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const isOurs = held.key === key;
  return { answer: isOurs ? held.answer : undefined, problem: isOurs ? held.problem : undefined, reload };
}
