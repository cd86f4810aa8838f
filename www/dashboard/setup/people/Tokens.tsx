import { useState } from 'preact/hooks';
import { askTokens, createToken, revokeToken } from '../../api/admin';
import type { Token } from '../../api/types';
import { useDesk } from '../../state/desk';
import { word } from '../../format/word';
import { date, DAY_MS } from '../date';
import { Field } from '../../ui/Field';
import { Once } from '../Once';
import { Outcome } from '../Outcome';
import { Part } from '../Part';
import { useAct } from '../useAct';
import { useLoaded } from '../useLoaded';
import { wrongOf } from '../useConfig';
import { words as all } from '../words';
import { OpenerList } from './OpenerList';

const words = all.tokens;
const ROLES = ['viewer', 'editor', 'admin'] as const satisfies readonly Token['role'][];

/** Tokens of people and programs. */
export function Tokens() {
  const { view } = useDesk();
  const loaded = useLoaded('tokens', askTokens);
  const [secret, setSecret] = useState<string>();
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const from = event.currentTarget as HTMLFormElement;
    const form = new FormData(from);
    const role = ROLES.find((each) => each === form.get('role')) ?? 'viewer';
    const isOfAll = role === 'admin' || form.has('all');
    void act.run(async () => {
      setSecret((await createToken({ name: String(form.get('name')), role, sites: isOfAll ? null : [view.site] })).secret);
      from.reset();
      loaded.reload();
    });
  };
  return (
    <Part title={words.title} help={words.help}>
      <form class="form form-row" onSubmit={submit} onInput={act.forget} data-testid="token-form">
        <Field label={words.name} help={words.nameHelp} wrong={wrongOf(act.problem, 'name')}>
          {(bound) => <input {...bound} name="name" required maxLength={80} />}
        </Field>
        <Field label={words.role} help={words.roleHelp} wrong={wrongOf(act.problem, 'role')}>
          {(bound) => (
            <select {...bound} name="role">
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {words.roles[role]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.all} help={words.allHelp(view.site)} wrong={wrongOf(act.problem, 'sites')}>
          {(bound) => <input {...bound} type="checkbox" name="all" />}
        </Field>
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {words.submit}
          </button>
          <Outcome act={act} done={all.done} isTold={['name', 'role', 'sites'].some((key) => wrongOf(act.problem, key) !== undefined)} />
        </div>
      </form>
      {secret !== undefined && <Once title={words.once} help={words.onceHelp} value={secret} />}
      <OpenerList
        loaded={loaded}
        openers={loaded.answer?.tokens}
        testId="token"
        none={words.none}
        heads={[words.name, words.role, words.sites, words.used]}
        cells={(token) => [
          token.name,
          word(words.roles, token.role) ?? token.role,
          token.sites === null ? words.everySite : token.sites.join(', '),
          token.used_day === null ? words.never : date(token.used_day * DAY_MS),
        ]}
        revoke={revokeToken}
      />
    </Part>
  );
}
