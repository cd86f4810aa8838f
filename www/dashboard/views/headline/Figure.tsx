import { Term } from '../../ui/Term';
import type { Previous } from '../../data/previous';
import { metricText } from '../../format/metric';
import { text } from '../../strings';
import { Comparison } from './Comparison';
import type { HeadlineMetric } from './useHeadline';

interface Props {
  readonly metric: HeadlineMetric;
  readonly value: number | null;
  readonly previous: Previous | undefined;
}

/** Letters and signs of a value are set smaller than its digits, which are what is compared. */
const parts = (value: string): string[] => value.split(/([^\d.,'’–]+)/).filter((part) => part !== '');

/** One headline number, what it means, and what it was before. */
export function Figure({ metric, value, previous }: Props) {
  const name = metric === 'engaged_ms_median' ? text.headline.engaged : text.metrics[metric].name;
  return (
    <div class="figure" data-metric={metric}>
      <dt>
        <Term name={name} means={text.metrics[metric].means} />
      </dt>
      <dd class="figure-value" data-testid={`metric-${metric}`} data-value={value ?? ''}>
        {parts(metricText(metric, value)).map((part, at) => (/\d|–/.test(part) ? part : <small key={at}>{part}</small>))}
      </dd>
      <dd class="figure-was">{previous && <Comparison metric={metric} value={value} previous={previous} />}</dd>
    </div>
  );
}
