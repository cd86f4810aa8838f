import { useState } from 'preact/hooks';
import { removeWebhook, rotateKey, testWebhook } from '../../api/alerts';
import type { Delivery, RotatedKey, Webhook } from '../../api/types';
import { count } from '../../format/number';
import { useDesk } from '../../state/desk';
import { moment } from '../date';
import { Once } from '../Once';
import { Outcome } from '../Outcome';
import { Revoke } from '../Revoke';
import { useAct } from '../useAct';
import { words as all } from '../words';
import { saidOf, whatOf } from './said';
import { State } from './State';

const words = all.alerts.webhooks;
const COUNTS = ['delivered', 'failed', 'waiting', 'dropped'] as const satisfies readonly (keyof Webhook['counts'])[];

/** One address: what it was told, how that went, and what can be done about it. */
export function WebhookRow({ webhook, onSent }: { webhook: Webhook; onSent: () => void }) {
  const { view } = useDesk();
  const { id, name, host, format, counts, last } = webhook;
  const [rotated, setRotated] = useState<RotatedKey>();
  const [tested, setTested] = useState<Delivery>();
  const act = useAct();
  const test = () =>
    void act.run(async () => {
      setTested(await testWebhook(view.site, id));
      onSent();
    });
  return (
    <li data-testid="webhook">
      <h3>{name}</h3>
      <p class="part-help">
        {host} · {words.formats[format]}
      </p>
      <p class="part-help" data-testid="counts">
        {COUNTS.filter((each) => each !== 'dropped' || counts.dropped > 0)
          .map((each) => `${count(counts[each])} ${words.counts[each]}`)
          .join(' · ')}
        {counts.dropped > 0 && ` · ${words.droppedHelp}`}
      </p>
      <p class="part-help" data-testid="last">
        {last ? (
          <>
            {words.last} {whatOf(last)}, {moment(last.at_ms)}: <State delivery={last} />, {saidOf(last)}
          </>
        ) : (
          words.never
        )}
      </p>
      <div class="rule-acts">
        <button type="button" class="button" aria-label={words.testOf(name)} disabled={act.isBusy} onClick={test}>
          {words.test}
        </button>
        <Revoke name={name} words={words.key} what={async () => setRotated(await rotateKey(view.site, id))} onDone={() => undefined} />
        <Revoke name={name} words={words.remove} what={() => removeWebhook(view.site, id)} onDone={onSent} />
        <Outcome act={act} done={tested === undefined ? '' : `${all.alerts.log.states[tested.state]}: ${saidOf(tested)}.`} />
      </div>
      {rotated !== undefined && <Once title={words.rotated(name)} help={words.rotatedHelp(moment(rotated.old_until_ms))} value={rotated.secret} />}
    </li>
  );
}
