import type { Me } from '../api/types';

/** The parts of setting a site up, and who may see each. */
export const PARTS = ['tag', 'site', 'content', 'segments', 'model', 'alerts', 'people', 'history', 'facts'] as const;

/** A part, or a site that is still to be made. */
export type SetupPart = (typeof PARTS)[number] | 'new';

/** What a word of the address names. */
export const parsePart = (word: string | null): SetupPart | null =>
  word === 'new' ? word : (PARTS.find((part) => part === word) ?? null);

/** Whether somebody may see what is the site's own: not readers of a public site, nor of a link. */
export const mayView = (me: Me | null | undefined, site: string): boolean =>
  me != null && me.role !== 'share' && (me.sites === null || me.sites.includes(site));

export const isAdmin = (me: Me): boolean => me.role === 'admin';

/** Whether somebody may change the site. */
export const mayEdit = (me: Me, site: string): boolean =>
  isAdmin(me) || (me.role === 'editor' && (me.sites === null || me.sites.includes(site)));
