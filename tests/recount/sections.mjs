// POST sections, counted again: README, "How far a piece is read".

import { isByCharacter, isRead, readingMs, sum } from './facts.mjs';
import { asked, holds, quantile } from './query.mjs';

/** A section whose text is read within this time: a glance is a read. */
const SHORT_MS = 5_000;
const FINISHED_PERCENT = 95;
/** Steps of `retention_micro` at most. */
const STEPS = 100;

/** The page views that a question is about, each with its visit. */
export function pageViews(visits, question, zone) {
  const { item, filters } = question;
  const isAsked = (visit, view) => view.item === item && filters.every((filter) => holds(filter, visit, view, zone));
  return asked(visits, question, zone).flatMap((visit) =>
    visit.views.filter((view) => isAsked(visit, view)).map((view) => [visit, view]));
}

/** Page views by how many sections they have; those without any are in none. */
export function outlines(views) {
  const all = new Map();
  for (const view of views) {
    const count = view.sections.length;
    if (count === 0) continue;
    if (all.has(count)) all.get(count).push(view);
    else all.set(count, [view]);
  }
  return all;
}

/** How many sections most page views have, and these page views; of as many, those with more sections. */
export function usual(outlines) {
  const sorted = [...outlines].sort(([a, some], [b, others]) => others.length - some.length || b - a);
  return sorted[0] ?? [0, []];
}

/** The place of the last section that was on screen. */
const last = ({ sections }) => sections.findLastIndex(([, ms]) => ms > 0);

export const unseen = (views) => views.filter((view) => last(view) < 0).length;

export const unit = (views) =>
  views.filter(({ language }) => isByCharacter(language)).length * 2 > views.length ? 'characters' : 'words';

/** What the page views of an outline say of the section at a place. */
export function section(views, at) {
  const count = (is) => views.filter(is).length;
  const words = ({ sections }) => sections[at][0];
  const ms = ({ sections }) => sections[at][1];
  const shown = views.filter((view) => ms(view) > 0);
  const read = shown.filter(({ sections, language }) => isRead(sections[at], language)).length;
  const isShort = (view) => words(view) > 0 && readingMs(words(view), view.language) <= SHORT_MS;
  return {
    section: at + 1,
    words: quantile(views.map(words), 50),
    is_short: count(isShort) * 2 > views.length,
    read,
    skimmed: shown.length - read,
    jumped: count((view) => ms(view) === 0 && last(view) > at),
    unreached: count((view) => last(view) < at),
    stopped: count((view) => last(view) === at),
    ms: sum(views.map(ms)),
    ms_median: quantile(shown.map(ms), 50),
  };
}

/** How many page views have other words there than the median: at least, and at most. */
export function otherWords(views, at) {
  const words = views.map(({ sections }) => sections[at][0]);
  const median = quantile(words, 50);
  const others = words.filter((count) => count !== median);
  // What differs by no more than 0.4 % may count as the same.
  return [others.filter((count) => Math.abs(count - median) * 256 > median).length, others.length];
}

/** Whether some second of it was played: not of one whose length is not known, nor past the end only. */
export const isPlayed = ({ length_s, played }) => played.some(([from]) => from < length_s);

/** How many media were started, and what is known of those of each length. */
export function media(views) {
  const started = views.flatMap(({ media }) => media).filter(({ played }) => played.length > 0);
  const lengths = new Map();
  for (const { length_s, played } of started.filter(isPlayed)) {
    const own = secondsOf(played, length_s);
    if (lengths.has(length_s)) lengths.get(length_s).push(own);
    else lengths.set(length_s, [own]);
  }
  const told = [...lengths].map(([length_s, all]) => [length_s, medium(length_s, all)]);
  return { starts: started.length, lengths: new Map(told) };
}

/** The different seconds of it that were played. */
function secondsOf(played, length_s) {
  const seconds = new Set();
  for (const [from, to] of played) {
    for (let second = from; second < Math.min(to, length_s); second++) seconds.add(second);
  }
  return seconds;
}

function medium(length_s, all) {
  const counts = all.map((seconds) => seconds.size);
  const played = new Array(length_s).fill(0);
  all.forEach((seconds) => seconds.forEach((second) => (played[second] += 1)));
  const bucket_s = Math.ceil(length_s / STEPS);
  const steps = Array.from({ length: Math.ceil(length_s / bucket_s) }, (_, n) => played.slice(n * bucket_s, (n + 1) * bucket_s));
  return {
    starts: all.length,
    finished: counts.filter((count) => count * 100 >= length_s * FINISHED_PERCENT).length,
    played_s: sum(counts),
    played_s_median: quantile(counts, 50),
    bucket_s,
    /** Shares of the starts. */
    retention: steps.map((step) => sum(step) / (step.length * all.length)),
  };
}
