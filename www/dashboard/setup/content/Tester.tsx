import { useEffect, useState } from 'preact/hooks';
import { tryRules } from '../../api/admin';
import { askReport } from '../../api/client';
import type { Rule } from '../../api/types';
import { useDesk } from '../../state/desk';
import { Field } from '../../ui/Field';
import { useTried } from '../rules/useTried';
import { linesIn, linesOf } from '../site/read';
import { useLoaded } from '../useLoaded';
import { words as all } from '../words';
import { NONE } from './rules';

const words = all.content.tester;

/** As many of the site's own pages as one sees at a glance. */
const PAGES = 8;

interface Props {
  readonly rules: readonly Rule[];
  /** Told what is wrong with the rules, or that nothing is. */
  readonly onWrong: (message: string | undefined) => void;
}

/** What the rules would say of real pages, before they hold. */
export function Tester({ rules, onWrong }: Props) {
  const { view } = useDesk();
  const read = useLoaded(`pages ${view.site}`, (signal) =>
    askReport({ site: view.site, metrics: ['pageviews'], dimensions: ['item'], date_range: '30d', limit: PAGES }, signal),
  );
  const [typed, setTyped] = useState<string>();
  const own = read.answer?.results.flatMap(({ dimensions: [item] }) => (item?.startsWith('/') ? [item] : [])) ?? [];
  const shown = typed ?? linesIn(own);
  const asked = linesOf(shown);
  const { answer, problem } = useTried(JSON.stringify([view.site, rules, asked]), (signal) => tryRules(view.site, rules, asked, signal));
  const pages = answer?.pages ?? [];
  const ofRules = problem?.message.startsWith('content') ? problem.message : undefined;
  useEffect(() => onWrong(ofRules), [ofRules]);
  return (
    <section class="tester" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Field label={words.pages} help={words.pagesHelp} wrong={problem === undefined || ofRules !== undefined ? undefined : problem.message ? all.notTaken(problem.message) : words.failed}>
        {(bound) => <textarea {...bound} rows={4} spellcheck={false} value={shown} onInput={(event) => setTyped(event.currentTarget.value)} />}
      </Field>
      {pages.length > 0 && (
        <div class="list-wrap" tabIndex={0} role="group" aria-label={words.title}>
          <table class="list" aria-busy={problem !== undefined}>
            <thead>
              <tr>
                <th>{words.page}</th>
                <th>{words.set}</th>
              </tr>
            </thead>
            <tbody>
              {pages.map(({ path, settings }, at) => (
                <tr key={at} data-testid="tried">
                  <td>
                    <code>{path}</code>
                  </td>
                  <td>
                    {settings.length === 0 && <span class="nothing">{words.nothing}</span>}
                    {settings.map(({ field, value, rule }) => (
                      <div key={field}>
                        {all.content.fields[field as keyof typeof all.content.fields]}: <strong>{value === '' ? NONE : value}</strong>{' '}
                        <span class="nothing">{words.by(rule + 1)}</span>
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
