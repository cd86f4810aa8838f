import { useState } from 'preact/hooks';
import { askDeliveries, replay } from '../../api/alerts';
import type { Delivery, Webhook } from '../../api/types';
import { count } from '../../format/number';
import { useDesk } from '../../state/desk';
import { moment } from '../date';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useAct } from '../useAct';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { saidOf, whatOf } from './said';
import { State } from './State';

const words = all.alerts.log;

/** As many as the API tells at once unless it is asked for others. */
const PAGE = 100;

interface Props {
  readonly webhooks: readonly Webhook[] | undefined;
  readonly onSent: () => void;
}

/** What was sent, is sent, and could not be. */
export function Log({ webhooks, onSent }: Props) {
  const { view } = useDesk();
  const [older, setOlder] = useState<readonly Delivery[]>([]);
  const [before, setBefore] = useState<number | null>(null);
  const loaded = useLoaded(`deliveries ${view.site} ${before}`, (signal) => askDeliveries(view.site, before, signal));
  const { answer } = loaded;
  const deliveries = [...older, ...(answer?.deliveries ?? [])];
  const last = deliveries.at(-1);
  const nameOf = (id: string) => webhooks?.find((webhook) => webhook.id === id)?.name ?? words.removed;
  return (
    <Part title={words.title} help={words.help}>
      {deliveries.length > 0 && (
        <ol class="versions">
          {deliveries.map((delivery) => (
            <Entry key={delivery.id} first={delivery} name={nameOf(delivery.webhook)} onSent={onSent} />
          ))}
        </ol>
      )}
      {answer === undefined ? (
        <Unread {...loaded} />
      ) : (
        <>
          {deliveries.length === 0 && <p class="nothing">{words.none}</p>}
          {answer.deliveries.length === PAGE && last !== undefined && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setOlder(deliveries);
                setBefore(last.n);
              }}
            >
              {words.older}
            </button>
          )}
        </>
      )}
    </Part>
  );
}

/** One delivery, as it was read first or as its last replay left it. */
function Entry({ first, name, onSent }: { first: Delivery; name: string; onSent: () => void }) {
  const { view } = useDesk();
  const [replayed, setReplayed] = useState<Delivery>();
  const act = useAct();
  const delivery = replayed ?? first;
  const what = whatOf(delivery);
  const press = () =>
    void act.run(async () => {
      setReplayed(await replay(view.site, delivery.id));
      onSent();
    });
  const { tries, next_ms } = delivery;
  return (
    <li data-testid="delivery">
      <h3>{words.to(what, name)}</h3>
      <p class="part-help">
        <State delivery={delivery} />, {saidOf(delivery)} · {moment(delivery.at_ms)} · {words.tries(count(tries), tries === 1)}
        {next_ms != null && ` · ${words.next(moment(next_ms))}`}
      </p>
      <details class="more-of">
        <summary>{words.body}</summary>
        <pre class="tag" tabIndex={0}>
          <code>{delivery.body}</code>
        </pre>
      </details>
      <div class="rule-acts">
        <button type="button" class="button" aria-label={words.replayOf(what, name)} disabled={act.isBusy} onClick={press}>
          {words.replay}
        </button>
        <Outcome act={act} done={all.done} />
      </div>
    </li>
  );
}
