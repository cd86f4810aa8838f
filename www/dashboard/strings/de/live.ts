import type { Text } from '../text';
import { besuche, plural } from './count';

export const live: Text['live'] = {
  title: 'Aufmerksamkeit jetzt',
  readers: (count) => plural(count, 'liest gerade', 'lesen gerade'),
  none: 'Gerade liest niemand',
  few: (k) => `Gerade lesen weniger als ${k}`,
  looking: 'Es wird nachgesehen …',
  raised: (count) => `${count} Handzeichen in den letzten 30 Minuten`,
  means: 'Besuche mit einem Lebenszeichen in den letzten 5 Minuten.',
  broken: 'Live ist unterbrochen, neuer Versuch läuft',
  board: 'Live-Tafel',
  boardTitle: (site) => `${site}, live`,
  leave: 'Alle Zahlen',
  fullScreen: 'Vollbild',
  reading: 'Wird gerade gelesen',
  standings: 'Wie weit sie sind',
  channels: 'Wie sie kamen',
  countries: 'Wo sie sind',
  raises: 'Handzeichen in den letzten 30 Minuten',
  minutes: 'Besuche, die eine Seite öffneten, Minute für Minute',
  busiest: (count, isOne, ago) =>
    `Am meisten los ${ago === 0 ? 'in dieser Minute' : ago === 1 ? 'vor einer Minute' : `vor ${ago} Minuten`}: ${besuche(count, isOne)}`,
  quiet: 'In den letzten 30 Minuten wurde keine Seite geöffnet',
  quietHere: 'Noch nichts. Es erscheint hier, sobald jemand liest.',
  hidden: (k) => `Wofür weniger als ${k} Besuche stehen, wird nicht gesagt.`,
  ago: (minutes) => (minutes === 0 ? 'jetzt' : `vor ${minutes} Min.`),
  minute: 'Minute',
  visits: 'Besuche',
  chart: (finding) => `Balkendiagramm der letzten 30 Minuten. ${finding}. Die Tabelle darunter enthält dieselben Zahlen.`,
  more: (count) => `und ${count} weitere`,
};
