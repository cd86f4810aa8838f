// Imported answers beside readers' own, counted again: README, "What readers say brought them".

import assert from 'node:assert/strict';

import { api, ask, seed, DAYS, FIRST } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { asked } from '../query.mjs';
import { range } from '../random.mjs';
import { plus, Zone } from '../zone.mjs';
import { setClock } from './queries.mjs';

export const heard = [['what people say brought them, here and elsewhere', recount]];

const ANSWERS = ['colleague', 'podcast', 'search', 'event', 'ad', 'other'];

async function recount(visits) {
  const zone = new Zone('Australia/Lord_Howe');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 40);
  const channels = [...new Set(visits.map((visit) => visit.channel))].sort();
  const file = Array.from({ length: 300 }, () => ({
    date: plus(FIRST, chance.between(0, DAYS - 1)), answer: chance.pick(ANSWERS),
    channel: chance.happens(0.7) ? chance.pick(channels) : '', count: chance.between(1, 9),
  }));
  const lines = file.map(({ date, answer, channel, count }) => `${date},${answer},${channel},${count}`);
  await api('sites/all/answers', ['date,answer,channel,count', ...lines].join('\n'), { 'content-type': 'text/csv' });
  let rows = 0;
  for (let n = 0; n < 20; n++) {
    const date_range = n === 0 ? [FIRST, plus(FIRST, DAYS - 1)] : range(chance, FIRST, DAYS);
    const answer = await api('sites/all/answers/report', { date_range });
    rows += compare(answer, date_range, visits, file, zone);
  }
  const gone = await ask('sites/all/answers?confirm=all', undefined, { method: 'DELETE' });
  assert.equal(gone.status, 204);
  return `20 ranges, ${rows} rows`;
}

function compare(answer, date_range, visits, file, zone) {
  const counted = new Map();
  const add = (said, channel, what, count) => {
    const key = `${said} ${channel}`;
    if (!counted.has(key)) counted.set(key, { visits: 0, imported: 0 });
    counted.get(key)[what] += count;
  };
  const own = asked(visits, { date_range }, zone).filter((visit) => visit.heard !== '');
  own.forEach((visit) => add(visit.heard, visit.channel, 'visits', 1));
  const within = file.filter(({ date }) => date >= date_range[0] && date <= date_range[1]);
  within.forEach(({ answer, channel, count }) => add(answer, channel || null, 'imported', count));
  const told = answer.results.map((row) => [`${row.answer} ${row.channel}`, { visits: row.visits ?? 0, imported: row.imported }]);
  const sorted = (entries) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  assert.deepEqual(sorted(told), sorted(counted), date_range.join());
  const count = (rows) => rows.reduce((all, { count }) => all + count, 0);
  const imported = count(within);
  assert.equal(answer.meta.imported.visits, own.length);
  assert.equal(answer.meta.imported.imported, imported);
  assert.equal(answer.meta.imported.without_channel, count(within.filter(({ channel }) => channel === '')));
  assert.equal(answer.meta.kept, count(file));
  const share = imported + own.length === 0 ? null : (imported * 1e6) / (imported + own.length);
  const { imported_share_micro } = answer.meta.imported;
  assert.ok(share === imported_share_micro || Math.abs(share - imported_share_micro) <= 1);
  return told.length;
}
