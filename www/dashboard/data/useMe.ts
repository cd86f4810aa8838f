import { useEffect, useState } from 'preact/hooks';
import { askMe } from '../api/client';
import type { Me } from '../api/types';

/** Who is signed in: `null` is nobody, `undefined` not known yet. */
export function useMe(entries: number): Me | null | undefined {
  const [me, setMe] = useState<Me | null>();
  useEffect(() => {
    const stop = new AbortController();
    askMe(stop.signal).then(
      (answer) => setMe(answer.me),
      // Whoever cannot be asked is as good as nobody.
      () => !stop.signal.aborted && setMe(null),
    );
    return () => stop.abort();
  }, [entries]);
  return me;
}
