import { addsUp, changeOf } from '../../data/change';
import type { Previous } from '../../data/previous';
import { metricText } from '../../format/metric';
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

/** How a number stands against the period before, in words. */
export function Comparison({ metric, value, previous }: Props) {
  const { view } = useDesk();
  const words = text.headline;
  const period = earlierName(view.range, view.comparison);
  // Only a day's name could be taken for a whole day.
  const when = addsUp(metric) && previous.isCut && view.range === 'day' ? words.byNow(period) : period;
  const change = changeOf(metric, value, previous.values.get(metric) ?? null);
  if (change.is === 'nothing') return <span>{words.nothing(when)}</span>;
  const was = words.was(metricText(metric, change.was), when);
  if (change.is === 'was') return <span>{was}</span>;
  if (change.is === 'same') return <span>{words.same(when)}</span>;
  return (
    <span title={was}>
      <Icon name={change.is} /> {words[change.is](change.by, when)}
    </span>
  );
}
