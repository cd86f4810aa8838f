import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../api/problem';
import type { Site } from '../../api/types';
import { limited } from '../../data/limited';
import { useInterval } from '../../data/useInterval';
import { problemIn } from '../../setup/useLoaded';
import { useDesk } from '../../state/desk';
import { printRange } from '../../state/range';
import { askFigures, type Figures } from './figures';

/** Sites that are asked at a time: each asks its own shards, and a browser has six connections to a host. */
const AT_ONCE = 3;

/** How often all are asked anew: the overview is looked at, not watched. */
const ROUND_MS = 60_000;

/** What has become of the questions to a site. */
export interface Held {
  readonly figures?: Figures;
  readonly problem?: Problem;
}

export interface Asked {
  /** By site; one that has not answered is missing. */
  readonly held: ReadonlyMap<string, Held>;
  /** Asks one that failed once more. */
  readonly retry: () => void;
}

/** Asks every site, a few at a time; the answers before stay while the next are under way. */
export function useFigures(sites: readonly Site[]): Asked {
  const { view } = useDesk();
  const [round, setRound] = useState(0);
  const question = JSON.stringify([view.clauses, printRange(view.range), view.comparison, sites.map(({ site }) => site)]);
  const [held, setHeld] = useState<{ readonly question: string; readonly of: ReadonlyMap<string, Held> }>({ question, of: new Map() });

  useEffect(() => {
    const stop = new AbortController();
    const turn = limited(AT_ONCE);
    const put = (site: string, what: Held) =>
      setHeld((before) => {
        const of = before.question === question ? before.of : new Map<string, Held>();
        // What was known stays beside why it was not refreshed.
        return { question, of: new Map(of).set(site, what.problem ? { ...of.get(site), ...what } : what) };
      });
    for (const { site } of sites) {
      void turn(async () => {
        if (stop.signal.aborted) return;
        try {
          put(site, { figures: await askFigures(site, view, stop.signal) });
        } catch (error) {
          if (!stop.signal.aborted) put(site, { problem: problemIn(error) });
        }
      });
    }
    return () => stop.abort();
    // The question says all that the view and the sites do.
  }, [question, round]);

  const next = () => setRound((count) => count + 1);
  // One round ends before the next begins.
  useInterval(() => held.of.size > 0 && held.of.size === sites.length && next(), ROUND_MS, 'sites');
  return { held: held.question === question ? held.of : new Map(), retry: next };
}
