/** Every word of the set-up room, in German; the words of the house stand in `strings/de.ts`. */
import { alerts } from '../alerts/words/de';
import { rules, content } from './de/content';
import { facts } from './de/facts';
import { history, audit } from './de/history';
import { model } from './de/model';
import { shares, tokens } from './de/people';
import { title, nav, back, parts, adminOnly, editorOnly, copy, busy, done, save, saved, reload, failed, notTaken, problems } from './de/room';
import { segments } from './de/segments';
import { newSite, site, revoke } from './de/site';
import { tag } from './de/tag';
import type { Words } from './words';

export const words: Words = {
  rules,
  content,
  history,
  audit,
  shares,
  tokens,
  title,
  nav,
  back,
  parts,
  adminOnly,
  editorOnly,
  copy,
  busy,
  done,
  save,
  saved,
  reload,
  failed,
  notTaken,
  problems,
  newSite,
  site,
  revoke,
  tag,
  segments,
  alerts,
  model,
  facts,
};
