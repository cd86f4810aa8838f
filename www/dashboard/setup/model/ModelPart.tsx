import { useState } from 'preact/hooks';
import { tryModel } from '../../api/admin';
import type { TriedDraft } from '../../api/types';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useAct } from '../useAct';
import { useConfig, type Held } from '../useConfig';
import { words as all } from '../words';
import { Constants } from './Constants';
import { DAYS, daysBefore } from './days';
import { defaultModel, draftOf, isSame, modelOf, type Draft } from './draft';
import { Tried } from './Tried';

const words = all.model;

/** How reading becomes scores: a draft, what it would have said, and its publication. */
export function ModelPart() {
  const held = useConfig();
  if (held.config === undefined) return <Unread {...held} />;
  return (
    <Part title={words.title} help={words.help}>
      <Studio key={held.config.version} held={held} />
    </Part>
  );
}

function Studio({ held }: { readonly held: Held }) {
  const { view } = useDesk();
  const published = held.config?.config.model ?? defaultModel(words.defaultName);
  const [draft, setDraft] = useState<Draft>(() => draftOf(published));
  const [name, setName] = useState(published.name);
  const [tried, setTried] = useState<TriedDraft>();
  const trial = useAct();
  const same = isSame(draft, published);
  const change = (next: Draft) => {
    trial.forget();
    held.act.forget();
    setTried(undefined);
    setDraft(next);
  };
  const tryIt = (event: SubmitEvent) => {
    event.preventDefault();
    void trial.run(async () => setTried(await tryModel(view.site, daysBefore(Date.now(), DAYS), modelOf(draft, name, published))));
  };
  const publish = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void held.save({ model: modelOf(draft, name, published) }, String(form.get('why') ?? ''));
  };
  return (
    <>
      <form class="form model-form" onSubmit={tryIt} data-testid="model-form">
        <Constants draft={draft} published={published} onChange={change} wrong={trial.problem?.message ?? held.act.problem?.message} />
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={trial.isBusy || same}>
            {words.tryIt}
          </button>
          <button type="button" class="button" disabled={same} onClick={() => change(draftOf(published))}>
            {words.reset}
          </button>
          <button type="button" class="button" onClick={() => change(draftOf(defaultModel(words.defaultName)))}>
            {words.toDefault}
          </button>
          <Outcome act={trial} done={words.tried} />
        </div>
      </form>
      {tried && <Tried told={tried} />}
      <form class="form" onSubmit={publish} data-testid="publish-form">
        <h3>{words.publish}</h3>
        <p class="part-help">{words.publishHelp}</p>
        <Field label={words.name}>
          {(bound) => <input {...bound} name="name" required maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Field label={words.why} help={words.whyHelp}>
          {(bound) => <input {...bound} name="why" required maxLength={300} autoComplete="off" />}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={held.act.isBusy || same || tried === undefined}>
            {words.publish}
          </button>
          <Outcome act={held.act} done={words.published} />
          {tried === undefined && !same && <span class="outcome">{words.tryFirst}</span>}
        </div>
      </form>
    </>
  );
}
