import type { DealWay } from '../../api/types';

/** The ways by which deals come. */
export const WAYS = ['form', 'ad', 'ungated'] as const satisfies readonly DealWay[];

/** What each way cost in the days looked at, as the address has it: `form:12000,ad:8000 EUR`. */
export interface Costs {
  /** In the currency's own unit; a way that is not there is not known. */
  readonly of: Partial<Record<DealWay, number>>;
  /** ISO 4217. */
  readonly currency: string;
}

const AMOUNT = /^(form|ad|ungated):(\d{1,12}(?:\.\d{1,2})?)$/;

/** Nothing where there are none, and where they cannot be read. */
export function parseCosts(text: string | null): Costs | null {
  const [all = '', currency = ''] = text?.split(' ') ?? [];
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const read = all.split(',').map((part) => AMOUNT.exec(part));
  const of = Object.fromEntries(read.flatMap((found) => (found ? [[found[1], Number(found[2])]] : [])));
  return Object.keys(of).length > 0 ? { of, currency } : null;
}

export const printCosts = ({ of, currency }: Costs): string =>
  `${WAYS.flatMap((way) => (of[way] === undefined ? [] : [`${way}:${of[way]}`])).join(',')} ${currency}`;
