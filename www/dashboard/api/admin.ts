/** What changes something: sites, share links, tokens, facts. */
import { ask, send, siteRoot } from './send';
import type { Acts, AskedReader, BroughtFile, Config, ConfigVersions, CreatedShare, CreatedToken, Difference, Erased, ExportEnd, NewShare, NewToken, Rule, ScoringModel, SegmentRule, Shares, Tokens, TriedDraft, TriedPages, TriedReaders } from './types';

/** A site's configuration, as a document of which this page knows some keys and keeps all. */
export type Document = Config['config'];

export const createSite = (site: string, config: Document): Promise<Config> => ask('/api/v1/sites', { body: { site, config } });

export const askConfig = (site: string, signal: AbortSignal): Promise<Config> => ask(`${siteRoot(site)}/config`, { signal });

/** Puts a document in the place of a version; another that came meanwhile is a problem `version`. */
export const putConfig = (site: string, version: number, config: Document, why = ''): Promise<Config> =>
  ask(`${siteRoot(site)}/config${why === '' ? '' : `?why=${encodeURIComponent(why)}`}`, { method: 'PUT', version, body: config });

export const askVersions = (site: string, signal: AbortSignal): Promise<ConfigVersions> =>
  ask(`${siteRoot(site)}/config/versions`, { signal });

/** What is other in a version than in another. */
export const askDifference = (site: string, version: number, against: number, signal: AbortSignal): Promise<Difference> =>
  ask(`${siteRoot(site)}/config/versions/${version}?against=${against}`, { signal });

export const rollBack = (site: string, held: number, version: number): Promise<Config> =>
  ask(`${siteRoot(site)}/config/rollback`, { version: held, body: { version } });

/** What rules over paths would set for pages. */
export const tryRules = (site: string, content: readonly Rule[], pages: readonly string[], signal: AbortSignal): Promise<TriedPages> =>
  ask(`${siteRoot(site)}/content/try`, { signal, body: { content, pages } });

/** In which segment rules would put readers. */
export const trySegments = (site: string, segments: readonly SegmentRule[], readers: readonly AskedReader[], signal: AbortSignal): Promise<TriedReaders> =>
  ask(`${siteRoot(site)}/segments/try`, { signal, body: { segments, readers } });

/** What a draft of the scoring model would have said. */
export const tryModel = (site: string, date_range: readonly [string, string], model: ScoringModel): Promise<TriedDraft> =>
  ask(`${siteRoot(site)}/model/try`, { body: { date_range, model } });

export const askShares = (site: string, signal: AbortSignal): Promise<Shares> =>
  ask(`${siteRoot(site)}/shares`, { signal });

export const createShare = (site: string, share: NewShare): Promise<CreatedShare> =>
  ask(`${siteRoot(site)}/shares`, { body: share });

export const revokeShare = (site: string, id: string): Promise<Response> => send(`${siteRoot(site)}/shares/${id}`, { method: 'DELETE' });

export const askTokens = (signal: AbortSignal): Promise<Tokens> => ask('/api/v1/tokens', { signal });

export const createToken = (token: NewToken): Promise<CreatedToken> => ask('/api/v1/tokens', { body: token });

export const revokeToken = (id: string): Promise<Response> => send(`/api/v1/tokens/${id}`, { method: 'DELETE' });

/** The newest acts, or those before one. */
export const askAudit = (before: number | null, signal: AbortSignal): Promise<Acts> =>
  ask(`/api/v1/audit${before === null ? '' : `?before=${before}`}`, { signal });

/** What a site brings in files. */
export type Brought = 'deals' | 'answers';

/** Brings a file, or looks at what it would bring. */
export const bring = (site: string, kind: Brought, csv: string, currency: string, preview: boolean): Promise<BroughtFile> =>
  ask(`${siteRoot(site)}/${kind}?preview=${preview}${currency === '' ? '' : `&currency=${encodeURIComponent(currency)}`}`, { csv });

export const forgetBrought = (site: string, kind: Brought): Promise<Response> =>
  send(`${siteRoot(site)}/${kind}?confirm=${encodeURIComponent(site)}`, { method: 'DELETE' });

export type ExportForm = 'ndjson' | 'visits' | 'page_views';

/** Where a site's facts can be fetched from, as a file; those after a row's cursor. */
export function exportOf(site: string, form: ExportForm, cursor: string | null = null): string {
  const asked = new URLSearchParams();
  if (form !== 'ndjson') asked.set('format', 'csv');
  if (form !== 'ndjson') asked.set('table', form);
  if (cursor !== null) asked.set('cursor', cursor);
  const search = asked.toString();
  return `${siteRoot(site)}/export${search === '' ? '' : `?${search}`}`;
}

/** The facts, piece by piece. */
export const askExport = (site: string, form: ExportForm, cursor: string | null, signal: AbortSignal): Promise<Response> =>
  send(exportOf(site, form, cursor), { signal, isLong: true });

/** How many facts there are, all counted. */
export const countFacts = (site: string, signal: AbortSignal): Promise<ExportEnd> => ask(`${siteRoot(site)}/export/hash`, { signal, isLong: true });

export const erase = (site: string): Promise<Erased> =>
  ask(`${siteRoot(site)}/facts?confirm=${encodeURIComponent(site)}`, { method: 'DELETE' });
