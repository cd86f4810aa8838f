import { useState } from 'preact/hooks';
import { askShares, createShare, revokeShare } from '../../api/admin';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { date } from '../date';
import { Once } from '../Once';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { useAct } from '../useAct';
import { useLoaded } from '../useLoaded';
import { wrongOf } from '../useConfig';
import { words as all } from '../words';
import { OpenerList } from './OpenerList';

const words = all.shares;

/** Links that open the site's reports, and nothing else. */
export function Shares() {
  const { view } = useDesk();
  const loaded = useLoaded(`shares ${view.site}`, (signal) => askShares(view.site, signal));
  const [link, setLink] = useState<string>();
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const from = event.currentTarget as HTMLFormElement;
    const form = new FormData(from);
    const password = String(form.get('password') ?? '');
    const share = { name: String(form.get('name')), days: Number(form.get('days')), password: password === '' ? null : password };
    void act.run(async () => {
      setLink((await createShare(view.site, share)).link);
      from.reset();
      loaded.reload();
    });
  };
  const wrong = (key: string) => wrongOf(act.problem, key);
  return (
    <Part title={words.title} help={words.help}>
      <form class="form form-row" onSubmit={submit} onInput={act.forget} data-testid="share-form">
        <Field label={words.name} help={words.nameHelp} wrong={wrong('name')}>
          {(bound) => <input {...bound} name="name" required maxLength={80} />}
        </Field>
        <Field label={words.days} wrong={wrong('days')}>
          {(bound) => <input {...bound} type="number" name="days" min={1} max={366} defaultValue={30} required />}
        </Field>
        <Field label={words.password} help={words.passwordHelp} wrong={wrong('password')}>
          {(bound) => <input {...bound} type="text" name="password" autoComplete="off" spellcheck={false} minLength={8} maxLength={200} />}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {words.submit}
          </button>
          <Outcome act={act} done={all.done} isTold={['name', 'days', 'password'].some((key) => wrong(key) !== undefined)} />
        </div>
      </form>
      {link !== undefined && <Once title={words.once} help={words.onceHelp} value={link} />}
      <OpenerList
        loaded={loaded}
        openers={loaded.answer?.shares}
        testId="share"
        none={words.none}
        heads={[words.name, words.until, words.guarded]}
        cells={(share) => [share.name, date(share.expires_ms), share.has_password ? words.withPassword : words.withoutPassword]}
        revoke={(id) => revokeShare(view.site, id)}
      />
    </Part>
  );
}
