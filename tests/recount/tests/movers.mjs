// POST movers, counted again: README, "What changed", and shared/src/report/movers/judge.rs.

import assert from 'node:assert/strict';

import { api, DAYS, FIRST, pairs, seed } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { figure, groups } from '../query.mjs';
import { condition } from '../random.mjs';
import { DAY_MS, plus, Zone } from '../zone.mjs';
import { setClock, values } from './queries.mjs';

export const movers = [['movers', recount]];

const METRICS = ['visits', 'pageviews', 'engaged_ms', 'reads', 'hand_raises', 'points'];
const COUNTS = ['visits', 'pageviews', 'reads', 'hand_raises'];
const OF_VISITS = ['channel', 'source', 'campaign', 'country', 'device', 'segment'];
const OF_VIEWS = ['topic', 'stage', 'item'];
/** Student's t for 0.27 %, by degrees of freedom from 2 on. */
const STUDENT = [19.207, 9.219, 6.620, 5.507];

async function recount(visits) {
  const zone = new Zone('America/St_Johns');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 50);
  const names = values(visits, zone);
  const questions = Math.max(METRICS.length, Math.ceil(pairs / 100));
  let rows = 0;
  for (let n = 0; n < questions; n++) {
    const metric = METRICS[n % METRICS.length];
    const last = chance.between(40, DAYS - 1);
    const filters = chance.happens(0.4) ? [condition(chance, names, OF_VISITS)] : [];
    const question = {
      metric, filters, limit: 100,
      dimensions: metric === 'visits' ? OF_VISITS : [...OF_VISITS, ...OF_VIEWS],
      date_range: [plus(FIRST, last - chance.between(0, 20)), plus(FIRST, last)],
    };
    rows += compare(question, await api('movers', { site: 'all', ...question }), visits, zone);
  }
  return `${questions} questions, ${rows} rows`;
}

function compare(question, answer, visits, zone) {
  const of = JSON.stringify(question);
  const { metric, filters, date_range: [first, last] } = question;
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  const step = Math.ceil(days / 7) * 7;
  const count = (date_range, dimensions) => {
    const rows = groups(visits, { date_range, filters, dimensions }, zone);
    return new Map([...rows].map(([name, group]) => [name, figure(metric, group)]));
  };
  const periods = Array.from({ length: 7 }, (_, n) => [plus(first, -n * step), plus(last, -n * step)]);
  const [now, ...earlier] = periods.map((period) => count(period, []).get(''));
  const none = earlier.indexOf(undefined);
  const before = none < 0 ? earlier : earlier.slice(0, none);
  const { whole } = answer.meta;
  assert.equal(whole.now, now ?? 0, `now of ${of}`);
  assert.deepEqual(whole.before, before, `before of ${of}`);
  if (before.length < 3) {
    assert.equal(whole.usual, null, of);
    assert.deepEqual(answer.results, [], of);
    return 0;
  }
  const sorted = [...before].sort((a, b) => a - b);
  const usual = sorted[Math.ceil(before.length / 2) - 1];
  const middle = before.length % 2 === 1 ? usual : Math.floor((usual + sorted[before.length / 2]) / 2);
  assert.ok([usual, middle].includes(whole.usual), `usual ${whole.usual}, not ${usual} or ${middle} of ${of}`);
  const mean = before.reduce((all, one) => all + one, 0) / before.length;
  const variance = before.reduce((all, one) => all + (one - mean) ** 2, 0) / (before.length - 1);
  const further = 1 + 1 / before.length;
  const ofCount = COUNTS.includes(metric) ? 3 * Math.sqrt(whole.usual * further) : 0;
  const away = Math.max(ofCount, STUDENT[before.length - 3] * Math.sqrt(variance * further));
  const near = (told, counted) => Math.abs(told - counted) <= 2 + counted * 1e-6;
  assert.ok(near(whole.high, whole.usual + away), `high ${whole.high}, not ${whole.usual + away} of ${of}`);
  assert.ok(near(whole.low, Math.max(0, whole.usual - away)), `low ${whole.low} of ${of}`);
  assert.equal(whole.is_unusual, whole.now < whole.low || whole.now > whole.high, of);

  let rows = 0;
  for (const { dimension, rows: told, values } of answer.results) {
    const own = count(periods[0], [dimension]);
    // The weeks before, from the first day of the first period on, without a gap.
    const was = count([periods[before.length][0], plus(first, -1)], [dimension]);
    const all = [...was.values()].reduce((sum, one) => sum + one, 0);
    const names = new Set([...own.keys(), ...was.keys()]);
    if ((now ?? 0) > 0) assert.equal(values, names.size, `values of ${dimension} in ${of}`);
    for (const row of told) {
      const at = `${row.name} (${dimension}) of ${of}`;
      assert.equal(row.now, own.get(row.name) ?? 0, `now of ${at}`);
      const share = (whole.usual * (was.get(row.name) ?? 0)) / all;
      assert.ok(Math.abs(row.usual - share) <= 1, `usual ${row.usual}, not ${share} of ${at}`);
      assert.equal(row.change, row.now - row.usual, at);
      rows += 1;
    }
  }
  return rows;
}
