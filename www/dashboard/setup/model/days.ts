const DAY_MS = 24 * 60 * 60 * 1000;

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** How many days a draft is tried on: a quarter. */
export const DAYS = 90;

/** So many days up to today, as the API names them. */
export const daysBefore = (now: number, days: number): readonly [string, string] => [day(now - (days - 1) * DAY_MS), day(now)];
