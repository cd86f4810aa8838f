import { count } from '../../format/number';
import { text } from '../../strings';
import { locale } from '../../strings/language';
import type { Split } from './usePathStandings';

/** How a path's visits share out over the ladder, and the furthest rung in words. */
export function SplitBar({ split }: { split: Split }) {
  const all = split.reduce((sum, part) => sum + part.visits, 0);
  const words = split.map(({ standing, visits }) => `${count(visits)} ${text.standings[standing].name.toLocaleLowerCase(locale)}`).join(', ');
  const furthest = split.at(-1)!;
  return (
    <span class="split" title={words}>
      <span class="split-bar" aria-hidden="true">
        {split.map(({ standing, visits }) => (
          <span key={standing} class={`split-${standing}`} style={{ inlineSize: `${(visits / all) * 100}%` }} />
        ))}
      </span>
      <span class="split-words">
        {text.standings[furthest.standing].name}
        <span class="sr-only">: {words}</span>
      </span>
    </span>
  );
}
