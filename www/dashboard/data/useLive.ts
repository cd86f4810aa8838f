import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api/problem';
import type { Live } from '../api/types';
import { isQuiet, onceQuiet } from './pending';
import { watchLive } from './watchLive';

/** The panels wait for the first look, to be sure of asking after it, but not for long. */
const GATE_MS = 300;

/** How often the panels are asked anew at most, ms: a busy site's facts change all the time. */
const BEAT_MS = 2_000;

export interface LiveState {
  readonly live: Live | undefined;
  readonly problem: Problem | undefined;
  /** See `Desk.beat`. */
  readonly beat: number | null;
}

const NOTHING: LiveState = { live: undefined, problem: undefined, beat: null };

/**
 * Watches a site while the tab is visible, and beats when its facts changed.
 *
 * # Why do panels wait for the first look?
 * A revision covers every fact that was there before it. Reports asked after it therefore hold
 * all of them, and any later fact changes the revision: none is ever missed, none asked twice.
 *
 * # Why is a change kept for later?
 * A socket says it once. While questions are under way, or a round was just asked, the beat waits; the
 * last revision that was told is still other than the one that was asked after.
 */
export function useLive(site: string, token: number): LiveState {
  const [state, setState] = useState<LiveState>(NOTHING);

  useEffect(() => {
    let isOpen = false;
    let asked: string | null = null;
    let told: string | null = null;
    let beatMs = 0;
    let later: ReturnType<typeof setTimeout> | undefined;
    let forget = (): void => undefined;
    setState(NOTHING);

    const beat = (): void => {
      if (told === asked) return;
      clearTimeout(later);
      forget();
      if (!isQuiet()) {
        forget = onceQuiet(beat);
        return;
      }
      const waitMs = beatMs + BEAT_MS - performance.now();
      if (waitMs > 0) {
        later = setTimeout(beat, waitMs);
        return;
      }
      asked = told;
      beatMs = performance.now();
      setState((old) => ({ ...old, beat: (old.beat ?? 0) + 1 }));
    };
    const open = (): void => {
      if (isOpen) return;
      isOpen = true;
      setState((old) => ({ ...old, beat: 0 }));
    };
    const gate = setTimeout(open, GATE_MS);
    const stop = watchLive(site, {
      onLive: (live) => {
        told = live.revision;
        if (!isOpen) {
          // What is asked from here on holds it.
          asked = told;
          beatMs = performance.now();
        }
        setState((old) => ({ ...old, live, problem: undefined }));
        open();
        beat();
      },
      onProblem: (problem) => {
        setState((old) => ({ ...old, problem }));
        open();
      },
    });
    return () => {
      clearTimeout(gate);
      clearTimeout(later);
      forget();
      stop();
    };
  }, [site, token]);

  return state;
}
