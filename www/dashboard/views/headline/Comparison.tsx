import type { Previous } from '../../data/usePrevious';
import { metricText } from '../../format/metric';
import { change, count } from '../../format/number';
import { earlierName } from '../../format/range';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Icon } from '../../ui/Icon';
import type { HeadlineMetric } from './useHeadline';

interface Props {
  readonly metric: HeadlineMetric;
  readonly value: number | null;
  readonly previous: Previous;
}

/**
 * Counts below this are shown as they were, without a percentage: of eight visits, one more or
 * less is chance (the standard deviation of a count is its square root), and "up 12 %" is not.
 */
const LEAST_FOR_PERCENT = 20;

const ADDS_UP: readonly HeadlineMetric[] = ['visits', 'pageviews', 'hand_raises'];

/** How a number stands against the period before, in words. */
export function Comparison({ metric, value, previous }: Props) {
  const { view } = useDesk();
  const words = text.headline;
  const adds = ADDS_UP.includes(metric);
  const period = earlierName(view.range, view.comparison);
  // Only a day's name could be taken for a whole day.
  const when = adds && previous.isCut && view.range === 'day' ? words.byNow(period) : period;
  const was = previous.values.get(metric) ?? null;

  if (was === null || (was === 0 && !adds)) return <span>{words.nothing(when)}</span>;
  if (value === null || was === 0 || (adds && was < LEAST_FOR_PERCENT)) {
    return <span>{words.was(metricText(metric, was), when)}</span>;
  }
  // A share changes by points: "up 10 %" from 40 % could be 44 or 50.
  const by = metric === 'read_through' ? words.points(count(Math.abs(value - was))) : change((value - was) / was);
  const ratio = metric === 'read_through' ? (value - was) / 100 : (value - was) / was;
  if (Math.abs(ratio) < 0.005) return <span>{words.same(when)}</span>;
  return (
    <span title={words.was(metricText(metric, was), when)}>
      <Icon name={ratio > 0 ? 'up' : 'down'} /> {ratio > 0 ? words.up(by, when) : words.down(by, when)}
    </span>
  );
}
