import type { ComponentChildren } from 'preact';
import type { Metric } from '../api/types';
import { metricText } from '../format/metric';
import { text } from '../strings';

interface Props {
  readonly metric: Metric;
  readonly value: number | null | undefined;
  readonly children?: ComponentChildren;
}

/** One number of a table. On phones its name stands beside it, since the table's head is gone. */
export function MetricCell({ metric, value, children }: Props) {
  return (
    <td class={`cell-${metric}`} role="cell" data-metric={metric} data-value={value ?? ''} data-label={text.metrics[metric].name}>
      {children}
      <span class="num">{metricText(metric, value)}</span>
    </td>
  );
}
