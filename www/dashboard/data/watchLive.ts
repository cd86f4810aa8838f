import { askLive } from '../api/client';
import { Problem } from '../api/problem';
import type { Live } from '../api/types';
import { openLive } from './liveSocket';

/** How often it is asked where no socket tells, ms: often enough to feel alive. */
const LOOK_MS = 2_000;
/** When a socket is tried again, ms; each time twice as late, up to a bound. */
const AGAIN_MS = 2_000;
const AGAIN_MOST_MS = 120_000;

export interface Watched {
  readonly onLive: (live: Live) => void;
  readonly onProblem: (problem: Problem) => void;
}

/**
 * Watches a site while the tab is visible: over a socket, and by asking where that is refused or lost. What
 * is returned ends it.
 */
export function watchLive(site: string, { onLive, onProblem }: Watched): () => void {
  let close: (() => void) | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let looks: ReturnType<typeof setInterval> | undefined;
  let looking: AbortController | undefined;
  let waitMs = AGAIN_MS;

  const look = async (): Promise<void> => {
    if (looking !== undefined) return;
    const stop = (looking = new AbortController());
    try {
      const live = await askLive(site, stop.signal);
      if (!stop.signal.aborted) onLive(live);
    } catch (error) {
      if (!stop.signal.aborted) onProblem(error instanceof Problem ? error : new Problem(0, { code: 'unreadable' }));
    } finally {
      if (looking === stop) looking = undefined;
    }
  };

  const stopLooking = (): void => {
    clearInterval(looks);
    looks = undefined;
    looking?.abort();
    looking = undefined;
  };

  const startLooking = (): void => {
    if (looks !== undefined) return;
    looks = setInterval(() => void look(), LOOK_MS);
    void look();
  };

  const open = (): void => {
    close = openLive(
      site,
      (live) => {
        waitMs = AGAIN_MS;
        stopLooking();
        onLive(live);
      },
      () => {
        close = undefined;
        startLooking();
        // Not all at once, where one end sent all home.
        again = setTimeout(() => {
          again = undefined;
          open();
        }, waitMs * (0.5 + Math.random() / 2));
        waitMs = Math.min(2 * waitMs, AGAIN_MOST_MS);
      },
    );
  };

  const stop = (): void => {
    close?.();
    close = undefined;
    clearTimeout(again);
    again = undefined;
    stopLooking();
  };

  const turn = (): void => {
    if (document.visibilityState !== 'visible') stop();
    else if (close === undefined && again === undefined) open();
  };
  turn();
  document.addEventListener('visibilitychange', turn);
  return () => {
    document.removeEventListener('visibilitychange', turn);
    stop();
  };
}
