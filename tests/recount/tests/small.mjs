// Where figures stand for five visits: no difference of two answers tells of fewer, and what is told is so.

import assert from 'node:assert/strict';

import { ask, DAYS, FIRST, pairs, seed, together } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { groups } from '../query.mjs';
import { condition, range, width } from '../random.mjs';
import { DAY_MS, Zone } from '../zone.mjs';
import { setClock, values } from './queries.mjs';

export const small = [['no difference of two answers tells of fewer than five visits', recount]];

export const K = 5;
const OTHER = '(other)';
export const OF_VIEWS = ['item', 'topic', 'author', 'stage', 'type', 'previous', 'next'];
export const OF_VISITS = ['channel', 'source', 'campaign', 'country', 'region', 'device', 'standing', 'segment', 'heard',
  'fit_band', 'engagement_band', 'entry', 'exit'];
const TIMES = ['time:day', 'time:week', 'time:month'];
const INFLUENCED = ['item', 'topic', 'author', 'stage', 'type', 'channel', 'source', 'campaign', 'country', 'device', 'segment'];

async function recount(visits) {
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 70);
  const names = values(visits, zone);
  const all = Array.from({ length: pairs }, (_, n) => pair(n, chance, names));
  const tally = { compared: 0, alike: 0, refused: 0 };
  await together(all, async (pair) => {
    const [first, second] = [await ask(...pair.wide), await ask(...pair.narrow)];
    if (first.status === 400 || second.status === 400) {
      tally.refused += 1;
      return;
    }
    assert.deepEqual([first.status, second.status], [200, 200], `${describe(pair)} ${JSON.stringify([first.answer, second.answer])}`);
    const told = pair.cells(first.answer, second.answer);
    for (const [what, wide, narrow] of told) {
      const left = wide - narrow;
      tally.compared += 1;
      if (left === 0) tally.alike += 1;
      assert.ok(left === 0 || Math.abs(left) >= K, `${what}: ${wide} less ${narrow}: ${describe(pair)}`);
    }
    if (pair.exact) pair.exact(first.answer, second.answer, visits, zone);
  });
  assert.ok(tally.compared > pairs / 2, `only ${tally.compared} cells of ${pairs} pairs`);
  return `${pairs} pairs, ${tally.compared} differences, ${tally.alike} of them nothing, ${tally.refused} refused`;
}

const describe = ({ number, wide, narrow }) => `seed ${seed}, pair ${number}: ${JSON.stringify(wide)} less ${JSON.stringify(narrow)}`;

/** Two questions, of which the second is about a part of what the first is about. */
function pair(number, chance, names) {
  const kind = chance.share();
  const made = kind < 0.7 ? query(chance, names) : kind < 0.85 ? path(chance, names) : influence(chance, names);
  return { number, ...made };
}

function query(chance, names) {
  for (;;) {
    const dimensions = chance.some([...OF_VIEWS, ...OF_VISITS, ...TIMES], chance.pick([0, 1, 1, 2]));
    const filters = chance.happens(0.5) ? [condition(chance, names, [...OF_VIEWS, ...OF_VISITS])] : [];
    const wide = { site: 'five', metrics: ['visits', 'pageviews'], dimensions, filters, date_range: range(chance, FIRST, DAYS), limit: 10_000 };
    const narrow = chance.pick([
      () => ({ ...wide, filters: [...filters, condition(chance, names, [...OF_VIEWS, ...OF_VISITS])] }),
      () => ({ ...wide, date_range: within(chance, wide.date_range) }),
      () => ({ ...wide, dimensions: [...dimensions, chance.pick(OF_VISITS.filter((one) => !dimensions.includes(one)))] }),
    ])();
    if (width(narrow) > 6) continue;
    const cells = (first, second) => rowCells(wide, first, second);
    const exact = (first, second, visits, zone) => compareToFacts(wide, narrow, first, second, visits, zone);
    return { wide: ['query', wide], narrow: ['query', narrow], cells, exact };
  }
}

/** Visits of each row of the first answer, and of what the second has of it. */
function rowCells(wide, first, second) {
  const width = wide.dimensions.length;
  const key = (row) => row.dimensions.slice(0, width).join('\n');
  const parts = new Map();
  for (const row of second.results) {
    // What is in "(other)" is in no row: a part of it cannot be told from it.
    if (row.dimensions.includes(OTHER)) continue;
    const known = parts.get(key(row)) ?? 0;
    parts.set(key(row), row.metrics[0] === null || known === null ? null : known + row.metrics[0]);
  }
  return first.results.flatMap((row) => {
    const part = parts.get(key(row));
    const isTold = !row.dimensions.includes(OTHER) && row.metrics[0] !== null && typeof part === 'number';
    return isTold ? [[row.dimensions.join(), row.metrics[0], part]] : [];
  });
}

/** Where both answers tell all of a row, what is between them stands for five visits, or none. */
function compareToFacts(wide, narrow, first, second, visits, zone) {
  const [all, part] = [groups(visits, wide, zone), groups(visits, narrow, zone)];
  const isWhole = (row, group) => row.metrics[0] === group?.length && row.metrics[1] === group.reduce((sum, [, views]) => sum + views.length, 0);
  for (const { results, counted, question } of [{ results: first.results, counted: all, question: wide }, { results: second.results, counted: part, question: narrow }]) {
    for (const row of results) {
      if (row.dimensions.includes(OTHER) || row.metrics[0] === null) continue;
      const group = counted.get(row.dimensions.join('\n')) ?? [];
      const of = `${row.dimensions}: ${JSON.stringify(question)}`;
      assert.ok(row.metrics[0] === 0 || row.metrics[0] >= K, `${row.metrics[0]} visits of ${of}`);
      assert.ok(row.metrics[0] <= group.length, `${row.metrics[0]} of ${group.length} visits of ${of}`);
    }
    const views = results.map((row) => row.metrics[1]);
    const [told, own] = [views.reduce((sum, one) => sum + one, 0), [...counted.values()].flat().reduce((sum, [, views]) => sum + views.length, 0)];
    assert.ok(told <= own, `${told} of ${own} page views: ${JSON.stringify(question)}`);
  }
  if (wide.dimensions.length !== narrow.dimensions.length) return;
  for (const row of second.results) {
    const name = row.dimensions.join('\n');
    const of = first.results.find((other) => other.dimensions.join('\n') === name);
    if (row.dimensions.includes(OTHER) || of === undefined || !isWhole(row, part.get(name)) || !isWhole(of, all.get(name))) continue;
    const inside = new Map(part.get(name));
    const left = all.get(name).filter(([visit, views]) => views.length > (inside.get(visit)?.length ?? 0));
    assert.ok(left.length === 0 || left.length >= K, `${left.length} visits are between both: ${name}: ${JSON.stringify([wide, narrow])}`);
  }
}

function path(chance, names) {
  const anchor = chance.pick([
    () => ({ from: chance.pick(names.item) }), () => ({ to: { item: chance.pick(names.item) } }),
    () => ({ to: 'hand_raise' }), () => ({ to: { standing: 'engaged' } }),
  ])();
  const wide = { site: 'five', ...anchor, filters: [], steps: chance.between(1, 3), branches: 20, date_range: range(chance, FIRST, DAYS) };
  const narrow = chance.pick([
    () => ({ ...wide, filters: [condition(chance, names, OF_VISITS.filter((one) => !['entry', 'exit'].includes(one)))] }),
    () => ({ ...wide, date_range: within(chance, wide.date_range) }),
  ])();
  return { wide: ['paths', wide], narrow: ['paths', narrow], cells: pathCells };
}

function pathCells(first, second) {
  const cells = [];
  if (first.meta.visits !== null && second.meta.visits !== null) cells.push(['visits', first.meta.visits, second.meta.visits]);
  const [all, part] = [branches(first), branches(second)];
  for (const [way, visits] of all) if (part.has(way)) cells.push([way, visits, part.get(way)]);
  return cells;
}

/** Visits by way. */
function branches({ results }) {
  const found = new Map();
  let before = [''];
  for (const step of results) {
    before = step.branches.map(({ from, item, visits }) => {
      const way = `${before[from ?? 0]} ${item}`;
      found.set(way, visits);
      return way;
    });
  }
  return found;
}

function influence(chance, names) {
  const wide = { site: 'five', dimension: chance.pick(INFLUENCED), filters: [], limit: 201, date_range: range(chance, FIRST, DAYS) };
  const narrow = chance.pick([
    () => ({ ...wide, filters: [condition(chance, names, [...INFLUENCED, 'standing'])] }),
    () => ({ ...wide, date_range: within(chance, wide.date_range) }),
  ])();
  return { wide: ['influence', wide], narrow: ['influence', narrow], cells: nameCells };
}

function nameCells(first, second) {
  const part = new Map(second.results.map(({ name, visits }) => [name, visits]));
  const told = first.results.filter(({ name, visits }) => name !== OTHER && visits !== null && typeof part.get(name) === 'number');
  return told.map(({ name, visits }) => [name, visits, part.get(name)]);
}

/** Days of a range, some of them at least. */
export function within(chance, [first, last]) {
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return range(chance, first, days);
}
