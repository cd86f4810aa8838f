import type { Rule } from '../../api/types';
import { draftOf, type Draft } from '../rules/draft';

/** How people write that something is taken away: in JSON an empty text does it. */
export const NONE = '(none)';

const STAGES = ['awareness', 'consideration', 'decision', NONE] as const;

export const FIELDS = [
  { name: 'path', isMain: true, placeholder: '/blog/:topic/**' },
  { name: 'item', placeholder: '/blog/:slug' },
  { name: 'title' },
  { name: 'topic', placeholder: ':topic' },
  { name: 'author' },
  { name: 'type', placeholder: 'article' },
  { name: 'stage', choices: STAGES },
  { name: 'weight', isNumber: true, placeholder: '100' },
] as const;

const TEXTS = ['item', 'title', 'topic', 'author', 'type'] as const;

/** A configuration's rules as they are written. */
export const draftsOf = (rules: readonly Rule[]): readonly Draft[] =>
  rules.map((rule) => {
    const values: Record<string, string> = { path: rule.path };
    for (const name of TEXTS) if (rule[name] !== undefined) values[name] = rule[name] || NONE;
    if (rule.stage !== undefined) values['stage'] = rule.stage;
    if (rule.weight !== undefined) values['weight'] = String(rule.weight);
    return draftOf(values);
  });

/** What is written, as a configuration has it: what is left empty is not set. */
export const rulesOf = (drafts: readonly Draft[]): readonly Rule[] =>
  drafts.map(({ values }) => {
    const texts = TEXTS.flatMap((name) => {
      const said = values[name]?.trim() ?? '';
      return said === '' ? [] : [[name, said === NONE ? '' : said] as const];
    });
    return {
      path: values['path']?.trim() ?? '',
      ...Object.fromEntries(texts),
      // One that this page does not know stays: the API says whether it is one.
      ...(values['stage'] ? { stage: values['stage'] as NonNullable<Rule['stage']> } : {}),
      ...(values['weight'] ? { weight: Number(values['weight']) } : {}),
    };
  });
