/** Every word of the set-up room, in English, a file a part. */
import { alerts } from '../alerts/words/en';
import { rules, content } from './en/content';
import { facts } from './en/facts';
import { history, audit } from './en/history';
import { model } from './en/model';
import { shares, tokens } from './en/people';
import { title, nav, back, parts, adminOnly, editorOnly, copy, busy, done, save, saved, reload, failed, notTaken, problems } from './en/room';
import { segments } from './en/segments';
import { newSite, site, revoke } from './en/site';
import { tag } from './en/tag';

export const words = {
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
} as const;
