// POST sections, counted again where everything is told, and pairs of questions where figures stand for five visits:
// README, "How far a piece is read".

import assert from 'node:assert/strict';

import { api, ask, DAYS, FIRST, pairs, seed, together } from '../api.mjs';
import { Chance } from '../chance.mjs';
import { edit, readOften } from '../edited.mjs';
import { facts, sum } from '../facts.mjs';
import { isClose } from '../query.mjs';
import { condition, range, width } from '../random.mjs';
import { isPlayed, media, otherWords, outlines, pageViews, section, unit, unseen, usual } from '../sections.mjs';
import { says, wilson } from '../statistics.mjs';
import { plus, Zone } from '../zone.mjs';
import { setClock, values } from './queries.mjs';
import { K, OF_VIEWS, OF_VISITS, within } from './small.mjs';

/** Media that are told. */
const MEDIA = 8;
const EDITED = ['edited', 'edited-five'];

export const sections = [
  ['how far pieces are read', (visits) => recount(visits, ['all', 'five'], new Chance(seed * 1_000 + 90))],
  ['how far edited pieces are read', recountEdited],
];

async function recountEdited(visits) {
  const chance = new Chance(seed * 1_000 + 91);
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const items = await edit(visits, chance, EDITED);
  return recount(await facts(EDITED[0]), EDITED, chance, items);
}

/** Of a site that tells everything, and one of the same facts that does not. */
async function recount(visits, [all, five], chance, items) {
  const zone = new Zone('Europe/Berlin');
  await setClock(zone.name);
  const names = values(visits, zone);
  const questions = Math.ceil(pairs / 10);
  let rows = 0;
  for (let n = 0; n < questions; n++) {
    const question = ofPiece(chance, names, items ?? names.item, n);
    const answer = await api('sections', { site: all, ...question });
    rows += compare(question, answer, pageViews(visits, question, zone).map(([, view]) => view));
  }
  const told = await compareFive(five, visits, zone, chance, names, items ?? readOften(visits).slice(0, 20));
  return `${questions} questions, ${rows} sections and media; ${told}`;
}

/** A question about a piece; the first ones are about all days. */
function ofPiece(chance, names, items, n) {
  const filters = Array.from({ length: n === 0 ? 0 : chance.pick([0, 0, 1, 1, 2]) }, () =>
    condition(chance, names, Object.keys(names)));
  const date_range = n < 5 ? [FIRST, plus(FIRST, DAYS - 1)] : range(chance, FIRST, DAYS);
  return { item: chance.pick(items), filters, date_range };
}

/** Every figure; gives how many sections and media. */
function compare(question, answer, views) {
  const of = JSON.stringify(question);
  const { results, media: played, meta } = answer;
  const [count, own] = usual(outlines(views));
  const without = views.filter(({ sections }) => sections.length === 0).length;
  assert.equal(meta.page_views ?? 0, views.length, `page views of ${of}`);
  assert.equal(results.length, count, `sections of ${of}`);
  assert.equal(meta.outline_page_views, own.length, `page views of the outline of ${of}`);
  assert.equal(meta.unseen, unseen(own), `page views that saw none of ${of}`);
  assert.equal(meta.without_sections, without, `page views without sections of ${of}`);
  assert.equal(meta.other_outlines, views.length - without - own.length, `page views of other outlines of ${of}`);
  assert.equal(meta.unit, unit(own), `unit of ${of}`);
  results.forEach((row, at) => compareSection(row, own, at, `section ${at + 1} of ${of}`));
  compareMedia(answer, views, of);
  const caveats = [
    ['outlines_differ', meta.other_outlines > 0 || results.some((row) => row.other_words > 0)],
    ['without_sections', without > 0],
    ['short_sections', results.some((row) => row.is_short)],
    ['media_by_length', played.length > 0],
    ['small_groups_left_out', false],
  ];
  caveats.forEach(([caveat, holds]) => assert.equal(meta.caveats.includes(caveat), holds, `${caveat} of ${of}`));
  return results.length + played.length;
}

const isNear = (told, counted) => told === counted || (told !== null && counted !== null && isClose(told, counted));

function compareSection(row, views, at, of) {
  const { words, ms_median, other_words, read_share_micro, ...told } = row;
  const { words: ownWords, ms_median: ownMedian, ...counted } = section(views, at);
  assert.deepEqual(told, counted, of);
  assert.ok(isNear(words, ownWords), `words ${words}, not ${ownWords}: ${of}`);
  assert.ok(isNear(ms_median, ownMedian), `median ${ms_median}, not ${ownMedian}: ${of}`);
  const [least, most] = otherWords(views, at);
  assert.ok(least <= other_words && other_words <= most, `${other_words} other words, not ${least} to ${most}: ${of}`);
  assert.ok(says(read_share_micro, wilson(counted.read, views.length), 1e6), `share ${JSON.stringify(read_share_micro)}: ${of}`);
}

function compareMedia({ media: told, meta }, views, of) {
  const { starts, lengths } = media(views);
  const counted = [...lengths].sort(([a, some], [b, others]) => others.starts - some.starts || a - b).slice(0, MEDIA);
  assert.deepEqual(told.map(({ length_s }) => length_s), counted.map(([length_s]) => length_s), `media of ${of}`);
  told.forEach((medium, n) => {
    const { length_s, finished_share_micro, played_s_median, retention_micro, ...whole } = medium;
    const { played_s_median: ownMedian, retention, ...own } = counted[n][1];
    const at = `medium of ${length_s} s: ${of}`;
    assert.deepEqual(whole, own, at);
    assert.ok(isNear(played_s_median, ownMedian), `median ${played_s_median}, not ${ownMedian}: ${at}`);
    assert.ok(says(finished_share_micro, wilson(own.finished, own.starts), 1e6), `finished ${JSON.stringify(finished_share_micro)}: ${at}`);
    assert.equal(retention_micro.length, retention.length, `retention of ${at}`);
    retention_micro.forEach((micro, step) =>
      assert.ok(Math.abs(micro - retention[step] * 1e6) <= 1, `retention ${step}: ${micro}, not ${retention[step]}: ${at}`));
  });
  assert.equal(meta.other_starts, starts - sum(told.map((medium) => medium.starts)), `other starts of ${of}`);
}

/** Where figures stand for five visits: what each answer tells, and what two of them differ by. */
async function compareFive(site, visits, zone, chance, names, items) {
  const all = Array.from({ length: Math.ceil(pairs / 8) }, () => pair(chance, names, items));
  const tally = { told: 0, compared: 0, alike: 0, refused: 0 };
  await together(all, async (questions) => {
    const both = [];
    for (const question of questions) {
      const answer = await tell(site, question);
      if (answer === undefined) {
        tally.refused += 1;
        return;
      }
      const own = pageViews(visits, question, zone);
      compareTold(question, answer, own.map(([, view]) => view));
      tally.told += answer.results.length > 0 ? 1 : 0;
      both.push({ ...answer, own });
    }
    const of = `seed ${seed}: ${JSON.stringify(questions)}`;
    for (const [what, wide, narrow] of cells(...both)) {
      tally.compared += 1;
      tally.alike += wide === narrow ? 1 : 0;
      assert.ok(wide === narrow || Math.abs(wide - narrow) >= K, `${what}: ${wide} less ${narrow}: ${of}`);
    }
    compareBetween(...both, of);
  });
  assert.ok(tally.compared > all.length / 8, `only ${tally.compared} outlines and media of ${all.length} pairs`);
  return `${all.length} pairs, ${tally.told} outlines told, ${tally.compared} differences, ${tally.alike} of them nothing, ${tally.refused} refused`;
}

/** Two questions, of which the second is about some of the days, or has a filter more. */
function pair(chance, names, items) {
  for (;;) {
    const filters = chance.happens(0.4) ? [condition(chance, names, [...OF_VIEWS, ...OF_VISITS])] : [];
    const wide = { item: chance.pick(items), filters, date_range: range(chance, FIRST, DAYS) };
    const narrow = chance.pick([
      () => ({ ...wide, filters: [...filters, condition(chance, names, [...OF_VIEWS, ...OF_VISITS])] }),
      () => ({ ...wide, date_range: within(chance, wide.date_range) }),
    ])();
    if (width({ ...narrow, dimensions: ['item'] }) <= 6) return [wide, narrow];
  }
}

/** The answer, and the page views that a question by item tells of; none if that is too large a question. */
async function tell(site, question) {
  const { item, ...rest } = question;
  const asked = await ask('sections', { site, ...question });
  const query = { site, metrics: ['pageviews'], dimensions: ['item'], ...rest, limit: 10_000 };
  const byItem = await ask('query', query);
  if (asked.status === 400 || byItem.status === 400) return undefined;
  assert.deepEqual([asked.status, byItem.status], [200, 200], `${JSON.stringify(question)} ${JSON.stringify([asked.answer, byItem.answer])}`);
  const row = byItem.answer.results.find(({ dimensions }) => dimensions[0] === item);
  return { ...asked.answer, page_views: row?.metrics[0] ?? null };
}

/** What is told adds up, and is nowhere more than there is. */
function compareTold(question, { results, media: played, meta, page_views }, views) {
  const of = JSON.stringify(question);
  const notMore = (told, counted, what) => assert.ok(told <= counted, `${what}: ${told}, of ${counted}: ${of}`);
  assert.equal(meta.page_views, page_views, `page views of ${of}`);
  const { outline_page_views, other_outlines, without_sections } = meta;
  assert.equal(outline_page_views + other_outlines + without_sections, page_views ?? 0, `all page views of ${of}`);
  notMore(page_views ?? 0, views.length, 'page views');
  notMore(without_sections, views.filter(({ sections }) => sections.length === 0).length, 'without sections');
  assert.ok(outline_page_views === 0 || outline_page_views >= K, `${outline_page_views} page views of the outline of ${of}`);
  assert.equal(results.length > 0, outline_page_views > 0, `sections of ${of}`);

  const own = outlines(views).get(results.length) ?? [];
  notMore(outline_page_views, own.length, 'page views of the outline');
  notMore(meta.unseen, unseen(own), 'page views that saw none');
  assert.equal(sum(results.map(({ stopped }) => stopped)) + meta.unseen, outline_page_views, `who stopped in ${of}`);
  results.forEach((row, at) => {
    const counted = section(own, at);
    const { read, skimmed, jumped, unreached } = row;
    assert.equal(read + skimmed + jumped + unreached, outline_page_views, `section ${at + 1} of ${of}`);
    for (const what of ['read', 'skimmed', 'jumped', 'unreached', 'stopped', 'ms']) notMore(row[what], counted[what], `${what} of section ${at + 1}`);
  });

  const { starts, lengths } = media(views);
  for (const medium of played) {
    const counted = lengths.get(medium.length_s);
    assert.ok(medium.starts >= K && counted, `${medium.starts} starts of ${medium.length_s} s: ${of}`);
    for (const what of ['starts', 'finished', 'played_s']) notMore(medium[what], counted[what], `${what} of ${medium.length_s} s`);
  }
  notMore(sum(played.map((medium) => medium.starts)) + meta.other_starts, starts, 'starts');
}

/** What both answers tell of: page views of the same outline, and starts of the same medium. */
function cells(wide, narrow) {
  const isSame = wide.results.length > 0 && wide.results.length === narrow.results.length;
  const outline = isSame ? [['outline', wide.meta.outline_page_views, narrow.meta.outline_page_views]] : [];
  const starts = new Map(wide.media.map(({ length_s, starts }) => [length_s, starts]));
  const both = narrow.media.filter(({ length_s }) => starts.has(length_s));
  return [...outline, ...both.map(({ length_s, starts: part }) => [`medium of ${length_s} s`, starts.get(length_s), part])];
}

/** Where both tell of all page views of an outline, or all starts of a medium, five visits are between them, or none. */
function compareBetween(wide, narrow, of) {
  const between = (all, part, what) => {
    const inside = new Set(part.map(([, view]) => view));
    const left = new Set(all.filter(([, view]) => !inside.has(view)).map(([visit]) => visit));
    assert.ok(left.size === 0 || left.size >= K, `${what}: ${left.size} visits are between both: ${of}`);
  };
  const count = wide.results.length;
  const [all, part] = [wide, narrow].map(({ own }) => own.filter(([, { sections }]) => sections.length === count));
  const isWhole = all.length === wide.meta.outline_page_views && part.length === narrow.meta.outline_page_views;
  if (count > 0 && narrow.results.length === count && isWhole) between(all, part, 'outline');

  for (const { length_s, starts } of narrow.media) {
    const isOfLength = (medium) => medium.length_s === length_s && isPlayed(medium);
    const [all, part] = [wide, narrow].map(({ own }) => own.filter(([, view]) => view.media.some(isOfLength)));
    const told = wide.media.find((medium) => medium.length_s === length_s);
    if (all.length === told?.starts && part.length === starts) between(all, part, `medium of ${length_s} s`);
  }
}
