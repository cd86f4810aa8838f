import { useCallback, useEffect, useState } from 'preact/hooks';
import { linkIn } from '../api/share';

/** The secret of the share link in the address, and what takes it out once it was used. */
export function useLink(): [string | null, () => void] {
  const [link, setLink] = useState(() => linkIn(location.hash));
  useEffect(() => {
    const onHash = () => setLink(linkIn(location.hash));
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  const used = useCallback(() => {
    history.replaceState(null, '', location.pathname + location.search);
    setLink(null);
  }, []);
  return [link, used];
}
