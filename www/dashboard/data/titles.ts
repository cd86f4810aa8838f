import { useEffect, useState } from 'preact/hooks';

/**
 * Titles of items, from every answer that named some.
 *
 * A filter stands in the address as a path; its chip should say what people call that piece, and
 * the answer that knows may be any panel's.
 */
const titles = new Map<string, string>();
const listeners = new Set<() => void>();

export function learnTitles(named: Readonly<Record<string, string>>): void {
  let isNews = false;
  for (const [item, title] of Object.entries(named)) {
    if (title === '') continue;
    isNews ||= titles.get(item) !== title;
    titles.set(item, title);
  }
  if (isNews) listeners.forEach((listen) => listen());
}

/** Looks a title up, and renders again when more are known. */
export function useTitles(): (item: string) => string | undefined {
  const [, setNews] = useState(0);
  useEffect(() => {
    const listen = () => setNews((count) => count + 1);
    listeners.add(listen);
    return () => void listeners.delete(listen);
  }, []);
  return (item) => titles.get(item);
}
