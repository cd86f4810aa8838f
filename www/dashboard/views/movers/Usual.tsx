import type { Metric, Movers } from '../../api/types';
import { metricText } from '../../format/metric';
import { dayIn } from '../../format/time';
import { text } from '../../strings';

interface Props {
  readonly metric: Metric;
  readonly meta: Movers['meta'];
}

const percent = (part: number, all: number): string => `${all === 0 ? 0 : Math.min(1, part / all) * 100}%`;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The first day of the period so many before: whole weeks apart, as the API has it. */
function firstDay({ range, time_zone }: Movers['meta'], ago: number): string {
  const days = Math.round((range.to - range.from) / DAY_MS);
  // Noon is on the same day where clocks are put forward or back between.
  return dayIn(range.from + DAY_MS / 2 - ago * 7 * Math.ceil(days / 7) * DAY_MS, time_zone);
}

/** Now and the periods before, each against what is usual. */
export function Usual({ metric, meta }: Props) {
  const { now, usual, low, high, before } = meta.whole;
  const words = text.movers;
  const most = Math.max(now ?? 0, high ?? 0, ...before.map((value) => value ?? 0));
  const periods = [now, ...before].map((value, ago) => ({ value, ago }));
  return (
    <table class="usual">
      <caption>{words.range(metricText(metric, usual), metricText(metric, low), metricText(metric, high))}</caption>
      <tbody>
        {periods.map(({ value, ago }) => (
          <tr key={ago} data-testid="movers-period" data-value={value ?? ''}>
            <th scope="row">{words.from(firstDay(meta, ago))}</th>
            <td class="usual-line">
              <span class="usual-band" aria-hidden="true" style={{ insetInlineStart: percent(low ?? 0, most), inlineSize: percent((high ?? 0) - (low ?? 0), most) }} />
              {value !== null && <span class={ago === 0 ? 'usual-mark usual-now' : 'usual-mark'} aria-hidden="true" style={{ insetInlineStart: percent(value, most) }} />}
            </td>
            <td class="num">{metricText(metric, value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
