import type { Opened } from './types';

/**
 * What a share link opened, kept for this tab and no longer.
 *
 * The link's secret stands behind the `#`, which no browser sends. It is exchanged once for a
 * session's, and that is sent as a header: whoever is signed in by cookie stays so in other tabs.
 */
const KEY = 'ungated.share';

/** The secret in the address of a share link. */
export function linkIn(hash: string): string | null {
  return /^#share=(\w+)$/.exec(hash)?.[1] ?? null;
}

export function readShare(): Opened | null {
  const kept = sessionStorage.getItem(KEY);
  const opened = kept === null ? null : (JSON.parse(kept) as Opened);
  return opened !== null && opened.expires_ms > Date.now() ? opened : null;
}

export function keepShare(opened: Opened): void {
  sessionStorage.setItem(KEY, JSON.stringify(opened));
}

export function forgetShare(): void {
  sessionStorage.removeItem(KEY);
}
