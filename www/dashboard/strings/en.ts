/** Every word the dashboard says, in English, a file a view. Placeholders are functions, so none is forgotten. */
import * as appWords from './en/app';
import { beside } from './en/beside';
import * as breakdownWords from './en/breakdown';
import { bring } from './en/bring';
import { caveats } from './en/caveats';
import { content } from './en/content';
import { deals } from './en/deals';
import { empty } from './en/empty';
import * as entryWords from './en/entry';
import { filter } from './en/filter';
import { headline } from './en/headline';
import * as heardWords from './en/heard';
import { heat } from './en/heat';
import { influence } from './en/influence';
import { ladder } from './en/ladder';
import { leaks } from './en/leaks';
import { live } from './en/live';
import * as metricsWords from './en/metrics';
import { movers } from './en/movers';
import * as namesWords from './en/names';
import { paths } from './en/paths';
import * as periodWords from './en/period';
import { places } from './en/places';
import { problem } from './en/problem';
import { proof } from './en/proof';
import { quadrant } from './en/quadrant';
import { quality } from './en/quality';
import { segments } from './en/segments';
import { sites } from './en/sites';
import { standings } from './en/standings';
import { trend } from './en/trend';
import { ungate } from './en/ungate';
import { uplift } from './en/uplift';

export const text = {
  ...appWords,
  ...breakdownWords,
  ...entryWords,
  ...heardWords,
  ...metricsWords,
  ...namesWords,
  ...periodWords,
  standings,
  headline,
  live,
  trend,
  ladder,
  content,
  influence,
  caveats,
  heat,
  segments,
  sites,
  proof,
  movers,
  leaks,
  ungate,
  beside,
  paths,
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
