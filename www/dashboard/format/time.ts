import { text } from '../strings';
import { locale } from '../strings/language';
import { NOTHING } from './number';

const pad = (value: number): string => String(value).padStart(2, '0');

/** A duration as people say it: `14 s`, `2 m 14 s`, `1 h 05 m`. The spaces do not break. */
export function duration(ms: number | null | undefined): string {
  if (ms == null) return NOTHING;
  const { hour, minute, second } = text.units;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}\u00a0${second}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0${minute}\u00a0${pad(seconds % 60)}\u00a0${second}`;
  return `${Math.floor(minutes / 60)}\u00a0${hour}\u00a0${pad(minutes % 60)}\u00a0${minute}`;
}

const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const shortDayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `Sun, 22 Nov` of a day that is told in UTC, whatever the zone by whose clock it was one. */
export const day = (ms: number): string => dayFormat.format(ms);
export const shortDay = (ms: number): string => shortDayFormat.format(ms);

/** `12 Nov` of a moment by the clock of a zone. */
export const dayIn = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: zone }).format(ms);

/** `14:00` by the clock of a zone. */
export const hour = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(ms);

/** Two days that are told in UTC, as one or two dates. */
export const days = (first: number, last: number): string => (first === last ? day(first) : dayFormat.formatRange(first, last));
