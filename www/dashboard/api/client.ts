import { Problem, problemOf } from './problem';
import { readToken } from './token';
import type { Influence, InfluenceQuestion, Live, NamedRange, Quality, Question, Report, Site } from './types';

/** No report takes this long; past it a shard hangs, and saying so beats waiting. */
const PATIENCE_MS = 20_000;

async function ask<T>(path: string, signal: AbortSignal, question?: Question | InfluenceQuestion): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  const token = readToken();
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const init: RequestInit = { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) };
  if (question !== undefined) {
    headers.set('content-type', 'application/json');
    init.method = 'POST';
    init.body = JSON.stringify(question);
  }
  const response = await fetch(path, init).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Problem(0, { code: 'network' });
  });
  if (!response.ok) throw await problemOf(response);
  return response.json().catch(() => {
    throw new Problem(response.status, { code: 'unreadable' });
  }) as Promise<T>;
}

const siteRoot = (site: string): string => `/api/v1/sites/${encodeURIComponent(site)}`;

export const askReport = (question: Question, signal: AbortSignal): Promise<Report> =>
  ask('/api/v1/query', signal, question);

export const askInfluence = (question: InfluenceQuestion, signal: AbortSignal): Promise<Influence> =>
  ask('/api/v1/influence', signal, question);

export const askSites = (signal: AbortSignal): Promise<{ readonly sites: readonly Site[] }> =>
  ask('/api/v1/sites', signal);

export const askLive = (site: string, signal: AbortSignal): Promise<Live> => ask(`${siteRoot(site)}/live`, signal);

export const askQuality = (site: string, range: NamedRange, signal: AbortSignal): Promise<Quality> =>
  ask(`${siteRoot(site)}/quality?date_range=${range}`, signal);
