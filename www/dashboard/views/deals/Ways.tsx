import { useState } from 'preact/hooks';
import type { Deals, DealWay, WayDeals } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, NOTHING } from '../../format/number';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Field } from '../../ui/Field';
import { money, poisson } from '../proof/cost';
import { sums } from './Cohort';
import { WAYS, type Costs } from './costs';

interface Props {
  readonly ways: readonly WayDeals[];
  readonly heard: Deals['meta']['heard'];
}

/** Deals by the way that they came: how long they took, and what each cost by what the marketer enters. */
export function Ways({ ways, heard }: Props) {
  const words = text.deals;
  const { view } = useDesk();
  return (
    <section class="asset" aria-label={words.ways}>
      <h3>{words.ways}</h3>
      <div class="matrix-scroll" tabIndex={0} role="region" aria-label={words.ways}>
        <table class="sheet breakdown deals-table">
          <thead>
            <tr>
              <th scope="col">{words.way}</th>
              <th scope="col">{words.won}</th>
              <th scope="col">{words.worth}</th>
              <th scope="col">{words.leadDays}</th>
              <th scope="col">{words.costEach}</th>
            </tr>
          </thead>
          <tbody>
            {ways.map((row) => (
              <tr key={row.way} data-testid="deals-way" data-value={row.way ?? ''}>
                <th scope="row">{row.way === null ? words.noWay : words.wayNames[row.way]}</th>
                <td class="num">{count(row.deals)}</td>
                <td class="num">{sums(row.values) || NOTHING}</td>
                <td>
                  <span class="num">{count(row.lead_days.median)}</span>
                  {row.lead_days.estimate && <span class="cell-path">{text.ungate.between(count(row.lead_days.estimate.low), count(row.lead_days.estimate.high))}</span>}
                </td>
                <td>
                  <Each costs={view.costs} row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="matrix-how">{words.costHow}</p>
      <CostsForm key={JSON.stringify(view.costs)} costs={view.costs} />
      {heard.some((row) => row.heard !== null) && (
        <p class="matrix-how" data-testid="deals-heard">
          {words.heard(heard.map((row) => `${row.heard === null ? words.noAnswer : nameOf('heard', row.heard)} ${count(row.deals)}`).join(', '))}
        </p>
      )}
    </section>
  );
}

/** What one deal cost, as far as chance leaves it open. */
function Each({ costs, row }: { readonly costs: Costs | null; readonly row: WayDeals }) {
  const cost = row.way === null ? undefined : costs?.of[row.way];
  if (costs === null || cost === undefined) return <>{NOTHING}</>;
  const [low, high] = poisson(row.deals);
  return (
    <>
      <span class="num">{money(cost / row.deals, costs.currency)}</span>
      <span class="cell-path">{text.ungate.between(money(cost / high, costs.currency), money(cost / low, costs.currency))}</span>
    </>
  );
}

/** What was spent. It stands in the address alone: nothing of it is kept. */
function CostsForm({ costs }: { readonly costs: Costs | null }) {
  const { go } = useDesk();
  const words = text.deals;
  const [of, setOf] = useState<Partial<Record<DealWay, string>>>(Object.fromEntries(WAYS.map((way) => [way, costs?.of[way]?.toString() ?? ''])));
  const [currency, setCurrency] = useState(costs?.currency ?? 'EUR');
  const submit = (event: Event) => {
    event.preventDefault();
    const entered = WAYS.flatMap((way) => (of[way] ? [[way, Number(of[way])] as const] : []));
    go({ costs: entered.length > 0 ? { of: Object.fromEntries(entered), currency } : null });
  };
  return (
    <form class="form form-row proof-form" onSubmit={submit} data-testid="deals-costs">
      {WAYS.map((way) => (
        <Field key={way} label={words.costOf[way]}>
          {(bound) => (
            <input {...bound} type="number" min="0" max="999999999999" step="0.01" inputMode="decimal" value={of[way]} onInput={(event) => setOf({ ...of, [way]: event.currentTarget.value })} />
          )}
        </Field>
      ))}
      <Field label={text.proof.currency}>
        {(bound) => <input {...bound} type="text" pattern="[A-Z]{3}" maxLength={3} required value={currency} onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())} />}
      </Field>
      <div class="form-end">
        <button type="submit" class="button">
          {words.compare}
        </button>
      </div>
    </form>
  );
}
