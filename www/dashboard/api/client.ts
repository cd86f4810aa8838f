import { Problem, problemOf } from './problem';
import { readShare } from './share';
import type { Influence, InfluenceQuestion, Live, Me, NamedRange, Opened, Quality, Question, Report, Site } from './types';

/** No report takes this long; past it a shard hangs, and saying so beats waiting. */
const PATIENCE_MS = 20_000;

async function send(path: string, signal: AbortSignal | undefined, body?: unknown): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  // Whoever signed in has a cookie, which goes with it by itself.
  const share = readShare();
  if (share !== null) headers.set('authorization', `Bearer ${share.secret}`);
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  const init: RequestInit = { headers, signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) };
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.method = 'POST';
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, { code: 'network' });
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function ask<T>(path: string, signal: AbortSignal | undefined, body?: unknown): Promise<T> {
  const response = await send(path, signal, body);
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

/** Who one is; nobody without a session. */
export const askMe = (signal: AbortSignal): Promise<{ readonly me: Me | null }> => ask('/api/v1/me', signal);

/** Signs in: a token for a cookie that no script reads. */
export const login = (token: string): Promise<Me> => ask('/api/v1/login', undefined, { token });

export const logout = (): Promise<Response> => send('/api/v1/logout', undefined, {});

/** Opens a share link. */
export const openShare = (secret: string, password: string | null): Promise<Opened> =>
  ask('/api/v1/share', undefined, { secret, password });
