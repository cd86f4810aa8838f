import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const GLIDE_MS = 400;

/**
 * Lets the children of a list glide from where they were, when their order (`keys`) changes; one that is new
 * fades in. Whoever wants less motion gets none.
 */
export function useGlide(list: RefObject<HTMLElement>, keys: string): void {
  const before = useRef<ReadonlyMap<string, number>>();
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement);
    const tops = new Map(rows.map((row) => [row.dataset.key ?? '', row.offsetTop]));
    const earlier = before.current;
    before.current = tops;
    if (earlier === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const row of rows) {
      const key = row.dataset.key ?? '';
      const [was, is] = [earlier.get(key), tops.get(key) ?? 0];
      const from = was === undefined ? { opacity: 0 } : { transform: `translateY(${was - is}px)` };
      const to = was === undefined ? { opacity: 1 } : { transform: 'none' };
      if (was !== is) row.animate([from, to], { duration: GLIDE_MS, easing: 'ease-out' });
    }
  }, [keys]);
}
