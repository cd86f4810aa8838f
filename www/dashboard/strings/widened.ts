/** The shape of an object of words, where each word may be another one. */
export type Widened<T> = T extends string
  ? string
  : T extends (...placeholders: infer P) => string
    ? (...placeholders: P) => string
    : { readonly [K in keyof T]: Widened<T[K]> };
