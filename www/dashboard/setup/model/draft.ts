import { MODEL_CONSTANTS, type ScoringModel } from '../../api/types';

/** A constant of the model, by its name. */
export type Constant = keyof typeof MODEL_CONSTANTS;

/** The constants as they are written into the form; texts, as a person may leave one empty. */
export type Draft = Readonly<Record<Constant, string>>;

/** What belongs together. What is left of 100 for `read_through_points` follows from attention. */
export const GROUPS = {
  reading: ['words_per_minute', 'characters_per_minute', 'read_share_percent', 'least_reading_ms'],
  points: ['attention_points', 'kept_points', 'engagement_half'],
  intent: [
    'intent_consideration',
    'intent_decision',
    'intent_progress',
    'progress_from',
    'intent_return',
    'intent_kept',
    'intent_hand_raise',
    'intent_further_kind',
  ],
  standings: ['reading_from', 'engaged_from', 'considering_from', 'ready_from'],
} as const satisfies Readonly<Record<string, readonly Constant[]>>;

const FORMAT = 1;

const constants = Object.keys(MODEL_CONSTANTS) as Constant[];

/** The model of a site that has none of its own. */
export const defaultModel = (name: string): ScoringModel => ({
  format: FORMAT,
  name,
  version: 1,
  ...(Object.fromEntries(constants.map((each) => [each, MODEL_CONSTANTS[each][2]])) as Record<Constant, number>),
});

export const draftOf = (model: ScoringModel): Draft =>
  Object.fromEntries(constants.map((each) => [each, String(model[each])])) as Record<Constant, string>;

/** The model of a draft: what comes after the one that is published. */
export function modelOf(draft: Draft, name: string, published: ScoringModel): ScoringModel {
  const values = Object.fromEntries(constants.map((each) => [each, Number(draft[each])])) as Record<Constant, number>;
  return { format: FORMAT, name, version: published.version + 1, ...values, read_through_points: 100 - values.attention_points };
}

/** Whether both say the same of every reader. */
export const isSame = (draft: Draft, published: ScoringModel): boolean =>
  constants.every((each) => each === 'read_through_points' || Number(draft[each]) === published[each]);
