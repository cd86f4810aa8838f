import { useEffect, useRef, useState } from 'preact/hooks';
import type { Report } from '../../api/types';
import { count } from '../../format/number';
import { text } from '../../strings';
import { headlineValue } from './useHeadline';

/** A listener hears about changes at most this often. */
const CALM_MS = 30_000;

/** Tells screen readers of changed numbers, politely: the headline only, and not every beat. */
export function Announcer({ report }: { report: Report }) {
  const [said, setSaid] = useState('');
  const first = useRef(true);
  const last = useRef(0);
  const latest = text.headline.announce(
    count(headlineValue(report, 'visits')),
    count(headlineValue(report, 'pageviews')),
    count(headlineValue(report, 'hand_raises')),
  );

  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    const wait = Math.max(0, last.current + CALM_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(latest);
    }, wait);
    return () => clearTimeout(timer);
  }, [latest]);

  return (
    <p class="sr-only" aria-live="polite">
      {said}
    </p>
  );
}
