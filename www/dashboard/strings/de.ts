/**
 * Every word the dashboard says, in German.
 *
 * # The words of the house
 * visit: Besuch · page view: Seitenaufruf · piece: Beitrag · read (a page view that was really
 * read): gelesener Aufruf, in sentences Lektüre · engaged time: aktive Zeit · read-through:
 * gelesener Anteil · depth: Scrolltiefe · section: Abschnitt · hand-raise: Handzeichen; whoever
 * gives one „meldet sich“ ·
 * engagement: Engagement · intent: Absicht · fit: Passung · points: Punkte · standing: Stand
 * (flüchtig, lesend, vertieft, abwägend, bereit) · stage: Phase (Orientierung, Abwägung,
 * Entscheidung) · content path: Lesepfad · source: Quelle · channel: Kanal · campaign: Kampagne ·
 * segment: Segment · influence: Einfluss · credit: Anteil · model: Modell · hit: Hit · refusal:
 * Abweisung · parity difference: Abweichung · arm (with or without a form): Gruppe · reader: Leser,
 * or a verb: „liest“ · site: Website · edge: Server · tag: Tag, das · token: Token, das · share
 * link: Freigabelink.
 *
 * Nobody is addressed: what is to be done stands in the infinitive.
 */
import { product, skip, title, board, site, setup, signOut, recorded } from './de/app';
import { beside } from './de/beside';
import { sources, audience, subjects, breakdown } from './de/breakdown';
import { bring } from './de/bring';
import { caveats } from './de/caveats';
import { change } from './de/change';
import { content } from './de/content';
import { deals } from './de/deals';
import { empty } from './de/empty';
import { signIn, share } from './de/entry';
import { filter } from './de/filter';
import { headline } from './de/headline';
import { heard, imported } from './de/heard';
import { heat } from './de/heat';
import { influence } from './de/influence';
import { ladder } from './de/ladder';
import { leaks } from './de/leaks';
import { live } from './de/live';
import { metrics, units } from './de/metrics';
import { movers } from './de/movers';
import { rest, few, none, stages, types, channels, regions, countries, devices, bots } from './de/names';
import { paths } from './de/paths';
import { ranges, beforeRanges, range, daysBefore, yearBefore, dates, zone } from './de/period';
import { piece } from './de/piece';
import { places } from './de/places';
import { problem } from './de/problem';
import { proof } from './de/proof';
import { quadrant } from './de/quadrant';
import { quality } from './de/quality';
import { save } from './de/save';
import { segments } from './de/segments';
import { sites } from './de/sites';
import { standings } from './de/standings';
import { trend } from './de/trend';
import { ungate } from './de/ungate';
import { uplift } from './de/uplift';
import type { Text } from './text';

export const text: Text = {
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
};
