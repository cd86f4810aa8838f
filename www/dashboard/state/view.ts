import type { Metric } from '../api/types';
import { parsePart, type SetupPart } from '../setup/parts';
import { parseCost, printCost, type Cost } from '../views/proof/cost';
import { language, own, type Language } from '../strings/language';
import { parseCosts, printCosts, type Costs } from '../views/deals/costs';
import { FILTERS, type Clause } from './clause';
import { parseRange, printRange, type Earlier, type Range } from './range';

export const DEFAULT_SITE = 'demo';

export const SORTS = ['visits', 'engaged_ms_median', 'read_through', 'depth', 'hand_raises', 'points'] as const satisfies
  readonly Metric[];

export interface Sort {
  readonly metric: (typeof SORTS)[number];
  readonly descending: boolean;
}

/** All that a reader of the dashboard chose; a URL says it completely. */
export interface View {
  readonly site: string;
  readonly range: Range;
  readonly comparison: Earlier;
  readonly clauses: readonly Clause[];
  readonly sort: Sort;
  /** The open tab of each panel that has tabs, where it is not the first. */
  readonly tabs: Readonly<Record<string, string>>;
  /** The part of the set-up that is open in place of the numbers. */
  readonly setup: SetupPart | null;
  /** What the budget's proof is of, where that is open in place of the board. */
  readonly proof: Cost | null;
  /** What each way to deals cost. */
  readonly costs: Costs | null;
  /** The board that fills a screen in place of the numbers. */
  readonly board: 'live' | null;
  /** Whether all sites are shown in place of one's board. */
  readonly isOfAll: boolean;
}

const FIRST_SORT: Sort = { metric: 'visits', descending: true };

/**
 * Reads a query string such as `?range=7d&stage=decision&country!=DE`.
 *
 * One parameter a value, named by its dimension, with `!` for "is not": people read, edit and
 * share these. What is not understood is left out, so an old link still opens.
 */
export function parseView(search: string): View {
  const params = new URLSearchParams(search);
  const clauses = FILTERS.flatMap((dimension): Clause[] => {
    const wanted = params.getAll(dimension);
    if (wanted.length > 0) return [{ dimension, is: true, values: wanted }];
    const unwanted = params.getAll(`${dimension}!`);
    return unwanted.length > 0 ? [{ dimension, is: false, values: unwanted }] : [];
  });
  const tabs = [...params].filter(([key]) => key.startsWith('tab.')).map(([key, value]) => [key.slice(4), value]);
  return {
    site: params.get('site') || DEFAULT_SITE,
    range: parseRange(params.get('range')),
    comparison: params.get('comparison') === 'year_before' ? 'year_before' : 'previous_period',
    clauses,
    sort: parseSort(params.get('sort')),
    tabs: Object.fromEntries(tabs) as Record<string, string>,
    setup: parsePart(params.get('setup')),
    proof: parseCost(params.get('proof')),
    costs: parseCosts(params.get('costs')),
    board: params.get('board') === 'live' ? 'live' : null,
    isOfAll: params.get('sites') === 'all',
  };
}

/** The query string of a view, with what is usual left out; empty for the first view in the browser's own language. */
export function printView(view: View, shown: Language = language): string {
  const params = new URLSearchParams();
  if (view.site !== DEFAULT_SITE) params.set('site', view.site);
  if (view.isOfAll) params.set('sites', 'all');
  if (view.range !== 'day') params.set('range', printRange(view.range));
  if (view.comparison !== 'previous_period') params.set('comparison', view.comparison);
  for (const { dimension, is, values } of view.clauses) {
    for (const value of values) params.append(is ? dimension : `${dimension}!`, value);
  }
  const sort = printSort(view.sort);
  if (sort !== printSort(FIRST_SORT)) params.set('sort', sort);
  for (const [panel, tab] of Object.entries(view.tabs)) params.set(`tab.${panel}`, tab);
  if (view.setup !== null) params.set('setup', view.setup);
  if (view.proof !== null) params.set('proof', printCost(view.proof));
  if (view.board !== null) params.set('board', view.board);
  if (shown !== own) params.set('lang', shown);
  if (view.costs !== null) params.set('costs', printCosts(view.costs));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function parseSort(text: string | null): Sort {
  const metric = SORTS.find((known) => known === text?.replace(/^-/, ''));
  return metric === undefined ? FIRST_SORT : { metric, descending: text!.startsWith('-') };
}

const printSort = (sort: Sort): string => `${sort.descending ? '-' : ''}${sort.metric}`;
