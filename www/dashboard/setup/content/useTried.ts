import { useEffect, useState } from 'preact/hooks';
import { tryRules } from '../../api/admin';
import type { Problem } from '../../api/problem';
import type { Rule, Tried } from '../../api/types';
import { problemIn } from '../useLoaded';

/** How long nothing is typed before it is tried. */
const PAUSE_MS = 250;

export interface TriedPages {
  readonly pages: readonly Tried[];
  readonly problem: Problem | undefined;
}

/** What the rules would do, a moment after they were changed; the answer before stays until then. */
export function useTried(site: string, rules: readonly Rule[], pages: readonly string[]): TriedPages {
  const [tried, setTried] = useState<TriedPages>({ pages: [], problem: undefined });
  const key = JSON.stringify([site, rules, pages]);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      tryRules(site, rules, pages, stop.signal).then(
        (answer) => setTried({ pages: answer.pages, problem: undefined }),
        (error: unknown) => !stop.signal.aborted && setTried(({ pages: before }) => ({ pages: before, problem: problemIn(error) })),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // The key says all that the others do.
  }, [key]);
  return tried;
}
