import { useState } from 'preact/hooks';
import { createWebhook } from '../../api/alerts';
import type { NewWebhook, Webhooks as Answer } from '../../api/types';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { Once } from '../Once';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useAct } from '../useAct';
import { wrongOf } from '../useConfig';
import type { Loaded } from '../useLoaded';
import { words as all } from '../words';
import { WebhookRow } from './WebhookRow';

const words = all.alerts.webhooks;
const FORMATS = ['json', 'slack'] as const satisfies readonly NewWebhook['format'][];
const KEYS = ['name', 'url', 'format'] as const;

interface Props {
  readonly loaded: Loaded<Answer>;
  readonly onSent: () => void;
}

/** The addresses that are told, and the way to another one. */
export function Webhooks({ loaded, onSent }: Props) {
  const { view } = useDesk();
  const [secret, setSecret] = useState<string>();
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const from = event.currentTarget as HTMLFormElement;
    const form = new FormData(from);
    const format = FORMATS.find((each) => each === form.get('format')) ?? 'json';
    const webhook = { name: String(form.get('name')), url: String(form.get('url')), format };
    void act.run(async () => {
      setSecret((await createWebhook(view.site, webhook)).secret);
      from.reset();
      loaded.reload();
    });
  };
  const wrong = (key: (typeof KEYS)[number]) => wrongOf(act.problem, key);
  return (
    <Part title={words.title} help={words.help}>
      <form class="form form-row" onSubmit={submit} onInput={act.forget} data-testid="webhook-form">
        <Field label={words.name} help={words.nameHelp} wrong={wrong('name')}>
          {(bound) => <input {...bound} name="name" required maxLength={80} />}
        </Field>
        <Field label={words.url} help={words.urlHelp} wrong={wrong('url')}>
          {(bound) => <input {...bound} type="url" name="url" required maxLength={500} autoComplete="off" spellcheck={false} placeholder="https://" />}
        </Field>
        <Field label={words.format} wrong={wrong('format')}>
          {(bound) => (
            <select {...bound} name="format">
              {FORMATS.map((format) => (
                <option key={format} value={format}>
                  {words.formats[format]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {words.submit}
          </button>
          <Outcome act={act} done={all.done} isTold={KEYS.some((key) => wrong(key) !== undefined)} />
        </div>
      </form>
      {secret !== undefined && <Once title={words.once} help={words.onceHelp} value={secret} />}
      {loaded.answer === undefined ? (
        <Unread {...loaded} />
      ) : loaded.answer.webhooks.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <ul class="versions">
          {loaded.answer.webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} onSent={onSent} />
          ))}
        </ul>
      )}
    </Part>
  );
}
