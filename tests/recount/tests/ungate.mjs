// POST ungate, counted again: README, "What a form cost".

import assert from 'node:assert/strict';

import { api, ask, pairs, seed, DAYS, FIRST } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { figure, groups } from '../query.mjs';
import { range } from '../random.mjs';
import { less, median, ratio, says, seesDouble, seesTenPoints, times, wilson } from '../statistics.mjs';
import { plus, Zone } from '../zone.mjs';
import { setClock } from './queries.mjs';

export const ungate = [['the ungate ledger', recount]];

async function recount(visits) {
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const { answer: { config } } = await ask('sites/all/config', undefined, { method: 'GET' });
  const chance = new Chance(seed * 1_000 + 30);
  const ranges = [[FIRST, plus(FIRST, DAYS - 1)]];
  while (ranges.length < pairs / 200) ranges.push(range(chance, FIRST, DAYS));
  for (const date_range of ranges) {
    const answer = await api('ungate', { site: 'all', date_range });
    answer.results.forEach((row, at) => compare(row, config.ungate[at], date_range, visits, zone));
  }
  return `${ranges.length} ranges`;
}

function compare(row, asset, [first, last], visits, zone) {
  const of = `${asset.path} from ${first} to ${last}`;
  const days = [];
  for (let day = first; day <= last; day = plus(day, 1)) days.push(day);
  const isGated = (day) => asset.gated.some(({ from, until }) => day >= from && (until === undefined || day <= until));
  const read = groups(visits, {
    date_range: [first, last], filters: [['is', 'item', [asset.path, asset.path.replace(/\/$/, '')]]],
  }, zone).get('') ?? [];
  const arm = (gated) => read.filter(([visit]) => isGated(zone.day(visit.start_ms)) === gated);
  const gated = compareArm(row.gated, arm(true), days.filter(isGated).length, `gated: ${of}`);
  const others = compareArm(row.ungated, arm(false), days.filter((day) => !isGated(day)).length, `ungated: ${of}`);

  const reads = seesTenPoints(gated.pageviews, others.pageviews);
  const hands = seesDouble(gated.raising + others.raising, gated.visits, others.visits);
  assert.deepEqual(row.enough, { reads, hand_raises: hands }, `enough: ${of}`);
  const difference = (is, there, here) => (is && there && here ? less(there, here) : null);
  const readShare = difference(reads, others.readShare, gated.readShare);
  assert.ok(says(row.differences.read_share_micro, readShare, 1e6), `reads: ${of}`);
  assert.ok(says(row.differences.raising_share_micro, difference(hands, others.raisingShare, gated.raisingShare), 1e6), `raising: ${of}`);
  const many = hands ? ratio([others.raising, others.visits], [gated.raising, gated.visits]) : null;
  assert.ok(says(row.differences.raising_ratio_micro, many, 1e6, 3), `ratio: ${JSON.stringify(row.differences)} ${many} ${of}`);
  assert.ok(says(row.turned_away, readShare && times(readShare, gated.pageviews), 1), `turned away: ${JSON.stringify(row.turned_away)} ${of}`);
  const medians = difference(reads, others.median, gated.median);
  const slack = medians && (others.median[2] + gated.median[2]) / 64;
  assert.ok(says(row.differences.engaged_ms_median, medians, 1, slack), `median: ${of}`);

  const within = asset.gated.filter(({ from, until }) => until >= first && from <= last);
  const isCut = within.some(({ from, until }) => from < first || until > last);
  const fills = isCut || within.length === 0 ? null : within.reduce((all, { form_fills }) => all + form_fills, 0);
  assert.equal(row.form_fills, fills, `form fills: ${of}`);
  const each = fills && readShare && times(readShare, gated.pageviews / fills);
  assert.ok(says(row.turned_away_per_form_fill_milli, each || null, 1e3), `each: ${of}`);
}

function compareArm(told, group, days, of) {
  const counted = {
    visits: group.length,
    pageviews: figure('pageviews', group),
    reads: figure('reads', group),
    raising: figure('raising_visits', group),
  };
  const { visits, pageviews, reads, raising } = counted;
  // Of no day there are no figures.
  const counts = [visits, pageviews, reads, figure('engaged_ms', group), raising].map((count) => (days > 0 ? count : null));
  const whole = [told.days, told.told_days, told.visits, told.pageviews, told.reads, told.engaged_ms,
    told.raising_visits];
  assert.deepEqual(whole, [days, days, ...counts], of);
  if (days > 0) assert.ok(Math.abs(told.visits_per_day_milli - (visits * 1000) / days) <= 1, of);
  const readShare = pageviews > 0 ? wilson(reads, pageviews) : null;
  const raisingShare = visits > 0 ? wilson(raising, visits) : null;
  assert.ok(says(told.read_share_micro, readShare, 1e6), `reads: ${of}`);
  assert.ok(says(told.raising_share_micro, raisingShare, 1e6), `raising: ${of}`);
  const middle = median(group.map(([, views]) => views.reduce((all, view) => all + view.engaged_ms, 0)));
  assert.ok(says(told.engaged_ms_median, middle, 1, middle && middle[2] / 256), `median ${JSON.stringify(told.engaged_ms_median)} ${middle}: ${of}`);
  return { ...counted, readShare, raisingShare, median: middle };
}
