// The same readers once more, of pieces that were edited, are not the same for all, and have several media: each of
// the simulator's is the same text for all, with one film.

import assert from 'node:assert/strict';

import { api, ask, DAYS, FIRST } from './api.mjs';
import { exported } from './facts.mjs';
import { DAY_MS } from './zone.mjs';

/** Pieces that are edited, of so many that are read most. */
const PIECES = 4;
const OFTEN = 12;
/** Visits that read them, about. */
const VISITS = 6_000;
/** A restore takes 4 MiB at once. */
const PART_CHARACTERS = 2_000_000;
/** More than the eight that are told, and one of unknown length. */
const LENGTHS_S = [0, 20, 45, 101, 120, 150, 240, 333, 420, 500, 600];

/** Makes two sites, as `all` and `five` are, of these readers; gives the pieces. */
export async function edit(visits, chance, [all, five]) {
  const plans = new Map(chance.some(readOften(visits).slice(0, OFTEN), PIECES).map((item, n) => [item, plan(chance, n)]));
  const parts = await editedParts(visits, plans, chance);
  for (const [site, like] of [[all, 'all'], [five, 'five']]) {
    const { answer: { config } } = await ask(`sites/${like}/config`, undefined, { method: 'GET' });
    const { status, answer } = await ask('sites', { site, config });
    assert.equal(status, 201, JSON.stringify(answer));
    for (const part of parts) await api(`sites/${site}/restore`, part, { 'content-type': 'application/x-ndjson' });
  }
  return [...plans.keys()];
}

/** Items that have sections, those with the most page views first. */
export function readOften(visits) {
  const counts = new Map();
  visits.forEach(({ views }) => views.filter(({ sections }) => sections.length > 0).forEach(({ item }) =>
    counts.set(item, (counts.get(item) ?? 0) + 1)));
  return [...counts].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1)).map(([item]) => item);
}

/** What becomes of a piece. The first is in a language that is counted in characters. */
function plan(chance, n) {
  return {
    edited_ms: Date.parse(FIRST) + chance.between(1, DAYS - 1) * DAY_MS,
    grows: chance.happens(0.5),
    lengths: chance.some(LENGTHS_S, chance.between(3, LENGTHS_S.length)),
    language: n === 0 ? 'zh-Hans' : undefined,
  };
}

/** The lines of some visits that read the pieces, as a restore takes them. */
async function editedParts(visits, plans, chance) {
  const readers = visits.filter(({ path }) => path.some((item) => plans.has(item))).length;
  const each = Math.ceil(readers / VISITS);
  const parts = [''];
  const numbers = new Map();
  let reader = 0;
  for await (const { cursor, visit } of exported('all')) {
    if (!visit.page_views.some(({ item }) => plans.has(item.path))) continue;
    reader += 1;
    if (reader % each !== 0) continue;
    for (const view of visit.page_views) {
      const own = plans.get(view.item.path);
      if (own) editView(view, own, visit.start_ms, chance);
    }
    if (parts.at(-1).length > PART_CHARACTERS) parts.push('');
    parts[parts.length - 1] += `${JSON.stringify({ cursor: numbered(cursor, numbers), visit })}\n`;
  }
  return parts;
}

/** A restore takes visits of a shard by their numbers, without a gap: edge-worker/src/cursor.rs. */
function numbered(cursor, numbers) {
  const parts = cursor.split('.');
  const shard = parts.slice(0, 4).join('.');
  numbers.set(shard, (numbers.get(shard) ?? 0) + 1);
  return [...parts.slice(0, -2), numbers.get(shard), parts.at(-1)].join('.');
}

function editView(view, { edited_ms, grows, lengths, language }, start_ms, chance) {
  const sections = (view.sections ?? []).map(([words, ms]) => [words, chance.happens(0.1) ? 0 : ms]);
  if (start_ms >= edited_ms && sections.length > 0) {
    sections[0][0] *= 2;
    if (grows) sections.push([120, chance.pick([0, 9_000, 20_000])]);
    else if (sections.length > 1) sections.pop();
  }
  if (sections.length > 0 && chance.happens(0.1)) sections.at(-1)[0] += 1;
  if (chance.happens(0.04)) sections.splice(chance.between(1, 3));
  if (chance.happens(0.03)) sections.length = 0;
  view.sections = sections;
  if (chance.happens(0.5)) {
    view.media = chance.some(lengths, chance.between(1, 3)).map((length_s) => ({ length_s, played: played(chance, length_s || 300) }));
  }
  view.item.language = language ?? view.item.language;
}

/** Stretches of a medium: all of it, some, now and then past its end, or none. */
function played(chance, length_s) {
  if (chance.happens(0.3)) return [[0, length_s]];
  const stretches = [];
  let from = chance.between(0, length_s);
  for (let n = chance.between(0, 3); n > 0; n--) {
    const to = from + chance.between(1, length_s);
    stretches.push([from, to]);
    from = to + chance.between(1, length_s);
  }
  return stretches;
}
