// POST uplift, counted again: README, "What goes with hand-raises in the weeks after".

import assert from 'node:assert/strict';

import { api, DAYS, FIRST } from '../api.mjs';
import { asked, value } from '../query.mjs';
import { says, within } from '../statistics.mjs';
import { plus, Zone } from '../zone.mjs';
import { setClock } from './queries.mjs';

export const uplift = [['uplift', recount]];

async function recount(visits) {
  const zone = new Zone('Asia/Kathmandu');
  await setClock(zone.name);
  let rows = 0;
  for (const dimension of ['topic', 'item', 'author', 'type', 'stage']) {
    for (const weeks_after of [1, 2, 4]) {
      const question = { dimension, weeks_after, date_range: [FIRST, plus(FIRST, DAYS - 1)], limit: 20 };
      const answer = await api('uplift', { site: 'all', ...question });
      rows += compare(question, answer, visits, zone);
    }
  }
  return `${rows} rows`;
}

function compare({ dimension, weeks_after, date_range }, answer, visits, zone) {
  const of = `${dimension} ${weeks_after}`;
  const own = asked(visits, { date_range }, zone);
  const weeks = [];
  for (let week = FIRST; plus(week, 7 * (1 + weeks_after)) <= plus(FIRST, DAYS); week = plus(week, 7)) weeks.push(week);
  assert.deepEqual(answer.meta.weeks, weeks, of);
  const cells = new Map();
  const names = new Map();
  for (const visit of own) {
    const week = zone.week(visit.start_ms);
    const key = `${week} ${visit.segment}`;
    if (!cells.has(key)) cells.set(key, { visits: 0, raising: 0, read: new Map() });
    const cell = cells.get(key);
    cell.visits += 1;
    cell.raising += visit.hand_raises > 0 ? 1 : 0;
    for (const name of new Set(visit.views.map((view) => value(dimension, visit, view, zone)))) {
      if (name === '(none)') continue;
      cell.read.set(name, (cell.read.get(name) ?? 0) + 1);
      if (weeks.includes(week)) names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  const segments = [...new Set(own.map((visit) => visit.segment))];
  assert.equal(answer.meta.segments, segments.length, of);
  assert.equal(answer.meta.rows, names.size, `rows: ${of}`);
  for (const row of answer.results) {
    const at = `${row.name}: ${of}`;
    assert.equal(row.visits, names.get(row.name), `visits of ${at}`);
    const arms = weeks.map((week) => {
      const known = segments.flatMap((segment) => {
        const cell = cells.get(`${week} ${segment}`);
        const after = Array.from({ length: weeks_after }, (_, n) => cells.get(`${plus(week, 7 * (n + 1))} ${segment}`));
        const [all, raising] = ['visits', 'raising'].map((what) => after.reduce((sum, cell) => sum + (cell?.[what] ?? 0), 0));
        return cell && all > 0 ? [{ segment, of: cell.visits, read: cell.read.get(row.name) ?? 0, all, raising }] : [];
      });
      const share = sum(known, 'read') / sum(known, 'of');
      const isExposed = (cell) => cell.read * sum(known, 'of') > sum(known, 'read') * cell.of;
      return share >= 0 ? [known.filter(isExposed), known.filter((cell) => !isExposed(cell))] : [[], []];
    }).filter(([here, there]) => here.length > 0 && there.length > 0);
    assert.equal(row.weeks, arms.length, `weeks of ${at}`);
    const arm = (side) => {
      const all = arms.flatMap((week) => week[side]);
      const [visits, raising_visits] = [sum(all, 'all'), sum(all, 'raising')];
      return { cells: all.length, visits, raising_visits };
    };
    const [here, there] = [arm(0), arm(1)];
    for (const [told, counted] of [[row.exposed, here], [row.unexposed, there]]) {
      const { raising_share_micro, ...rest } = told;
      assert.deepEqual(rest, counted, `arm of ${at}`);
      if (counted.visits > 0) assert.ok(Math.abs(raising_share_micro - (counted.raising_visits * 1e6) / counted.visits) <= 1, at);
    }
    const sides = new Map();
    arms.forEach((week) => week.forEach((side, n) => side.forEach(({ segment }) => sides.set(segment, (sides.get(segment) ?? 0) | (1 << n)))));
    assert.equal(row.segments_in_both, [...sides.values()].filter((both) => both === 3).length, at);
    const raising = here.raising_visits + there.raising_visits;
    const expected = (side) => (raising * side.visits) / (here.visits + there.visits);
    const enough = arms.length >= 4 && raising >= 20 * weeks_after && Math.min(expected(here), expected(there)) >= 5;
    assert.equal(row.enough, enough, `enough: ${JSON.stringify(row)}`);
    const strata = arms.map((week) => week.map((side) => [sum(side, 'raising'), sum(side, 'all')]));
    assert.ok(says(row.difference_micro, enough ? within(strata, weeks_after) : null, 1e6), `difference of ${at}`);
  }
  return answer.results.length;
}

const sum = (all, what) => all.reduce((sum, one) => sum + one[what], 0);
