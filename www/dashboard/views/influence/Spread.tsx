import type { InfluenceRow } from '../../api/types';

interface Props {
  readonly credits: InfluenceRow['credits'];
  /** Where the drawing ends, micro-credits. */
  readonly most: number;
}

const percent = (part: number, all: number): string => `${all === 0 ? 0 : (part / all) * 100}%`;

/**
 * A mark for what each model says, on a line from the least to the most: short where they agree.
 * Screen readers have the numbers beside it.
 */
export function Spread({ credits, most }: Props) {
  const all = Object.values(credits);
  const [least, own] = [Math.min(...all), Math.max(...all)];
  return (
    <span class="spread" aria-hidden="true">
      <span class="spread-line" style={{ insetInlineStart: percent(least, most), inlineSize: percent(own - least, most) }} />
      {[...new Set(all)].map((value) => (
        <span key={value} class="spread-mark" style={{ insetInlineStart: percent(value, most) }} />
      ))}
    </span>
  );
}
