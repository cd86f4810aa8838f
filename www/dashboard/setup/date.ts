import { locale } from '../strings/language';

export const DAY_MS = 86_400_000;

const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** A day, by the clock of whoever looks. */
export const date = (ms: number): string => dates.format(ms);

/** A minute, by the clock of whoever looks. */
export const moment = (ms: number): string => moments.format(ms);
