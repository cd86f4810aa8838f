import { daysOf, earlierDays, periodOf } from '../../data/period';
import { useReport } from '../../data/useReport';
import { count } from '../../format/number';
import { earlierName } from '../../format/range';
import { day, hour } from '../../format/time';
import { useDesk } from '../../state/desk';
import { isHourly } from '../../state/range';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Picture } from '../../ui/Picture';
import { bucketsOf, peakOf, TREND, turned, type Bucket } from './buckets';
import { TrendKey } from './TrendKey';
import { TrendTable } from './TrendTable';
import { TrendTurns } from './TrendTurns';
import { useTurns } from './useTurns';

/** More than the days of the longest range (`limit::DAYS`), and than the hours of one day. */
const LIMIT = 1000;

const load = () => import('./draw').then((module) => module.drawTrend);

export function Trend({ now }: { now: number }) {
  const { view } = useDesk();
  const hourly = isHourly(view.range);
  const dimension = hourly ? 'time:hour' : 'time:day';
  const ask = { metrics: TREND, dimensions: [dimension], limit: LIMIT, include: { empty_buckets: true } } as const;
  const asked = useReport(ask);
  const period = asked.answer && periodOf(asked.answer);
  const earlier = useReport(period ? { ...ask, date_range: earlierDays(daysOf(period), view.comparison) } : null);
  // An answer of before is of another site, it may be.
  const turns = useTurns(asked.isStale ? undefined : period);

  const buckets = asked.answer && bucketsOf(period!, hourly, now, asked.answer, earlier.isStale ? undefined : earlier.answer, turns.answer ?? []);
  const finding = buckets && findingOf(buckets, hourly, period!.zone);
  return (
    <Panel name="trend" title={text.trend.title} finding={finding} asked={asked} lines={8}>
      {() => (
        <>
          <TrendKey hourly={hourly} previous={earlierName(view.range, view.comparison)} isTurned={turned(buckets!).length > 0} />
          <Picture name="trend" label={text.trend.chart(finding!)} load={load} data={{ buckets: buckets!, period: period!, hourly }} />
          <TrendTurns buckets={buckets!} hourly={hourly} zone={period!.zone} />
          {turns.problem && <p class="panel-stale">{text.trend.unread}</p>}
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
