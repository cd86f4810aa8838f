import type { Metric } from '../../api/types';
import { metricText } from '../../format/metric';
import { change, count, NOTHING } from '../../format/number';
import { text } from '../../strings';
import { Term } from '../../ui/Term';
import { money, poisson, type Cost } from './cost';

/** What a budget buys. */
export const BOUGHT = ['engaged_ms', 'reads', 'visits', 'hand_raises'] as const satisfies readonly Metric[];
type Bought = (typeof BOUGHT)[number];

/** Of how many units the price is told: a minute of engaged time, and one of the others. */
const UNIT: Readonly<Record<Bought, number>> = { engaged_ms: 60_000, reads: 1, visits: 1, hand_raises: 1 };

interface Props {
  readonly metrics: readonly (number | null)[];
  readonly earlier: readonly (number | null)[];
  /** What the days before are called. */
  readonly before: string;
  readonly cost: Cost;
}

/** What was bought, against the days before, and what one of it cost. */
export function ProofTable({ metrics, earlier, before, cost }: Props) {
  const words = text.proof;
  return (
    <table class="sheet breakdown proof-table">
      <thead>
        <tr>
          <th scope="col">{words.bought}</th>
          <th scope="col">{words.now}</th>
          <th scope="col">{before}</th>
          <th scope="col">{words.one}</th>
        </tr>
      </thead>
      <tbody>
        {BOUGHT.map((metric, at) => {
          const [now, was] = [metrics[at] ?? null, earlier[at] ?? null];
          return (
            <tr key={metric} data-testid="proof-row" data-value={metric}>
              <th scope="row">
                <Term {...text.metrics[metric]} />
              </th>
              <td class="num" data-metric={metric} data-value={now ?? ''}>
                {metricText(metric, now)}
                {metric === 'hand_raises' && now !== null && <small>{sure(now)}</small>}
              </td>
              <td class="num">
                {metricText(metric, was)}
                {now !== null && was ? <small>{`${now < was ? '−' : '+'}${change((now - was) / was)}`}</small> : null}
              </td>
              <td class="num" data-metric="cost">
                {now ? price(cost, now / UNIT[metric]) : NOTHING}
                {metric === 'hand_raises' && now ? <small>{prices(cost, now)}</small> : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const price = ({ amount, currency }: Cost, units: number): string => (amount === 0 ? NOTHING : money(amount / units, currency));

const sure = (raises: number): string => {
  const [low, high] = poisson(raises);
  return text.proof.sure(count(Math.floor(low)), count(Math.ceil(high)));
};

/** What one cost, as far as chance leaves it open. */
function prices({ amount, currency }: Cost, raises: number): string | null {
  const [low, high] = poisson(raises);
  return amount === 0 ? null : text.proof.sure(money(amount / high, currency), money(amount / low, currency));
}
