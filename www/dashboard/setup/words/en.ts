/** Every word of the set-up room, in English, a file a part. */
import { alerts } from '../alerts/words/en';
import * as contentWords from './en/content';
import { facts } from './en/facts';
import * as historyWords from './en/history';
import { model } from './en/model';
import * as peopleWords from './en/people';
import * as roomWords from './en/room';
import { segments } from './en/segments';
import * as siteWords from './en/site';
import { tag } from './en/tag';

export const words = {
  ...contentWords,
  ...historyWords,
  ...peopleWords,
  ...roomWords,
  ...siteWords,
  tag,
  segments,
  alerts,
  model,
  facts,
} as const;
