import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Language } from '../strings/language';
import { parseView, printView, type View } from './view';

/** `step` can be gone back from; `touch` (a tab, a sort) only rewrites the address. */
export type Go = (change: Partial<View>, how?: 'step' | 'touch') => void;

export const hrefOf = (view: View, shown?: Language): string => location.pathname + printView(view, shown);

/** The view that the address says, and the way to another one. */
export function useView(): [View, Go] {
  const [view, setView] = useState(() => parseView(location.search));

  useEffect(() => {
    const onPop = () => setView(parseView(location.search));
    addEventListener('popstate', onPop);
    return () => removeEventListener('popstate', onPop);
  }, []);

  const go = useCallback<Go>((change, how = 'step') => {
    const next = { ...parseView(location.search), ...change };
    if (how === 'step') history.pushState(null, '', hrefOf(next));
    else history.replaceState(null, '', hrefOf(next));
    setView(next);
  }, []);

  return [view, go];
}
