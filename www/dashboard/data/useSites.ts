import { useEffect, useState } from 'preact/hooks';
import { askSites } from '../api/client';
import type { Site } from '../api/types';

/** The sites this reader may see. None is no trouble: the one in the address is still shown. */
export function useSites(round: number): readonly Site[] {
  const [sites, setSites] = useState<readonly Site[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    askSites(stop.signal).then(
      (answer) => setSites(answer.sites),
      () => undefined,
    );
    return () => stop.abort();
  }, [round]);
  return sites;
}
