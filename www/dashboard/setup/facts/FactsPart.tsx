import { useState } from 'preact/hooks';
import { erase } from '../../api/admin';
import { useDesk } from '../../state/desk';
import { count } from '../../format/number';
import { Field } from '../../ui/Field';
import { moment } from '../date';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { Export } from './Export';
import { useAct } from '../useAct';
import { words as all } from '../words';

const words = all.facts;
const FORMS = ['ndjson', 'visits', 'page_views'] as const;

/** All that was recorded: to take along, and to erase. */
export function FactsPart() {
  const { view } = useDesk();
  return (
    <>
      <Part title={words.export} help={words.exportHelp}>
        <ul class="downloads">
          {FORMS.map((form) => (
            <Export key={form} site={view.site} form={form} />
          ))}
        </ul>
      </Part>
      <Erase site={view.site} />
    </>
  );
}

function Erase({ site }: { site: string }) {
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState<string>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const { objects, recoverable_until_ms: until } = await erase(site);
      setTyped('');
      setTold(words.erased(count(objects.length), objects.length === 1, moment(until)));
    });
  };
  return (
    <Part title={words.erase} help={words.eraseHelp}>
      <form class="form" onSubmit={submit} data-testid="erase-form">
        <Field label={words.confirm(site)}>
          {(bound) => (
            <input {...bound} value={typed} autoComplete="off" autocapitalize="none" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value)} />
          )}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-grave" disabled={typed !== site || act.isBusy}>
            {words.submit}
          </button>
          <Outcome act={act} done={told ?? ''} />
        </div>
      </form>
    </Part>
  );
}
