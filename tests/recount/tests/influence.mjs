// POST influence, counted again: README, "What brings hand-raises", and shared/src/influence/model.rs.

import assert from 'node:assert/strict';

import { api, pairs, seed, DAYS, FIRST } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { asked, groups, holds, value } from '../query.mjs';
import { condition, range } from '../random.mjs';
import { Zone } from '../zone.mjs';
import { removalEffects } from '../markov.mjs';
import { setClock, values } from './queries.mjs';

const DIMENSIONS = ['item', 'topic', 'author', 'stage', 'type', 'channel', 'source', 'campaign', 'country', 'region',
  'device', 'segment'];
const OF_VIEWS = ['item', 'topic', 'author', 'stage', 'type'];
const OF_VISITS = ['channel', 'source', 'campaign', 'country', 'region', 'device', 'standing', 'segment', 'heard',
  'fit_band', 'engagement_band', 'entry', 'exit'];
/** Types of pages on the way: README, "What brings hand-raises". */
const ON_THE_WAY = ['aboutpage', 'checkoutpage', 'collectionpage', 'contactpage', 'profilepage', 'searchresultspage',
  'webpage', 'website'];

export const influence = [['influence, by eight models', recount]];

async function recount(visits) {
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 20);
  const names = values(visits, zone);
  let figures = 0;
  const questions = Math.ceil(pairs / 40);
  for (let n = 0; n < questions; n++) {
    const kind = chance.pick([[], [], OF_VISITS, OF_VIEWS]);
    const filters = kind.length > 0 ? [condition(chance, names, kind)] : [];
    const dimension = n < DIMENSIONS.length ? DIMENSIONS[n] : chance.pick(DIMENSIONS);
    const question = { dimension, filters, date_range: range(chance, FIRST, DAYS), limit: 201 };
    const answer = await api('influence', { site: 'all', ...question });
    figures += compare(question, answer, visits, zone, kind === OF_VIEWS);
  }
  return `${questions} questions, ${figures} figures`;
}

function compare(question, answer, visits, zone, ofViews) {
  const of = JSON.stringify(question);
  const { dimension, filters } = question;
  const all = asked(visits, question, zone);
  const counts = (visit, view) => filters.every((filter) => holds(filter, visit, view, zone));
  const own = all.filter((visit) => visit.views.some((view) => counts(visit, view)));
  assert.equal(answer.meta.visits, own.length, `visits of ${of}`);
  const raises = own.reduce((sum, visit) => sum + visit.hand_raises, 0);
  assert.equal(answer.meta.hand_raises, raises, `hand-raises of ${of}`);

  const rows = new Map();
  const chains = [];
  for (const visit of own) {
    const journey = touches(visit, dimension, zone, (view) => counts(visit, view));
    chains.push([journey.map(({ name }) => name), visit.hand_raises > 0]);
    if (visit.hand_raises === 0) continue;
    for (const [model, weigh] of Object.entries(MODELS)) {
      const shares = share(BigInt(visit.hand_raises) * 1_000_000n, weigh(journey));
      journey.forEach((touch, at) => {
        // Page views in a row of one name share its credit, and those that pass the filters are told.
        const parts = share(shares[at], touch.passed.map(() => 1n));
        touch.passed.forEach((passed, place) => {
          if (!passed) return;
          if (!rows.has(touch.name)) rows.set(touch.name, {});
          rows.get(touch.name)[model] = (rows.get(touch.name)[model] ?? 0n) + parts[place];
        });
      });
    }
  }
  const effects = ofViews ? new Map() : removalEffects(chains);
  const weight = [...effects.values()].reduce((sum, effect) => sum + effect, 0);
  const readers = groups(visits, { ...question, dimensions: [dimension] }, zone);
  const told = answer.results.filter((row) => row.name !== '(other)');
  // Through the chain credit comes to what nobody read who raised a hand.
  const credited = [...effects].filter(([, effect]) => (raises * 1e6 * effect) / weight > 1).map(([name]) => name);
  const names = new Set([...rows.keys(), ...credited]);
  const missing = [...names].filter((name) => !told.some((row) => row.name === name));
  assert.deepEqual(missing, [], `names of ${of}`);
  for (const row of told) {
    const at = `${row.name} of ${of}`;
    const counted = rows.get(row.name) ?? {};
    for (const model of Object.keys(MODELS)) {
      assert.equal(row.credits[model], Number(counted[model] ?? 0n), `${model}: ${at}`);
    }
    assert.equal(row.visits, readers.get(row.name)?.length ?? null, `visits of ${at}`);
    if (ofViews) {
      assert.equal(row.removal_effect_micro, null, at);
    } else {
      const effect = effects.get(row.name) ?? 0;
      assert.ok(Math.abs(row.removal_effect_micro - effect * 1e6) <= 1, `effect ${row.removal_effect_micro}, not ${effect}: ${at}`);
      const credit = weight === 0 ? Number(counted.linear ?? 0n) : (raises * 1e6 * effect) / weight;
      assert.ok(Math.abs(row.credits.markov_removal - credit) <= 1 + raises * 1e-3, `markov_removal ${row.credits.markov_removal}, not ${credit}: ${at}`);
    }
    const credits = Object.values(row.credits);
    const [least, most] = [Math.min(...credits), Math.max(...credits)];
    assert.equal(row.disagreement_per_mille, Math.floor(((most - least) * 1_000) / most), `disagreement: ${at}`);
  }
  return told.length * 10;
}

/** What a visit touched up to the page on which a hand was first raised; in a row of one name, one touch. */
function touches(visit, dimension, zone, passes) {
  const raised = visit.views.findIndex((view) => view.hand_raises > 0);
  const views = raised < 0 ? visit.views : visit.views.slice(0, raised + 1);
  const journey = [];
  for (const view of views) {
    const name = value(dimension, visit, view, zone);
    const isContent = view.type !== '' && !ON_THE_WAY.includes(view.type.toLowerCase());
    const last = journey.at(-1);
    if (last?.name === name) {
      last.engaged_ms += view.engaged_ms;
      last.isContent ||= isContent;
      last.passed.push(passes(view));
    } else {
      journey.push({ name, at_ms: view.at_ms, engaged_ms: view.engaged_ms, isContent, passed: [passes(view)] });
    }
  }
  return journey;
}

const MODELS = {
  first: (journey) => journey.map((_, at) => BigInt(at === 0)),
  last: (journey) => journey.map((_, at) => BigInt(at === journey.length - 1)),
  last_content: (journey) => {
    const content = journey.findLastIndex((touch) => touch.isContent);
    const wins = content < 0 ? journey.length - 1 : content;
    return journey.map((_, at) => BigInt(at === wins));
  },
  linear: (journey) => journey.map(() => 1n),
  position_based: (journey) => {
    const between = Math.max(0, journey.length - 2);
    const end = between === 0 ? 1 : 2 * between;
    return journey.map((_, at) => BigInt(at === 0 || at === journey.length - 1 ? end : 1));
  },
  time_decay: (journey) => journey.map((touch) => decay(journey.at(-1).at_ms - touch.at_ms)),
  engaged_time: (journey) => journey.map((touch) => BigInt(touch.engaged_ms)),
};

/** 2³² halved every seven minutes: sixteen points to a half-life, straight lines between. */
function decay(age_ms) {
  const step_ms = (7 * 60_000) / 16;
  const at = Math.floor(age_ms / step_ms);
  const point = (k) => BigInt(Math.round(2 ** 32 * 2 ** (-k / 16)));
  const [high, low] = [point(at % 16), point((at % 16) + 1)];
  const weight = high - ((high - low) * BigInt(age_ms % step_ms)) / BigInt(step_ms);
  return weight >> BigInt(Math.floor(at / 16));
}

/** In proportion to weights, by largest remainders; what ties goes to the earlier. */
function share(total, given) {
  const weights = given.every((weight) => weight === 0n) ? given.map(() => 1n) : given;
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const shares = weights.map((weight) => (total * weight) / sum);
  let left = total - shares.reduce((all, share) => all + share, 0n);
  const lost = weights.map((weight, at) => [(total * weight) % sum, at]);
  lost.sort(([a, at], [b, bt]) => (a === b ? at - bt : a > b ? -1 : 1));
  for (const [, at] of lost) {
    if (left-- <= 0n) break;
    shares[at] += 1n;
  }
  return shares;
}
