import { useEffect, useState } from 'preact/hooks';
import { askMe } from '../api/client';
import type { Me } from '../api/types';

/** Who is signed in; nobody until that is known. */
export function useMe(entries: number): Me | null {
  const [me, setMe] = useState<Me | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    askMe(stop.signal).then(
      (answer) => setMe(answer.me),
      () => undefined,
    );
    return () => stop.abort();
  }, [entries]);
  return me;
}
