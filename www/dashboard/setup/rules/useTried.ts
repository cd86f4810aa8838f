import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../api/problem';
import { problemIn } from '../useLoaded';

/** How long nothing is typed before it is tried. */
const PAUSE_MS = 250;

export interface Tried<T> {
  readonly answer: T | undefined;
  readonly problem: Problem | undefined;
}

/** What rules would do, a moment after `key` changed; the answer before stays until then. A `null` key tries nothing. */
export function useTried<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Tried<T> {
  const [tried, setTried] = useState<Tried<T>>({ answer: undefined, problem: undefined });
  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask(stop.signal).then(
        (answer) => !stop.signal.aborted && setTried({ answer, problem: undefined }),
        (error: unknown) => !stop.signal.aborted && setTried(({ answer }) => ({ answer, problem: problemIn(error) })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // `ask` is made anew each time and says nothing that `key` does not.
  }, [key]);
  return tried;
}
