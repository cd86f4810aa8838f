import { Problem, problemOf } from './problem';
import { readShare } from './share';

/** No answer takes this long; past it a shard hangs, and saying so beats waiting. */
const PATIENCE_MS = 20_000;

/** What a request says beside its path; a `body` alone makes it a POST. */
export interface Sent {
  readonly signal?: AbortSignal | undefined;
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** A body that is text already, as CSV. */
  readonly csv?: string;
  /** Whether it comes piece by piece and takes as long as it does; whoever asks then minds that pieces come. */
  readonly isLong?: boolean;
  /** The version that a change is made to. */
  readonly version?: number;
}

/** Sends a request to the API; whatever is no success throws as a `Problem`. */
export async function send(path: string, { signal, method, body, csv, version, isLong = false }: Sent = {}): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  // Whoever signed in has a cookie, which goes with it by itself.
  const share = readShare();
  if (share !== null) headers.set('authorization', `Bearer ${share.secret}`);
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  const ends = [...(signal ? [signal] : []), ...(isLong ? [] : [AbortSignal.timeout(PATIENCE_MS)])];
  const init: RequestInit = { headers, signal: AbortSignal.any(ends) };
  if (method !== undefined) init.method = method;
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    init.method = method ?? 'POST';
    init.body = JSON.stringify(body);
  }
  if (csv !== undefined) {
    headers.set('content-type', 'text/csv');
    init.method = 'POST';
    init.body = csv;
  }
  const response = await fetch(path, init).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, { code: 'network' });
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The same, and what is answered. */
export async function ask<T>(path: string, sent?: Sent): Promise<T> {
  const response = await send(path, sent);
  return response.json().catch(() => {
    throw new Problem(response.status, { code: 'unreadable' });
  }) as Promise<T>;
}

export const siteRoot = (site: string): string => `/api/v1/sites/${encodeURIComponent(site)}`;
