import { locale } from '../../strings/language';

/** What was spent on content in the days looked at, as the address has it: `12000 EUR`. */
export interface Cost {
  /** In the currency's own unit, whole or with a fraction; nothing yet where 0. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export const NO_COST: Cost = { amount: 0, currency: 'EUR' };

const COST = /^(\d{1,12}(?:\.\d{1,3})?) ([A-Z]{3})$/;

/** Nothing where there is no proof; no cost where it cannot be read. */
export function parseCost(text: string | null): Cost | null {
  if (text === null) return null;
  const [, amount, currency] = COST.exec(text) ?? [];
  return amount === undefined || currency === undefined ? NO_COST : { amount: Number(amount), currency };
}

export const printCost = ({ amount, currency }: Cost): string => `${amount} ${currency}`;

/** An amount of money in words. */
export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, maximumSignificantDigits: 3 }).format(amount);

const Z = 1.959964;

/**
 * Between which counts the mean of a count lies with a confidence of 95 %: Byar's approximation to the
 * exact Poisson interval (Breslow and Day 1987, Statistical Methods in Cancer Research II, 2.3), within
 * 1 % of it from a count of 1 on.
 */
export function poisson(count: number): readonly [number, number] {
  const end = (n: number, z: number): number => n * (1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3;
  return [count === 0 ? 0 : Math.max(0, end(count, -Z)), end(count + 1, Z)];
}
