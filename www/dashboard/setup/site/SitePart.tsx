import type { Document } from '../../api/admin';
import { Field } from '../../ui/Field';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Unread } from '../Unread';
import { useConfig, wrongOf } from '../useConfig';
import { words as all } from '../words';
import { linesIn, read } from './read';

const words = all.site;
const KEYS = ['title', 'hostnames', 'public', 'time_zone', 'k', 'retention_months', 'archive', 'visitor', 'residency', 'hand_raises'] as const;
/** What the platform knows, which is what the API takes. */
const ZONES = Intl.supportedValuesOf('timeZone');

/** What a site is called, whose hits it takes, and how its facts are kept. */
export function SitePart({ onChanged }: { onChanged: () => void }) {
  const held = useConfig();
  const { config, act } = held;
  if (config === undefined) return <Unread {...held} />;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void held.save(read(new FormData(event.currentTarget as HTMLFormElement))).then((isDone) => isDone && onChanged());
  };
  return (
    <Part title={words.title} help={config.in_file ? words.inFile : undefined}>
      <form class="form" onSubmit={submit} onInput={act.forget} key={config.version} data-testid="site-form">
        <Fields config={config.config} wrong={(key) => wrongOf(act.problem, key)} />
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {all.save}
          </button>
          <Outcome act={act} done={all.saved} isTold={KEYS.some((key) => wrongOf(act.problem, key) !== undefined)} />
          {act.problem?.code === 'version' && (
            <button type="button" class="button" onClick={held.reload}>
              {all.reload}
            </button>
          )}
        </div>
      </form>
    </Part>
  );
}

function Fields({ config, wrong }: { config: Document; wrong: (key: (typeof KEYS)[number]) => string | undefined }) {
  return (
    <>
      <Field label={words.name} wrong={wrong('title')}>
        {(bound) => <input {...bound} name="title" defaultValue={config.title} required maxLength={200} />}
      </Field>
      <Field label={words.hostnames} help={words.hostnamesHelp} wrong={wrong('hostnames')}>
        {(bound) => (
          <textarea {...bound} name="hostnames" rows={4} spellcheck={false} defaultValue={linesIn(config.hostnames)} />
        )}
      </Field>
      <Field label={words.raises} help={words.raisesHelp} wrong={wrong('hand_raises')}>
        {(bound) => <textarea {...bound} name="hand_raises" rows={2} spellcheck={false} defaultValue={linesIn(config.hand_raises ?? [])} />}
      </Field>
      <Field label={words.public} help={words.publicHelp} wrong={wrong('public')}>
        {(bound) => <input {...bound} type="checkbox" name="public" defaultChecked={config.public === true} />}
      </Field>
      <Field label={words.timeZone} help={words.timeZoneHelp} wrong={wrong('time_zone')}>
        {(bound) => (
          <select {...bound} name="time_zone" defaultValue={config.time_zone ?? ''}>
            <option value="">UTC</option>
            {ZONES.map((zone) => (
              <option key={zone} value={zone} selected={zone === config.time_zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.k} help={words.kHelp} wrong={wrong('k')}>
        {(bound) => <input {...bound} type="number" name="k" min={1} max={1000} placeholder="5" defaultValue={config.k ?? ''} />}
      </Field>
      <Field label={words.retention} help={words.retentionHelp} wrong={wrong('retention_months')}>
        {(bound) => (
          <input {...bound} type="number" name="retention_months" min={1} max={25} placeholder="13" defaultValue={config.retention_months ?? ''} />
        )}
      </Field>
      <Field label={words.archive} help={words.archiveHelp} wrong={wrong('archive')}>
        {(bound) => <input {...bound} type="checkbox" name="archive" defaultChecked={config.archive === true} />}
      </Field>
      <Field label={words.visitor} help={words.visitorHelp} wrong={wrong('visitor')}>
        {(bound) => (
          <select {...bound} name="visitor">
            <option value="">{words.visitors.daily}</option>
            <option value="none" selected={config.visitor === 'none'}>
              {words.visitors.none}
            </option>
          </select>
        )}
      </Field>
      <Field label={words.residency} help={words.residencyHelp} wrong={wrong('residency')}>
        {(bound) => (
          <select {...bound} name="residency">
            <option value="">{words.residencies.none}</option>
            <option value="eu" selected={config.residency === 'eu'}>
              {words.residencies.eu}
            </option>
          </select>
        )}
      </Field>
    </>
  );
}
