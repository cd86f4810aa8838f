// POST query, counted again: README, "Ask it".

import { sum } from './facts.mjs';

const BANDS = ['0-19', '20-39', '40-59', '60-79', '80-100'];
const NONE = '(none)';

const band = (score) => BANDS[Math.min(4, Math.floor(score / 20))];
const told = (text) => (text === '' ? NONE : text);

const OF_VIEWS = ['item', 'topic', 'author', 'stage', 'type', 'previous', 'next'];
const OF_VISITS = ['channel', 'source', 'campaign', 'country', 'region', 'device', 'bot', 'standing', 'segment',
  'heard', 'entry', 'exit'];

export const isTime = (dimension) => dimension.startsWith('time:');

/** What a dimension says of a page view and its visit, by the site's clock. */
export function value(dimension, visit, view, zone) {
  if (OF_VIEWS.includes(dimension)) return told(view[dimension]);
  if (OF_VISITS.includes(dimension)) return told(visit[dimension]);
  switch (dimension) {
    case 'path': return visit.path.join(' → ');
    case 'fit_band': return band(visit.fit);
    case 'engagement_band': return band(visit.engagement);
    case 'time:hour': return zone.hour(visit.start_ms);
    case 'time:day': return zone.day(visit.start_ms);
    case 'time:week': return zone.week(visit.start_ms);
    case 'time:month': return zone.month(visit.start_ms);
    default: throw new Error(dimension);
  }
}

/** Whether all filters hold of a page view and its visit. */
export function holds(filter, visit, view, zone) {
  const [operator, of, values] = filter;
  if (operator === 'and') return of.every((one) => holds(one, visit, view, zone));
  if (operator === 'or') return of.some((one) => holds(one, visit, view, zone));
  if (operator === 'not') return !holds(of, visit, view, zone);
  const own = value(of, visit, view, zone);
  switch (operator) {
    case 'is': return values.includes(own);
    case 'is_not': return !values.includes(own);
    case 'contains': return values.some((part) => own.toLowerCase().includes(part.toLowerCase()));
    case 'contains_not': return !values.some((part) => own.toLowerCase().includes(part.toLowerCase()));
    case 'matches': return values.some((glob) => pattern(glob).test(own));
    case 'matches_not': return !values.some((glob) => pattern(glob).test(own));
    default: throw new Error(operator);
  }
}

const patterns = new Map();

function pattern(glob) {
  if (!patterns.has(glob)) {
    const parts = glob.split(/(\*\*|\*)/).map((part) =>
      part === '**' ? '[^]*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    patterns.set(glob, new RegExp(`^${parts.join('')}$`));
  }
  return patterns.get(glob);
}

/** Whether a question mentions a dimension. */
export function mentions(question, dimension) {
  const within = (filter) =>
    ['and', 'or'].includes(filter[0]) ? filter[1].some(within)
      : filter[0] === 'not' ? within(filter[1]) : filter[1] === dimension;
  return (question.dimensions ?? []).includes(dimension) || (question.filters ?? []).some(within);
}

/** Visits of a site by day, for each clock: days are asked about all the time. */
const calendars = new Map();

function byDay(visits, zone) {
  if (!calendars.has(visits)) calendars.set(visits, new Map());
  const clocks = calendars.get(visits);
  if (!clocks.has(zone.name)) {
    const days = new Map();
    for (const visit of visits) {
      const day = zone.day(visit.start_ms);
      if (days.has(day)) days.get(day).push(visit);
      else days.set(day, [visit]);
    }
    clocks.set(zone.name, days);
  }
  return clocks.get(zone.name);
}

/** The visits of the days asked about; programs only where the question is about them. */
export function asked(visits, question, zone) {
  const [first, last] = question.date_range;
  const programs = mentions(question, 'bot');
  const days = [...byDay(visits, zone)].filter(([day]) => day >= first && day <= last);
  return days.flatMap(([, visits]) => (programs ? visits : visits.filter((visit) => visit.bot === '')));
}

/** The groups of a question: names, joined, to the visits of each with their page views in it. */
export function groups(visits, question, zone) {
  const { dimensions = [], filters = [] } = question;
  const rows = new Map();
  for (const visit of asked(visits, question, zone)) {
    const own = new Map();
    for (const view of visit.views) {
      if (!filters.every((filter) => holds(filter, visit, view, zone))) continue;
      const name = dimensions.map((dimension) => value(dimension, visit, view, zone)).join('\n');
      if (own.has(name)) own.get(name).push(view);
      else own.set(name, [view]);
    }
    for (const [name, views] of own) {
      if (rows.has(name)) rows.get(name).push([visit, views]);
      else rows.set(name, [[visit, views]]);
    }
  }
  return rows;
}

/** The value that at least so many hundredths do not exceed, by sorting them all. */
export function quantile(values, percent) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(1, Math.ceil((sorted.length * percent) / 100)) - 1];
}

const whole = (part, of) => Math.floor((part * 100) / of);

/** Metrics of a group. */
const METRICS = {
  visits: (group) => group.length,
  pageviews: (group) => sum(group.map(([, views]) => views.length)),
  engaged_ms: (group) => sum(given(group)),
  engaged_ms_median: (group) => quantile(given(group), 50),
  engaged_ms_p25: (group) => quantile(given(group), 25),
  engaged_ms_p75: (group) => quantile(given(group), 75),
  engaged_ms_p90: (group) => quantile(given(group), 90),
  read_through: (group) => (ofViews(group, 'words') === 0 ? null : whole(ofViews(group, 'read'), ofViews(group, 'words'))),
  reads: (group) => ofViews(group, 'reads'),
  depth: (group) => quantile(group.flatMap(([, views]) => views.map((view) => view.depth)), 50),
  hand_raises: (group) => ofViews(group, 'hand_raises'),
  engagement: (group) => quantile(group.map(([visit]) => visit.engagement), 50),
  intent: (group) => quantile(group.map(([visit]) => visit.intent), 50),
  fit: (group) => (group.length === 0 ? null : Math.floor(sum(group.map(([visit]) => visit.fit)) / group.length)),
  points: (group) => ofViews(group, 'points'),
  raising_visits: (group) => group.filter(([visit]) => visit.hand_raises > 0).length,
};

const given = (group) => group.map(([, views]) => ofEach(views, 'engaged_ms'));
const ofEach = (views, what) => views.reduce((all, view) => all + view[what], 0);
const ofViews = (group, what) => group.reduce((all, [, views]) => all + ofEach(views, what), 0);

export const metrics = Object.keys(METRICS);
export const figure = (metric, group) => METRICS[metric](group);

/** Metrics that are quantiles of large numbers: within 1/256, as README says. */
const ROUGH = ['engaged_ms_median', 'engaged_ms_p25', 'engaged_ms_p75', 'engaged_ms_p90'];

/** Whether a figure is what the facts say. */
export function isSame(metric, told, counted) {
  if (told === counted) return true;
  return isRough(metric) && told !== null && counted !== null && isClose(told, counted);
}

export const isRough = (metric) => ROUGH.includes(metric);

export const isClose = (told, counted) => Math.abs(told - counted) * 256 <= counted;
