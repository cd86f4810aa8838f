// The facts of a site, from its export, as EXPORT.md describes them. Bots are kept apart.

import { token, url } from './api.mjs';

/** Words a minute, and characters, of which Chinese, Japanese and Korean are made: README, "Words". */
const SPEED = { words: 238, characters: 400 };
const BY_CHARACTER = /^(zh|ja|ko|yue|cmn|wuu|nan|hak|lzh)\b/i;

/** Every closed visit of a site. */
export async function facts(site) {
  const visits = [];
  for await (const line of exported(site)) visits.push(visit(line.visit));
  return visits;
}

/** The line of every closed visit of a site: its `visit`, and its `cursor`. */
export async function* exported(site) {
  let end = { cursor: '' };
  do {
    const query = end.cursor && `?cursor=${encodeURIComponent(end.cursor)}`;
    const answer = await fetch(`${url}/api/v1/sites/${site}/export${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.status !== 200) throw new Error(`export: ${answer.status} ${await answer.text()}`);
    for await (const line of lines(answer.body)) {
      if (line.startsWith('{"cursor"')) yield JSON.parse(line);
      else if (line.startsWith('{"end"')) end = JSON.parse(line).end;
    }
  } while (!end.complete);
}

async function* lines(body) {
  const text = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const parts = (rest + text.decode(bytes, { stream: true })).split('\n');
    rest = parts.pop();
    yield* parts.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

/** A visit with what reports ask of it; what is not asked is let go, as there are many. */
function visit(of) {
  const views = of.page_views.map((view) => pageView(of, view));
  const opened = views.filter((view, n) => n === 0 || view.item !== views[n - 1].item);
  let before;
  let at = -1;
  views.forEach((view, n) => {
    if (n === 0 || view.item !== views[n - 1].item) {
      at += 1;
      before = at === 0 ? '' : opened[at - 1].item;
    }
    view.previous = before;
    view.next = at + 1 < opened.length ? opened[at + 1].item : '';
  });
  const said = views.findLast((view) => view.heard.length > 0);
  return {
    start_ms: of.start_ms,
    region: of.region,
    channel: of.channel,
    source: of.source,
    campaign: of.campaign,
    device: of.device,
    bot: of.bot,
    country: of.country,
    segment: of.segment ?? '',
    fit: of.fit ?? 0,
    classified: of.classified ?? false,
    engagement: of.engagement,
    intent: of.intent,
    standing: of.standing,
    heard: said === undefined ? '' : said.heard.length > 1 ? '(several)' : said.heard[0],
    path: opened.map((view) => view.item),
    entry: views[0].item,
    exit: views.at(-1).item,
    hand_raises: sum(views.map((view) => view.hand_raises)),
    views,
  };
}

function pageView(visit, of) {
  const { sections = [], media = [] } = of;
  const words = sum(sections.map(([words]) => words));
  const read = sum(sections.map((section) => (isRead(section, of.item.language) ? section[0] : 0)));
  return {
    at_ms: visit.start_ms + of.after_ms,
    item: of.item.path,
    title: of.item.title,
    topic: of.item.topic,
    author: of.item.author,
    stage: of.item.stage,
    type: of.item.type,
    language: of.item.language,
    points: of.points,
    engaged_ms: of.active_ms + of.media_ms,
    depth: of.height_px === 0 ? 0 : Math.min(100, Math.floor((of.bottom_px * 100) / of.height_px)),
    words,
    read,
    sections,
    media,
    reads: words > 0 && read * 2 >= words ? 1 : 0,
    hand_raises: sum(Object.values(of.hand_raises ?? {})),
    heard: of.heard === undefined ? [] : [of.heard].flat(),
  };
}

export const isByCharacter = (language) => BY_CHARACTER.test(language);

/** In whole milliseconds. */
export const readingMs = (words, language) =>
  Math.floor((words * 60_000) / (isByCharacter(language) ? SPEED.characters : SPEED.words));

/** On screen for at least half of its reading time. */
export const isRead = ([words, ms], language) => words > 0 && ms * 2 >= readingMs(words, language);

export const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
