/** Every word of the set-up room, in German; the words of the house stand in `strings/de.ts`. */
import { alerts } from '../alerts/words/de';
import * as contentWords from './de/content';
import { facts } from './de/facts';
import * as historyWords from './de/history';
import { model } from './de/model';
import * as peopleWords from './de/people';
import * as roomWords from './de/room';
import { segments } from './de/segments';
import * as siteWords from './de/site';
import { tag } from './de/tag';
import type { Words } from './words';

export const words: Words = {
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
};
