// The rows of POST query: which there are, in which order, and beside what: README, "Ask it", and the
// descriptions of `order_by` and `comparison` in /api/openapi.json.

import { groups, isTime } from './query.mjs';
import { DAY_MS, plus } from './zone.mjs';

/** The groups of a question, with those of hours, days, weeks or months without visits if they are wanted. */
export function rows(visits, question, zone) {
  const { dimensions, date_range, include } = question;
  const counted = groups(visits, question, zone);
  if (dimensions.length === 0 && counted.size === 0) counted.set('', []);
  if (include?.empty_buckets) {
    const empty = zone.buckets(dimensions[0], date_range).filter((name) => !counted.has(name));
    empty.forEach((name) => counted.set(name, []));
  }
  return counted;
}

/** The order of two rows: by the keys, and where they tie by their names. */
export function order({ metrics, dimensions, order_by, date_range }, zone) {
  const places = dimensions.map((dimension) => isTime(dimension) && placesOf(zone.buckets(dimension, date_range)));
  const unsaid = dimensions.some(isTime) ? [] : [[metrics[0], 'desc']];
  const keys = order_by.length > 0 ? order_by : unsaid;
  const by = ([key, way], a, b) => {
    const metric = metrics.indexOf(key);
    const at = dimensions.indexOf(key);
    // What has no figure is less than any.
    const ordered = metric >= 0 ? (a.metrics[metric] ?? -1) - (b.metrics[metric] ?? -1)
      : places[at] ? places[at].get(a.dimensions[at]) - places[at].get(b.dimensions[at])
        : Buffer.compare(Buffer.from(a.dimensions[at]), Buffer.from(b.dimensions[at]));
    return way === 'desc' ? -ordered : ordered;
  };
  const all = [...keys, ...dimensions.map((dimension) => [dimension, 'asc'])];
  return (a, b) => all.reduce((ordered, key) => ordered || by(key, a, b), 0);
}

const placesOf = (names) => new Map(names.map((name, at) => [name, at]));

/** Whether it is said in which order rows come: of several names the first is not told to be the time. */
export const isOrdered = ({ dimensions, order_by }) => order_by.length > 0 || dimensions.findIndex(isTime) < 1;

/** The question about the days that a question is compared with. */
export function earlier(question) {
  const { comparison, date_range: [first, last] } = question;
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  const date_range = comparison === 'previous_period' ? [plus(first, -days), plus(first, -1)]
    : comparison === 'year_before' ? [yearBefore(first), yearBefore(last)] : comparison;
  return { ...question, date_range };
}

const yearBefore = (day) => `${day.slice(0, 4) - 1}${day.slice(4)}`.replace('-02-29', '-02-28');

/**
 * The name of a row in the days before: the same, but that a day, week … is compared with the one that comes as
 * many after the first; none where there are not so many.
 */
export function counterpart({ dimensions, date_range }, before, zone) {
  const times = dimensions.map((dimension) => {
    if (!isTime(dimension)) return undefined;
    const then = zone.buckets(dimension, before);
    return new Map(zone.buckets(dimension, date_range).map((name, at) => [name, then[at]]));
  });
  return (names) => {
    const all = names.map((name, at) => (times[at] ? times[at].get(name) : name));
    return all.includes(undefined) ? undefined : all.join('\n');
  };
}
