/**
 * Our word for a code, if we have one.
 *
 * Codes come from outside: a bare `words[code]` would find `constructor` and the like in every
 * object.
 */
export const word = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;
