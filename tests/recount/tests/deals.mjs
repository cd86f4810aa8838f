// Deals and what was read before them, counted again: README, "What was read before deals were won".

import assert from 'node:assert/strict';

import { api, ask, DAYS, FIRST, seed } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { value } from '../query.mjs';
import { less, median, ratio, says, seesDouble, wilson } from '../statistics.mjs';
import { DAY_MS, monday, plus, Zone } from '../zone.mjs';
import { setClock } from './queries.mjs';

export const deals = [['deals, and what was read before', recount]];

async function recount(visits) {
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 60);
  const file = won(chance);
  const columns = ['id', 'closed', 'lead', 'segment', 'country', 'heard', 'way', 'value'];
  const lines = file.map((deal) => columns.map((column) => deal[column] ?? '').join(','));
  await api('sites/all/deals?currency=EUR', [columns.join(','), ...lines].join('\n'), { 'content-type': 'text/csv' });
  let rows = 0;
  for (const dimension of ['item', 'topic', 'author', 'type', 'stage', 'channel', 'source', 'campaign']) {
    const from = chance.between(20, 60);
    const question = { dimension, weeks: chance.between(1, 6), limit: 50, date_range: [plus(FIRST, from), plus(FIRST, DAYS - 1)] };
    rows += compare(question, await api('sites/all/deals/report', question), visits, file, zone);
  }
  assert.equal((await ask('sites/all/deals?confirm=all', undefined, { method: 'DELETE' })).status, 204);
  return `${rows} rows`;
}

/** Deals of five kinds of readers, and some of nobody known. */
function won(chance) {
  const whose = [{ segment: 'DACH manufacturing' }, { segment: 'Other companies', country: 'US' }, { segment: 'Other companies' },
    { country: 'GB' }, { segment: 'LinkedIn campaign' }, {}];
  return Array.from({ length: 120 }, (_, n) => {
    const closed = plus(FIRST, chance.between(0, DAYS - 1));
    return {
      id: `D-${n}`, closed, ...chance.pick(whose),
      lead: chance.happens(0.7) ? plus(closed, -chance.between(1, 200)) : undefined,
      heard: chance.happens(0.6) ? chance.pick(['podcast', 'colleague', 'search']) : undefined,
      way: chance.happens(0.8) ? chance.pick(['form', 'ad', 'ungated']) : undefined,
      value: chance.happens(0.9) ? chance.between(500, 90_000) : undefined,
    };
  });
}

function compare(question, answer, visits, file, zone) {
  const of = JSON.stringify(question);
  const [first, last] = question.date_range;
  const own = file.filter(({ closed }) => closed >= first && closed <= last);
  assert.equal(answer.meta.deals, own.length, of);
  assert.equal(answer.meta.kept, file.length, of);
  compareBy(answer.meta.ways, own, 'way', of, (row, some) => {
    compareLeads(row.lead_days, some, of);
    compareValues(row.values, some, of);
  });
  compareBy(answer.meta.heard, own, 'heard', of, () => {});

  const people = visits.filter((visit) => visit.bot === '');
  let rows = 0;
  const kinds = new Set(own.map(({ segment, country }) => `${segment ?? null} ${country ?? null}`));
  assert.equal(answer.results.length, kinds.size, of);
  for (const row of answer.results) {
    const at = `${row.segment}, ${row.country}: ${of}`;
    const some = own.filter((deal) => (deal.segment ?? null) === row.segment && (deal.country ?? null) === row.country);
    assert.equal(row.deals, some.length, at);
    compareLeads(row.lead_days, some, at);
    compareValues(row.values, some, at);
    assert.equal(row.is_asked, row.segment !== null || row.country !== null, at);
    if (!row.is_asked) continue;
    const weeks = new Set(some.flatMap(({ closed }) =>
      Array.from({ length: question.weeks }, (_, n) => plus(monday(closed), -7 * (n + 1)))));
    assert.deepEqual(row.weeks, [...weeks].sort(), `weeks of ${at}`);
    const then = people.filter((visit) => weeks.has(zone.week(visit.start_ms)));
    const is = (visit) => (row.segment === null || visit.segment === row.segment) && (row.country === null || visit.country === row.country);
    const [here, there] = [then.filter(is), then.filter((visit) => !is(visit))];
    assert.deepEqual([row.visits, row.other_visits], [here.length, there.length], `visits of ${at}`);
    const [hereBy, thereBy] = [by(here, question, zone), by(there, question, zone)];
    assert.equal(row.rows, new Set([...hereBy.keys(), ...thereBy.keys()]).size, `rows of ${at}`);
    for (const reading of row.results) {
      compareReading(reading, [hereBy.get(reading.name), here.length], [thereBy.get(reading.name), there.length], `${reading.name}, ${at}`);
      rows += 1;
    }
  }
  return rows;
}

const NOBODY = { visits: 0, reads: 0 };

function compareReading(told, [here = NOBODY, all], [there = NOBODY, others], at) {
  assert.deepEqual([told.visits, told.reads, told.other_visits, told.other_reads], [here.visits, here.reads, there.visits, there.reads], at);
  const enough = seesDouble(here.visits + there.visits, all, others);
  assert.equal(told.enough, enough, `enough: ${at}`);
  const [share, other] = [wilson(here.visits, all), wilson(there.visits, others)];
  assert.ok(says(told.share_micro, share, 1e6), `share: ${at}`);
  assert.ok(says(told.other_share_micro, other, 1e6), `other share: ${at}`);
  assert.ok(says(told.difference_micro, enough ? less(share, other) : null, 1e6), `difference: ${at}`);
  const lift = enough ? ratio([here.visits, all], [there.visits, others]) : null;
  assert.ok(says(told.lift_micro, lift, 1e6, 3), `lift ${JSON.stringify(told.lift_micro)}, not ${lift}: ${at}`);
}

/** Visits that had each name, and reads of it. */
function by(visits, { dimension }, zone) {
  const names = new Map();
  for (const visit of visits) {
    const met = new Set();
    for (const view of visit.views) {
      const name = value(dimension, visit, view, zone);
      if (name === '(none)') continue;
      if (!names.has(name)) names.set(name, { visits: 0, reads: 0 });
      if (!met.has(name)) names.get(name).visits += 1;
      names.get(name).reads += view.reads;
      met.add(name);
    }
  }
  return names;
}

function compareBy(told, deals, what, of, more) {
  const kinds = new Set(deals.map((deal) => deal[what] ?? null));
  assert.deepEqual(new Set(told.map((row) => row[what])), kinds, of);
  for (const row of told) {
    const some = deals.filter((deal) => (deal[what] ?? null) === row[what]);
    assert.equal(row.deals, some.length, of);
    more(row, some);
  }
}

function compareLeads(told, deals, of) {
  const days = deals.filter(({ lead }) => lead).map(({ lead, closed }) => (Date.parse(closed) - Date.parse(lead)) / DAY_MS);
  const sorted = [...days].sort((a, b) => a - b);
  assert.equal(told.deals, days.length, of);
  assert.equal(told.median, sorted[Math.ceil(days.length / 2) - 1] ?? null, of);
  assert.ok(says(told.estimate, median(days), 1, 0), `lead days: ${JSON.stringify(told)} ${median(days)} ${of}`);
}

function compareValues(told, deals, of) {
  const worth = deals.filter(({ value }) => value !== undefined);
  const minor = worth.reduce((all, { value }) => all + value * 100, 0);
  assert.deepEqual(told, worth.length === 0 ? [] : [{ currency: 'EUR', deals: worth.length, minor }], of);
}
