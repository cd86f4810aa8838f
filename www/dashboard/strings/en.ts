/** Every word the dashboard says, in English, a file a view. Placeholders are functions, so none is forgotten. */
import { product, skip, title, board, site, setup, signOut, recorded } from './en/app';
import { beside } from './en/beside';
import { sources, audience, subjects, breakdown } from './en/breakdown';
import { bring } from './en/bring';
import { caveats } from './en/caveats';
import { change } from './en/change';
import { content } from './en/content';
import { deals } from './en/deals';
import { empty } from './en/empty';
import { signIn, share } from './en/entry';
import { filter } from './en/filter';
import { headline } from './en/headline';
import { heard, imported } from './en/heard';
import { heat } from './en/heat';
import { influence } from './en/influence';
import { ladder } from './en/ladder';
import { leaks } from './en/leaks';
import { live } from './en/live';
import { metrics, units } from './en/metrics';
import { movers } from './en/movers';
import { rest, few, none, stages, types, channels, regions, countries, devices, bots } from './en/names';
import { paths } from './en/paths';
import { ranges, beforeRanges, range, daysBefore, yearBefore, dates, zone } from './en/period';
import { piece } from './en/piece';
import { places } from './en/places';
import { problem } from './en/problem';
import { proof } from './en/proof';
import { quadrant } from './en/quadrant';
import { quality } from './en/quality';
import { save } from './en/save';
import { segments } from './en/segments';
import { sites } from './en/sites';
import { standings } from './en/standings';
import { trend } from './en/trend';
import { ungate } from './en/ungate';
import { uplift } from './en/uplift';

export const text = {
  product,
  skip,
  title,
  board,
  site,
  setup,
  signOut,
  recorded,
  sources,
  audience,
  subjects,
  breakdown,
  signIn,
  share,
  heard,
  imported,
  metrics,
  units,
  rest,
  few,
  none,
  stages,
  types,
  channels,
  regions,
  countries,
  devices,
  bots,
  ranges,
  beforeRanges,
  range,
  daysBefore,
  yearBefore,
  dates,
  zone,
  standings,
  headline,
  live,
  trend,
  ladder,
  content,
  influence,
  caveats,
  change,
  heat,
  save,
  segments,
  sites,
  proof,
  movers,
  leaks,
  ungate,
  beside,
  paths,
  piece,
  places,
  filter,
  empty,
  problem,
  quadrant,
  quality,
  deals,
  bring,
  uplift,
} as const;
