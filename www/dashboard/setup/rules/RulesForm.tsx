import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Outcome } from '../Outcome';
import type { Held } from '../useConfig';
import { words as all } from '../words';
import { wrongsIn, type Draft } from './draft';
import { RuleCards, type RuleField } from './RuleCards';

/** A list of rules, and what becomes of it. */
export interface Rules<R> {
  /** The configuration's key. */
  readonly name: 'content' | 'segments' | 'alerts';
  readonly fields: readonly RuleField[];
  readonly first: () => readonly Draft[];
  readonly rulesOf: (drafts: readonly Draft[]) => readonly R[];
  /** What stands below the rules, such as what they would do. */
  readonly beside?: (rules: readonly R[], onWrong: (message: string | undefined) => void) => ComponentChildren;
}

/** A list of rules of the configuration, to be changed and saved. */
export function RulesForm<R>({ name, held, fields, first, rulesOf, beside }: Rules<R> & { readonly held: Held }) {
  const [drafts, setDrafts] = useState(first);
  const [tried, setTried] = useState<string>();
  const { act } = held;
  const wrongs = wrongsIn(act.problem?.message ?? tried);
  const change = (next: readonly Draft[]) => {
    act.forget();
    setDrafts(next);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void held.save({ [name]: drafts.length === 0 ? undefined : rulesOf(drafts) });
  };
  return (
    <>
      <form class="form" onSubmit={submit} data-testid={`${name}-form`}>
        <RuleCards fields={fields} drafts={drafts} onChange={change} wrongs={wrongs} />
        <div class="form-end">
          <button type="submit" class="button button-main" disabled={act.isBusy}>
            {all.save}
          </button>
          <Outcome act={act} done={all.saved} isTold={wrongs.size > 0} />
        </div>
      </form>
      {beside?.(rulesOf(drafts), setTried)}
    </>
  );
}
