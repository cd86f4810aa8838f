import { useState } from 'preact/hooks';
import { askWebhooks } from '../../api/alerts';
import { useDesk } from '../../state/desk';
import { RulesPart } from '../rules/RulesPart';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { Check } from './Check';
import { Log } from './Log';
import { draftsOf, FIELDS, rulesOf } from './rules';
import { Webhooks } from './Webhooks';

/** Who is told of what is unusual, of what, and what they were told. */
export function AlertsPart() {
  const { view } = useDesk();
  const loaded = useLoaded(`webhooks ${view.site}`, (signal) => askWebhooks(view.site, signal));
  // The log is read anew after whatever writes into it.
  const [round, setRound] = useState(0);
  const onSent = () => {
    loaded.reload();
    setRound((count) => count + 1);
  };
  return (
    <>
      <Webhooks loaded={loaded} onSent={onSent} />
      <RulesPart name="alerts" words={all.alerts.rules} fields={FIELDS} draftsOf={draftsOf} rulesOf={rulesOf} beside={() => <Check onSent={onSent} />} />
      <Log key={round} webhooks={loaded.answer?.webhooks} onSent={loaded.reload} />
    </>
  );
}
