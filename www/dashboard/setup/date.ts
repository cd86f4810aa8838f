export const DAY_MS = 86_400_000;

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A day, by the clock of whoever looks. */
export const date = (ms: number): string => dates.format(ms);

/** A minute, by the clock of whoever looks. */
export const moment = (ms: number): string => moments.format(ms);
