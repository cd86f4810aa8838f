import { createSite } from '../../api/admin';
import type { Site } from '../../api/types';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { useAct } from '../useAct';
import { wrongOf } from '../useConfig';
import { words as all } from '../words';
import { linesOf } from './read';

const words = all.newSite;

/** Makes a site, and goes on to its tag. */
export function NewSite({ sites, onChanged }: { sites: readonly Site[]; onChanged: () => void }) {
  const { go } = useDesk();
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const site = String(form.get('site') ?? '').trim().toLowerCase();
    const hostnames = linesOf(form.get('hostnames'));
    const title = String(form.get('title') ?? '').trim() || site;
    void act
      .run(async () => void (await createSite(site, { title, hostnames: hostnames.length > 0 ? hostnames : [site, `*.${site}`] })))
      .then((isDone) => {
        if (!isDone) return;
        onChanged();
        go({ site, setup: 'tag', clauses: [] });
      });
  };
  const isTold = ['site', 'title', 'hostnames'].some((key) => wrongOf(act.problem, key) !== undefined);
  return (
    <Part title={words.title} help={words.help(sites.length)}>
      <form class="form" onSubmit={submit} onInput={act.forget} data-testid="new-site">
        <Field label={words.site} help={words.siteHelp} wrong={wrongOf(act.problem, 'site')}>
          {(bound) => <input {...bound} name="site" required spellcheck={false} autocapitalize="none" placeholder="example.com" />}
        </Field>
        <Field label={words.name} help={words.nameHelp} wrong={wrongOf(act.problem, 'title')}>
          {(bound) => <input {...bound} name="title" maxLength={200} />}
        </Field>
        <Field label={words.hostnames} help={words.hostnamesHelp} wrong={wrongOf(act.problem, 'hostnames')}>
          {(bound) => <textarea {...bound} name="hostnames" rows={3} spellcheck={false} />}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {words.submit}
          </button>
          <Outcome act={act} done={all.saved} isTold={isTold} />
        </div>
      </form>
    </Part>
  );
}
