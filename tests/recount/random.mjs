// Questions nobody thought of.

import { isTime, mentions, metrics } from './query.mjs';
import { plus } from './zone.mjs';

export const DIMENSIONS = ['item', 'topic', 'author', 'stage', 'type', 'previous', 'next', 'path', 'channel',
  'source', 'campaign', 'country', 'region', 'device', 'bot', 'standing', 'segment', 'heard', 'fit_band',
  'engagement_band', 'entry', 'exit', 'time:hour', 'time:day', 'time:week', 'time:month'];

const OPERATORS = ['is', 'is', 'is', 'is_not', 'contains', 'contains_not', 'matches', 'matches_not'];

/** First and last day of what is asked about, within so many days from the first. */
export function range(chance, first, days) {
  const from = chance.between(0, days - 1);
  const to = chance.between(from, days - 1);
  return [plus(first, from), plus(first, to)];
}

/** A condition; `values` are those of each dimension. */
export function condition(chance, values, dimensions, depth = 0) {
  if (depth < 2 && chance.happens(0.25)) {
    const inner = () => condition(chance, values, dimensions, depth + 1);
    const kind = chance.pick(['and', 'or', 'not']);
    return kind === 'not' ? ['not', inner()] : [kind, [inner(), inner()]];
  }
  const dimension = chance.pick(dimensions.filter((one) => values[one] !== undefined));
  const operator = chance.pick(OPERATORS);
  const some = chance.some(values[dimension], chance.between(1, 3));
  return [operator, dimension, some.map((value) => part(chance, operator, value))];
}

/** A part of a value, or a pattern of it. */
function part(chance, operator, value) {
  if (operator.startsWith('contains')) {
    const from = chance.between(0, Math.max(0, value.length - 2));
    const text = value.slice(from, from + chance.between(1, 6));
    return chance.happens(0.3) ? text.toUpperCase() : text;
  }
  // A pattern has at most 200 bytes.
  if (!operator.startsWith('matches') || Buffer.byteLength(value) > 190) {
    return operator.startsWith('matches') ? '*' : value;
  }
  const at = chance.between(0, value.length);
  return chance.pick([`${value.slice(0, at)}*`, `*${value.slice(at)}`, `${value.slice(0, at)}**`, value]);
}

/** A whole question. */
export function question(chance, values, first, days) {
  const isFilled = chance.happens(0.15);
  const dimensions = isFilled ? [chance.pick(DIMENSIONS.filter(isTime))]
    : chance.some(DIMENSIONS, chance.pick([0, 1, 1, 1, 2, 2, 3]));
  const filters = Array.from({ length: chance.pick([0, 0, 1, 1, 2]) }, () =>
    condition(chance, values, Object.keys(values)));
  const figures = chance.some(metrics, chance.between(1, 6));
  const keys = chance.some([...figures, ...dimensions], chance.pick([0, 0, 1, 2, 3]));
  return {
    metrics: figures,
    dimensions,
    filters,
    // Two weeks before the first day nobody came.
    date_range: isFilled ? range(chance, plus(first, -14), days + 14) : range(chance, first, days),
    order_by: keys.map((key) => [key, chance.pick(['asc', 'desc'])]),
    limit: 10_000,
    ...(chance.happens(0.3) && { comparison: earlier(chance, first, days) }),
    ...(isFilled && { include: { empty_buckets: true } }),
  };
}

/** What a question is compared with. */
const earlier = (chance, first, days) =>
  chance.pick(['previous_period', 'previous_period', 'year_before', range(chance, first, days)]);

/** How many dimensions a question mentions. */
export const width = (question) => DIMENSIONS.filter((one) => mentions(question, one)).length;
