import type { Estimate } from '../../api/types';

interface Props {
  readonly of: Estimate;
  /** What the line begins and ends with, in the estimate's unit. */
  readonly from: number;
  readonly to: number;
}

const percent = (part: number): string => `${Math.max(0, Math.min(1, part)) * 100}%`;

/** An estimate on a line: its interval, and a mark for the figure. Screen readers have the numbers beside it. */
export function Interval({ of, from, to }: Props) {
  const at = (value: number): number => (to === from ? 0 : (value - from) / (to - from));
  const [low, high] = [Math.max(0, at(of.low)), Math.min(1, at(of.high))];
  return (
    <span class="spread interval" aria-hidden="true">
      {from < 0 && <span class="interval-zero" style={{ insetInlineStart: percent(at(0)) }} />}
      <span class="spread-line" style={{ insetInlineStart: percent(low), inlineSize: percent(high - low) }} />
      <span class="spread-mark" style={{ insetInlineStart: percent(at(of.value)) }} />
    </span>
  );
}
