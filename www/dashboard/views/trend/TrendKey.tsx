import { text } from '../../strings';

interface Props {
  readonly hourly: boolean;
  readonly previous: string;
  /** Something was changed meanwhile. */
  readonly isTurned: boolean;
}

/** What the marks are. */
export function TrendKey({ hourly, previous, isTurned }: Props) {
  return (
    <p class="trend-key" aria-hidden="true">
      <span class="key-visits">{hourly ? text.trend.perHour : text.trend.perDay}</span>
      <span class="key-previous">{previous}</span>
      <span class="key-raises">{text.metrics.hand_raises.name}</span>
      {isTurned && <span class="key-turns">{text.trend.changed}</span>}
    </p>
  );
}
