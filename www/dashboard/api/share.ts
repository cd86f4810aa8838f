/**
 * The admin's token, kept for this tab and no longer.
 *
 * `sessionStorage` and not a cookie: it is never sent by itself, so no other page can make this
 * browser ask in the admin's name.
 */
const KEY = 'ungated.token';

export function readToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
}
