import { useEffect, useRef, useState } from 'preact/hooks';
import { askLive } from '../api/client';
import { Problem } from '../api/problem';
import type { Live } from '../api/types';
import { isQuiet } from './pending';
import { useInterval } from './useInterval';

/** Often enough to feel alive; one small request a look. */
const LOOK_MS = 2_000;

/** The panels wait for the first look, to be sure of asking after it, but not for long. */
const GATE_MS = 300;

export interface LiveState {
  readonly live: Live | undefined;
  readonly problem: Problem | undefined;
  /** See `Desk.beat`. */
  readonly beat: number | null;
}

/**
 * Watches a site while the tab is visible, and beats when its facts changed.
 *
 * # Why do panels wait for the first look?
 * A revision covers every fact that was there before it. Reports asked after it therefore hold
 * all of them, and any later fact changes the revision: none is ever missed, none asked twice.
 */
export function useLive(site: string, token: number): LiveState {
  const [state, setState] = useState<LiveState>({ live: undefined, problem: undefined, beat: null });
  const shown = useRef<string | null>(null);
  const looking = useRef<AbortController | null>(null);

  const look = async (): Promise<void> => {
    if (looking.current !== null) return;
    const stop = (looking.current = new AbortController());
    try {
      const live = await askLive(site, stop.signal);
      setState(({ beat }) => {
        const opens = beat === null;
        const changed = !opens && shown.current !== live.revision && isQuiet();
        if (opens || changed) shown.current = live.revision;
        return { live, problem: undefined, beat: opens ? 0 : changed ? beat + 1 : beat };
      });
    } catch (error) {
      if (stop.signal.aborted) return;
      const problem = error instanceof Problem ? error : new Problem(0, { code: 'unreadable' });
      setState(({ live, beat }) => ({ live, problem, beat: beat ?? 0 }));
    } finally {
      if (looking.current === stop) looking.current = null;
    }
  };

  useEffect(() => {
    shown.current = null;
    setState({ live: undefined, problem: undefined, beat: null });
    const gate = setTimeout(() => setState((old) => ({ ...old, beat: old.beat ?? 0 })), GATE_MS);
    return () => {
      clearTimeout(gate);
      looking.current?.abort();
      looking.current = null;
    };
  }, [site, token]);

  useInterval(look, LOOK_MS, `${site} ${token}`);
  return state;
}
