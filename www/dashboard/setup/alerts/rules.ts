import { STANDINGS, type AlertRule } from '../../api/types';
import { draftOf, type Draft } from '../rules/draft';
import { words as all } from '../words';

const words = all.alerts.rules;

type When = AlertRule['when'];
type Values = Draft['values'];

const WHENS = ['hand_raise', 'surge', 'spike', 'drop', 'refusals', 'parity'] as const satisfies readonly When[];

/** What the API takes if a rule does not say; where it has no percent, none is asked for. */
const PERCENTS: Readonly<Partial<Record<string, string>>> = { surge: '200', spike: '200', drop: '50', refusals: '20' };
const AT_LEASTS: Readonly<Partial<Record<string, string>>> = { hand_raise: '1', surge: '5', spike: '10', drop: '10', refusals: '100', parity: '1' };

/** What a rule tells of; the first unless it was chosen. */
const whenOf = (values: Values): string => values['when'] || WHENS[0];
const isSurge = (values: Values): boolean => whenOf(values) === 'surge';
const hasPercent = (values: Values): boolean => PERCENTS[whenOf(values)] !== undefined;

export const FIELDS = [
  { name: 'name', isMain: true },
  { name: 'when', choices: WHENS, choiceWords: words.whens, unset: null },
  { name: 'segment', isOf: isSurge },
  { name: 'standing', choices: STANDINGS, unset: words.standing, isOf: isSurge },
  { name: 'percent', isNumber: true, placeholder: (values: Values) => PERCENTS[whenOf(values)], isOf: hasPercent },
  { name: 'at_least', isNumber: true, placeholder: (values: Values) => AT_LEASTS[whenOf(values)] },
  { name: 'webhooks', placeholder: words.everybody },
] as const;

export const draftsOf = (rules: readonly AlertRule[]): readonly Draft[] =>
  rules.map(({ name, when, segment, standing, percent, at_least, webhooks }) =>
    draftOf({
      name,
      when,
      segment: segment ?? '',
      standing: standing ?? '',
      percent: String(percent ?? ''),
      at_least: String(at_least ?? ''),
      webhooks: webhooks?.join(', ') ?? '',
    }),
  );

/** Names stand between commas. */
const namesOf = (said: string | undefined): string[] =>
  (said ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What is written, as a configuration has it: what is left empty, or is not of its kind, is not said. */
export const rulesOf = (drafts: readonly Draft[]): readonly AlertRule[] =>
  drafts.map(({ values }) => {
    const webhooks = namesOf(values['webhooks']);
    return {
      name: values['name']?.trim() ?? '',
      when: whenOf(values) as When,
      ...(isSurge(values) && values['segment'] ? { segment: values['segment'].trim() } : {}),
      ...(isSurge(values) && values['standing'] ? { standing: values['standing'] as NonNullable<AlertRule['standing']> } : {}),
      ...(hasPercent(values) && values['percent'] ? { percent: Number(values['percent']) } : {}),
      ...(values['at_least'] ? { at_least: Number(values['at_least']) } : {}),
      ...(webhooks.length > 0 ? { webhooks } : {}),
    };
  });
