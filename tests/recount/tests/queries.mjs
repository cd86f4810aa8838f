// The core question: random metrics, dimensions, filters and ranges, by five clocks.

import assert from 'node:assert/strict';

import { api, ask, DAYS, FIRST, pairs, seed, token } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { figure, groups, isSame, value } from '../query.mjs';
import { DIMENSIONS, question, width } from '../random.mjs';
import { Zone } from '../zone.mjs';

/** A day and a half hour, a half hour and a quarter from UTC; clocks that are put back and forth. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

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
    figures += compare(asked, answer, groups(visits, asked, zone));
    questions += 1;
  }
  return `${questions} questions, ${figures} figures`;
}

/** Every figure of every row; gives how many. */
function compare(asked, answer, counted) {
  const of = JSON.stringify(asked);
  if (asked.dimensions.length === 0 && counted.size === 0) counted.set('', []);
  assert.equal(answer.meta.rows, counted.size, `rows of ${of}`);
  assert.equal(answer.results.length, Math.min(counted.size, asked.limit), of);
  for (const { dimensions, metrics } of answer.results) {
    const group = counted.get(dimensions.join('\n'));
    assert.ok(group, `no facts of ${dimensions} in ${of}`);
    asked.metrics.forEach((metric, at) => {
      const own = figure(metric, group);
      assert.ok(isSame(metric, metrics[at], own), `${metric} of ${dimensions}: ${metrics[at]}, not ${own}: ${of}`);
    });
  }
  return answer.results.length * asked.metrics.length;
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
