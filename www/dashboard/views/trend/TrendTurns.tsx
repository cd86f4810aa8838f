import { count } from '../../format/number';
import { day, hour } from '../../format/time';
import { turned, type Bucket } from './buckets';

interface Props {
  readonly buckets: readonly Bucket[];
  readonly hourly: boolean;
  readonly zone: string;
}

/** What the numbered lines of the picture stand for. */
export function TrendTurns({ buckets, hourly, zone }: Props) {
  const all = turned(buckets);
  if (all.length === 0) return null;
  return (
    <ol class="trend-turns">
      {all.map(({ start, turns }, at) => (
        <li key={start.getTime()} data-testid="trend-turn">
          <span class="trend-turn-number">{count(at + 1)}</span> {hourly ? hour(start.getTime(), zone) : day(start.getTime())}: {turns.join('; ')}
        </li>
      ))}
    </ol>
  );
}
