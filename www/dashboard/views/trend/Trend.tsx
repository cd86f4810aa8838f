import { before, daysOf, periodOf } from '../../data/period';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import { day, hour } from '../../format/time';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { bucketsOf, isHourly, peakOf, TREND, type Bucket } from './buckets';
import { TrendChart } from './TrendChart';
import { TrendKey } from './TrendKey';
import { TrendTable } from './TrendTable';

/** A month of hours would be 720; days and hours of our ranges stay far below. */
const LIMIT = 1000;

export function Trend({ now }: { now: number }) {
  const { view } = useDesk();
  const dimension = view.range === 'day' || view.range === 'yesterday' ? 'time:hour' : 'time:day';
  const ask = { metrics: TREND, dimensions: [dimension], limit: LIMIT, include: { empty_buckets: true } } as const;
  const asked = useReport(ask);
  const period = asked.answer && periodOf(asked.answer);
  const earlier = useReport(period ? { ...ask, date_range: before(daysOf(period)) } : null);

  const hourly = period !== undefined && isHourly(period);
  const buckets = asked.answer && bucketsOf(period!, now, asked.answer, earlier.isStale ? undefined : earlier.answer);
  const finding = buckets && findingOf(buckets, hourly, period!.zone);
  return (
    <Panel name="trend" title={text.trend.title} finding={finding} asked={asked} lines={8}>
      {() => (
        <>
          <TrendKey hourly={hourly} previous={text.beforeRanges[view.range]} />
          <TrendChart buckets={buckets!} period={period!} label={text.trend.chart(finding!)} />
          <TrendTable buckets={buckets!} hourly={hourly} zone={period!.zone} />
        </>
      )}
    </Panel>
  );
}

function findingOf(buckets: readonly Bucket[], hourly: boolean, zone: string): string {
  const peak = peakOf(buckets);
  if (peak === undefined) return text.trend.none;
  const start = peak.start.getTime();
  return hourly
    ? text.trend.peakHour(count(peak.visits), peak.visits === 1, hour(start, zone))
    : text.trend.peakDay(count(peak.visits), peak.visits === 1, day(start));
}
