import { text } from '../strings';
import { locale } from '../strings/language';

/** Numbers as the language of the page writes them. */
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'never' });

/** Stands where there is nothing to measure; never a zero. */
export const NOTHING = '–';

export const count = (value: number | null | undefined): string => (value == null ? NOTHING : whole.format(value));

/** A metric that runs from 0 to 100. */
export const score = count;

/** Hand-raises, of which several pieces may have a share each. */
const shared = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Micro-credits, as hand-raises. */
export const credit = (micro: number | null | undefined): string => (micro == null ? NOTHING : shared.format(micro / 1_000_000));

/** A share given as 0–100. */
export const percentOf100 = (value: number | null | undefined): string =>
  value == null ? NOTHING : percent.format(value / 100);

/** A share of a whole; a few of very many are "<1 %", not none. */
export function share(part: number, all: number): string {
  if (all === 0) return NOTHING;
  return part > 0 && part / all < 0.005 ? `<${percent.format(0.01)}` : percent.format(part / all);
}

const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });

/** Thousandths, to a tenth. */
export const milli = (value: number | null | undefined): string => (value == null ? NOTHING : tenths.format(value / 1_000));

/** A share in millionths. */
export const ofMicro = (value: number | null | undefined): string => (value == null ? NOTHING : percent.format(value / 1_000_000));

/** A share in millionths, of a thousand. */
export const perThousand = (micro: number | null | undefined): string => (micro == null ? NOTHING : shared.format(micro / 1_000));

/** A difference of shares in millionths, as points of a hundred, with its sign. */
export const signedPoints = (micro: number): string => `${points.format(micro / 10_000)}\u00a0${text.units.points}`;

/** A number with its sign. */
export const signedCount = (value: number): string => points.format(value);

/** How many times as much, in millionths. */
export const multiple = (micro: number): string => tenths.format(micro / 1_000_000);

/** A change without its sign, for where words or an arrow say the direction. */
export const change = (ratio: number): string => signed.format(Math.abs(ratio));

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const sizes = UNITS.map((unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: unit === 'gigabyte' ? 1 : 0 }));

/** A size in the unit that leaves at most three digits: `716 kB`. */
export function bytes(value: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return sizes[step]!.format(value / 1000 ** step);
}
