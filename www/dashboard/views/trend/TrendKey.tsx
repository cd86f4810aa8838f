import { text } from '../../strings';

/** What the three marks are. */
export function TrendKey({ hourly, previous }: { hourly: boolean; previous: string }) {
  return (
    <p class="trend-key" aria-hidden="true">
      <span class="key-visits">{hourly ? text.trend.perHour : text.trend.perDay}</span>
      <span class="key-previous">{previous}</span>
      <span class="key-raises">{text.metrics.hand_raises.name}</span>
    </p>
  );
}
