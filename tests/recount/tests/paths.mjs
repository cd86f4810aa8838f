// POST paths, counted again: README, "Which way readers go".

import assert from 'node:assert/strict';

import { api, pairs, seed, DAYS, FIRST } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { asked, holds, isClose, quantile } from '../query.mjs';
import { condition, range } from '../random.mjs';
import { Zone } from '../zone.mjs';
import { setClock, values } from './queries.mjs';

const LADDER = ['passing', 'reading', 'engaged', 'considering', 'ready'];
const OF_VISITS = ['path', 'channel', 'source', 'campaign', 'country', 'region', 'device', 'standing', 'segment',
  'heard', 'fit_band', 'engagement_band', 'entry', 'exit'];

export const paths = [['paths, forward and backward', recount]];

async function recount(visits) {
  const zone = new Zone('America/St_Johns');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 10);
  const names = values(visits, zone);
  let branches = 0;
  const questions = Math.ceil(pairs / 20);
  for (let n = 0; n < questions; n++) {
    const anchor = chance.pick([
      () => ({ from: chance.pick(names.item) }),
      () => ({ to: { item: chance.pick(names.item) } }),
      () => ({ to: 'hand_raise' }),
      () => ({ to: { standing: chance.pick(LADDER.slice(1)) } }),
    ])();
    const filters = chance.happens(0.5) ? [condition(chance, names, OF_VISITS)] : [];
    const question = {
      ...anchor, filters, date_range: range(chance, FIRST, DAYS),
      steps: chance.between(1, 5), branches: chance.pick([1, 3, 8, 20]),
    };
    branches += compare(question, await api('paths', { site: 'all', ...question }), visits, zone);
  }
  return `${questions} questions, ${branches} branches`;
}

function compare(question, answer, visits, zone) {
  const of = JSON.stringify(question);
  const own = asked(visits, question, zone)
    .filter((visit) => question.filters.every((filter) => holds(filter, visit, visit.views[0], zone)))
    .map((visit) => trail(visit, question))
    .filter((trail) => trail !== undefined);
  assert.equal(answer.meta.visits, own.length, `visits of ${of}`);
  if (own.length === 0) {
    assert.deepEqual(answer.results, [], of);
    return 0;
  }
  let before = [{ trails: own }];
  let branches = 0;
  answer.results.forEach((step, depth) => {
    const last = depth + 1 === question.steps;
    const reached = before.flatMap((branch) => branch.trails);
    const ended = reached.filter((trail) => trail.length === depth);
    const at = `step ${depth + 1} of ${of}`;
    assert.equal(step.reached, reached.length, `reached at ${at}`);
    assert.equal(step.ended, ended.length, `ended at ${at}`);
    const groups = before.flatMap((branch, from) => {
      const on = groupBy(branch.trails.filter((trail) => trail.length > depth), (trail) => trail[depth].item);
      return [...on].map(([item, trails]) => ({ from, item, trails }));
    });
    const told = step.branches.map((branch) => {
      const from = depth === 0 ? 0 : branch.from;
      const group = groups.find((group) => group.from === from && group.item === branch.item);
      assert.ok(group, `${branch.item}: nobody took it at ${at}`);
      assert.equal(branch.visits, group.trails.length, `${branch.item} at ${at}`);
      const share = Math.round((group.trails.length * 1e6) / reached.length);
      assert.ok(Math.abs(branch.share_micro - share) <= 1, `share ${branch.share_micro}, not ${share} at ${at}`);
      const between = quantile(group.trails.map((trail) => trail[depth].between_ms).filter((ms) => ms !== null), 50);
      assert.ok(between === branch.between_ms || isClose(branch.between_ms, between),
        `between ${branch.between_ms}, not ${between}: ${branch.item} at ${at}`);
      if (last) assert.equal(branch.ended, null, at);
      return group;
    });
    assert.equal(told.length, Math.min(groups.length, question.branches), `branches at ${at}`);
    const least = Math.min(...told.map((group) => group.trails.length));
    const left = groups.filter((group) => !told.includes(group));
    assert.ok(left.every((group) => group.trails.length <= least), `a larger branch is left out at ${at}`);
    assert.equal(step.other, reached.length - ended.length - told.flatMap((group) => group.trails).length, `other at ${at}`);
    // What a branch says of the step after.
    const next = answer.results[depth + 1];
    if (!last) {
      told.forEach((group, place) => {
        const ends = group.trails.filter((trail) => trail.length === depth + 1).length;
        const shown = (next?.branches ?? []).filter((branch) => branch.from === place);
        const on = shown.reduce((all, branch) => all + branch.visits, 0);
        assert.equal(step.branches[place].ended, ends, `who ended after ${group.item} at ${at}`);
        assert.equal(step.branches[place].other, group.trails.length - ends - on, `others after ${group.item} at ${at}`);
      });
    }
    branches += told.length;
    before = told;
  });
  return branches;
}

/** The pieces of a visit's path after, or before, its anchor; none where it has none. */
function trail({ views, standing }, { from, to }) {
  const first = (is) => views.findIndex(is);
  if (from !== undefined) {
    const at = first((view) => view.item === from);
    return at < 0 ? undefined : walk(views.slice(at), true, []);
  }
  if (to.item !== undefined) {
    const at = first((view) => view.item === to.item);
    return at < 0 ? undefined : walk(views.slice(0, at + 1).reverse(), false, []);
  }
  const at = to === 'hand_raise' ? first((view) => view.hand_raises > 0)
    : LADDER.indexOf(standing) >= LADDER.indexOf(to.standing) ? views.length - 1 : -1;
  if (at < 0) return undefined;
  // To that page there is no time.
  return walk(views.slice(0, at + 1).reverse(), false, [{ item: views[at].item, between_ms: null }]);
}

/** Each piece once, where it is met first on the way; the first view is the anchor's. */
function walk(views, forward, trail) {
  const met = new Set([views[0].item]);
  let at_ms = views[0].at_ms;
  for (const view of views) {
    if (met.has(view.item)) continue;
    met.add(view.item);
    trail.push({ item: view.item, between_ms: forward ? view.at_ms - at_ms : at_ms - view.at_ms });
    at_ms = view.at_ms;
  }
  return trail;
}

function groupBy(all, of) {
  const groups = new Map();
  for (const one of all) {
    if (groups.has(of(one))) groups.get(of(one)).push(one);
    else groups.set(of(one), [one]);
  }
  return groups;
}
