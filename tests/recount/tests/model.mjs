// POST model/try, counted again: README, "The scoring model". Drafts move the thresholds of standings, so that
// scores stay what the facts have; how points come about is held against the vectors.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { api, DAYS, FIRST, seed } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { asked } from '../query.mjs';
import { range } from '../random.mjs';
import { says, wilson } from '../statistics.mjs';
import { plus, Zone } from '../zone.mjs';
import { setClock } from './queries.mjs';

export const model = [['drafts of the model', recount]];

const LADDER = ['passing', 'reading', 'engaged', 'considering', 'ready'];

async function recount(visits) {
  const zone = new Zone('America/St_Johns');
  await setClock(zone.name);
  const chance = new Chance(seed * 1_000 + 80);
  const published = JSON.parse(await readFile('shared/model/default.json', 'utf8'));
  for (let n = 0; n < 6; n++) {
    const reading_from = chance.between(1, 30);
    const considering_from = chance.between(1, 50);
    const draft = n === 0 ? published : {
      ...published, version: 2, reading_from, engaged_from: chance.between(reading_from + 1, 80),
      considering_from, ready_from: chance.between(considering_from + 1, 100),
    };
    const date_range = n < 2 ? [FIRST, plus(FIRST, DAYS - 1)] : range(chance, FIRST, DAYS);
    const answer = await api('sites/all/model/try', { date_range, model: draft });
    compare(answer, asked(visits, { date_range }, zone), published, draft, JSON.stringify({ date_range, draft }));
  }
  return '6 drafts';
}

function compare({ results }, visits, published, draft, of) {
  if (visits.length === 0) return;
  const standing = (visit, model) =>
    visit.hand_raises > 0 || visit.intent >= model.ready_from ? 'ready'
      : visit.intent >= model.considering_from ? 'considering'
        : visit.engagement >= model.engaged_from ? 'engaged'
          : visit.engagement >= model.reading_from ? 'reading' : 'passing';
  const moves = count(visits, (visit) => {
    assert.equal(standing(visit, published), visit.standing, 'the standing of the facts');
    return `${visit.standing} ${standing(visit, draft)}`;
  });
  assert.equal(results.visits, visits.length, `visits of ${of}`);
  const told = new Map(results.standings.map((move) => [`${move.published} ${move.draft}`, move.visits]));
  assert.deepEqual(new Map([...told].sort()), new Map([...moves].sort()), `standings of ${of}`);
  const changed = [...moves].filter(([move]) => new Set(move.split(' ')).size > 1).reduce((all, [, n]) => all + n, 0);
  assert.equal(results.changed, changed, `changed of ${of}`);

  for (const score of ['engagement', 'intent']) {
    const bands = count(visits, (visit) => Math.min(4, Math.floor(visit[score] / 20)));
    results[score].forEach(({ band, visits }) => {
      const own = bands.get(['0-19', '20-39', '40-59', '60-79', '80-100'].indexOf(band)) ?? 0;
      assert.deepEqual(visits, { published: own, draft: own }, `${score} ${band} of ${of}`);
    });
  }
  const points = new Map();
  visits.forEach(({ views }) => views.forEach(({ item, points: own }) => points.set(item, (points.get(item) ?? 0) + own)));
  for (const row of results.items) {
    assert.deepEqual(row.points, { published: points.get(row.item), draft: points.get(row.item) }, `${row.item} of ${of}`);
  }
  const bySegment = count(visits, (visit) => visit.segment || '(none)');
  const isUp = (visit, model) => LADDER.indexOf(standing(visit, model)) >= 3;
  for (const row of results.segments) {
    const own = visits.filter((visit) => (visit.segment || '(none)') === row.segment);
    assert.equal(row.visits, bySegment.get(row.segment), `${row.segment} of ${of}`);
    const [before, then] = [published, draft].map((model) => own.filter((visit) => isUp(visit, model)).length);
    assert.deepEqual(row.considering, { published: before, draft: then }, `${row.segment} of ${of}`);
  }
  // What reading alone brought visits to is a standing of each, too; who raised a hand is known.
  const raising = visits.filter((visit) => visit.hand_raises > 0).length;
  for (const which of ['published', 'draft']) {
    const sum = (rows) => rows.reduce((all, row) => all + row[which], 0);
    assert.equal(sum(results.reached.map((row) => row.visits)), visits.length, of);
    assert.equal(sum(results.reached.map((row) => row.raising)), raising, of);
    const up = results.reached.filter((row) => LADDER.indexOf(row.standing) >= 3);
    const [foretold, all] = [sum(up.map((row) => row.raising)), sum(up.map((row) => row.visits))];
    const { base_micro, precision_micro, recall_micro } = results[which];
    assert.ok(says(base_micro, wilson(raising, visits.length), 1e6), `base of ${of}`);
    assert.ok(says(precision_micro, all > 0 ? wilson(foretold, all) : null, 1e6), `precision of ${of}`);
    assert.ok(says(recall_micro, raising > 0 ? wilson(foretold, raising) : null, 1e6), `recall of ${of}`);
  }
  // Of who raised no hand, that is the standing of the facts.
  for (const step of LADDER) {
    const row = results.reached.find(({ standing }) => standing === step);
    const quiet = visits.filter((visit) => visit.hand_raises === 0 && visit.standing === step).length;
    assert.equal((row?.visits.published ?? 0) - (row?.raising.published ?? 0), quiet, `${step} of ${of}`);
  }
}

function count(all, of) {
  const counts = new Map();
  for (const one of all) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return counts;
}
