import { count } from '../../format/number';
import { day, hour } from '../../format/time';
import { text } from '../../strings';
import { turned, type Bucket } from './buckets';

interface Props {
  readonly buckets: readonly Bucket[];
  readonly hourly: boolean;
  readonly zone: string;
}

/** The chart's numbers for those who would rather read, or cannot see. */
export function TrendTable({ buckets, hourly, zone }: Props) {
  const words = text.trend;
  const isTurned = turned(buckets).length > 0;
  return (
    <details class="trend-table">
      <summary>{words.table}</summary>
      <div class="scroller" tabIndex={0} role="region" aria-label={words.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{text.metrics.visits.name}</th>
              <th scope="col">{words.previous}</th>
              <th scope="col">{text.metrics.pageviews.name}</th>
              <th scope="col">{text.metrics.hand_raises.name}</th>
              {isTurned && <th scope="col">{words.changed}</th>}
            </tr>
          </thead>
          <tbody>
            {buckets.map((bucket) => (
              <tr key={bucket.start.getTime()}>
                <th scope="row">{hourly ? hour(bucket.start.getTime(), zone) : day(bucket.start.getTime())}</th>
                <td>{count(bucket.visits)}</td>
                <td>{count(bucket.previous)}</td>
                <td>{count(bucket.pageviews)}</td>
                <td>{count(bucket.raises)}</td>
                {isTurned && <td class="trend-turned">{bucket.turns.join('; ')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
