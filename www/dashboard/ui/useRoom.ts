import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem';

export interface Room<T> {
  readonly room: T | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** Loads a part of the dashboard that few open, once it is wanted. `load` has to be the same each time. */
export function useRoom<T>(load: () => Promise<T>, isWanted = true): Room<T> {
  const [room, setRoom] = useState<{ readonly is: T }>();
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (!isWanted) return;
    setProblem(undefined);
    load().then(
      (loaded) => setRoom({ is: loaded }),
      () => setProblem(new Problem(0, { code: 'network' })),
    );
  }, [isWanted, tries]);
  return { room: room?.is, problem, retry: () => setTries((count) => count + 1) };
}
