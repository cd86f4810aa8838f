import { useState } from 'preact/hooks';
import type { Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { earlierName } from '../../format/range';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Field } from '../../ui/Field';
import { Panel } from '../../ui/Panel';
import { Trend } from '../trend/Trend';
import { money, type Cost } from './cost';
import { ProofPieces } from './ProofPieces';
import { BOUGHT, ProofTable } from './ProofTable';

interface Props {
  readonly cost: Cost;
  readonly now: number;
}

/** One page for whoever pays: what a content budget bought, and how sure that is. */
export function Proof({ cost, now }: Props) {
  const { view } = useDesk();
  const words = text.proof;
  const asked = useReport({ metrics: BOUGHT, comparison: view.comparison });
  return (
    <div class="proof">
      <CostForm key={`${cost.amount} ${cost.currency}`} cost={cost} />
      <Panel name="proof" title={words.title} finding={asked.answer && finding(asked.answer, cost)} asked={asked} lines={5}>
        {({ results: [row], meta }) => (
          <>
            <ProofTable metrics={row?.metrics ?? []} earlier={row?.comparison ?? []} before={earlierName(view.range, view.comparison)} cost={cost} />
            <p class="proof-how">{words.how}</p>
            <p class="proof-how">
              {words.model} <code>{meta.model}</code>
            </p>
          </>
        )}
      </Panel>
      <ProofPieces />
      <Trend now={now} />
    </div>
  );
}

function finding({ results: [row] }: Report, { amount, currency }: Cost): string | undefined {
  const engaged = row?.metrics[BOUGHT.indexOf('engaged_ms')];
  if (!engaged || amount === 0) return undefined;
  return text.proof.finding(money(amount, currency), money((amount * 60_000) / engaged, currency));
}

/** What was spent. It stands in the address alone: nothing of it is kept. */
function CostForm({ cost }: { readonly cost: Cost }) {
  const { go } = useDesk();
  const words = text.proof;
  const [amount, setAmount] = useState(cost.amount === 0 ? '' : String(cost.amount));
  const [currency, setCurrency] = useState(cost.currency);
  const isWrong = currency !== '' && !/^[A-Z]{3}$/.test(currency);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isWrong) go({ proof: { amount: Number(amount) || 0, currency } });
  };
  return (
    <form class="form form-row proof-form" onSubmit={submit}>
      <Field label={words.cost} help={words.costHelp}>
        {(bound) => <input {...bound} type="number" min="0" max="999999999999" step="0.01" inputMode="decimal" value={amount} onInput={(event) => setAmount(event.currentTarget.value)} />}
      </Field>
      <Field label={words.currency} wrong={isWrong ? words.currencyWrong : undefined}>
        {(bound) => <input {...bound} type="text" maxLength={3} required value={currency} onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())} />}
      </Field>
      <div class="form-end">
        <button type="submit" class="button">
          {words.take}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {words.print}
        </button>
      </div>
    </form>
  );
}
