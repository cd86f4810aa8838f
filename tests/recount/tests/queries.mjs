// The core question: random metrics, dimensions, filters and ranges, by five clocks.

import assert from 'node:assert/strict';

import { api, ask, DAYS, FIRST, pairs, seed, token } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { figure, groups, isRough, isSame, value } from '../query.mjs';
import { DIMENSIONS, question, width } from '../random.mjs';
import { counterpart, earlier, isOrdered, order, rows } from '../rows.mjs';
import { Zone } from '../zone.mjs';

/** A day and a half hour, a half hour and a quarter from UTC; clocks that are put back and forth. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
/** Rows of a page at most. */
const PAGE = 50;

export const queries = ZONES.map((name, at) => [
  `random questions by the clock of ${name}`,
  (visits) => recount(visits, new Zone(name), new Chance(seed * 1_000 + at)),
]);

async function recount(visits, zone, chance) {
  await setClock(zone.name);
  const names = values(visits, zone);
  let questions = 0;
  let figures = 0;
  while (questions < pairs / 50) {
    const asked = question(chance, names, FIRST, DAYS);
    if (width(asked) > 6) continue;
    const { status, answer } = await ask('query', { site: 'all', ...asked });
    if (status === 400 && answer.code === 'dimensions') continue;
    assert.equal(status, 200, `${JSON.stringify(asked)}: ${JSON.stringify(answer)}`);
    const counted = rows(visits, asked, zone);
    figures += compare(asked, answer, counted);
    if (isOrdered(asked)) compareOrder(asked, answer, counted, zone);
    if (asked.comparison) figures += compareEarlier(asked, answer, visits, zone);
    await comparePage(asked, answer, chance);
    questions += 1;
  }
  return `${questions} questions, ${figures} figures`;
}

/** Every figure of every row; gives how many. */
function compare(asked, answer, counted) {
  const of = JSON.stringify(asked);
  assert.equal(answer.meta.rows, counted.size, `rows of ${of}`);
  assert.equal(answer.results.length, Math.min(counted.size, asked.limit), of);
  const told = new Set(answer.results.map(({ dimensions }) => dimensions.join('\n')));
  assert.equal(told.size, answer.results.length, `a row is told twice: ${of}`);
  for (const { dimensions, metrics } of answer.results) {
    const group = counted.get(dimensions.join('\n'));
    assert.ok(group, `no facts of ${dimensions} in ${of}`);
    compareFigures(asked, metrics, group, `${dimensions}: ${of}`);
  }
  return answer.results.length * asked.metrics.length;
}

function compareFigures(asked, told, group, of) {
  assert.equal(told.length, asked.metrics.length, of);
  asked.metrics.forEach((metric, at) => {
    const own = figure(metric, group);
    assert.ok(isSame(metric, told[at], own), `${metric}: ${told[at]}, not ${own}, of ${of}`);
  });
}

/** Each row comes before the next, and the last before all that are left out. */
function compareOrder(asked, { results }, counted, zone) {
  const of = JSON.stringify(asked);
  const compared = order(asked, zone);
  results.slice(1).forEach((row, at) =>
    assert.ok(compared(results[at], row) < 0, `${JSON.stringify([results[at], row])} are not in order: ${of}`));
  // A quantile that is told may be on the other side of one that was counted.
  if (asked.metrics.some(isRough)) return;
  const told = new Set(results.map(({ dimensions }) => dimensions.join('\n')));
  for (const [name, group] of counted) {
    if (told.has(name)) continue;
    const left = { dimensions: name.split('\n'), metrics: asked.metrics.map((metric) => figure(metric, group)) };
    assert.ok(compared(results.at(-1), left) < 0, `${JSON.stringify(left)} is left out of ${of}`);
  }
}

/** What stands beside each row; gives how many figures. */
function compareEarlier(asked, { results }, visits, zone) {
  const then = earlier(asked);
  const of = `${JSON.stringify(asked)} in ${then.date_range}`;
  const counted = groups(visits, then, zone);
  const before = counterpart(asked, then.date_range, zone);
  for (const { dimensions, comparison } of results) {
    const name = before(dimensions);
    if (name === undefined) assert.deepEqual(comparison, asked.metrics.map(() => null), `${dimensions}: ${of}`);
    else compareFigures(asked, comparison, counted.get(name) ?? [], `${dimensions}: ${of}`);
  }
  return results.length * asked.metrics.length;
}

/** Some of the rows by themselves are those that stand there among all. */
async function comparePage(asked, whole, chance) {
  const limit = chance.between(1, PAGE);
  const isCut = whole.meta.rows > whole.results.length;
  const offset = chance.between(0, whole.results.length - (isCut ? PAGE : 0));
  const part = await api('query', { site: 'all', ...asked, limit, offset });
  const of = `${limit} rows from ${offset} on: ${JSON.stringify(asked)}`;
  assert.equal(part.meta.rows, whole.meta.rows, `rows of ${of}`);
  assert.deepEqual(part.results, whole.results.slice(offset, offset + limit), of);
}

/** What filters can name: the values of each dimension in some of the visits. */
export function values(visits, zone) {
  const some = visits.filter((_, at) => at % 97 === 0);
  const all = (dimension) =>
    [...new Set(some.flatMap((visit) => visit.views.map((view) => value(dimension, visit, view, zone))))].sort();
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, all(dimension)]));
}

/** Gives both sites another clock. */
export async function setClock(name) {
  const headers = { authorization: `Bearer ${token}` };
  for (const site of ['all', 'five']) {
    const { answer } = await ask(`sites/${site}/config`, undefined, { method: 'GET', ...headers });
    const config = { ...answer.config, time_zone: name };
    await api(`sites/${site}/config`, config, { method: 'PUT', 'if-match': `"${answer.version}"` });
  }
}
