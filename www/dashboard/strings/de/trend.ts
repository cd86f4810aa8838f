import type { Text } from '../text';
import { besuche } from './count';

export const trend: Text['trend'] = {
  title: 'Wann kamen sie?',
  peakHour: (count, isOne, hour) => `Am meisten los um ${hour}: ${besuche(count, isOne)}`,
  peakDay: (count, isOne, day) => `Am meisten los am ${day}: ${besuche(count, isOne)}`,
  none: 'Keine Besuche in diesem Zeitraum',
  perHour: 'Besuche je Stunde',
  perDay: 'Besuche je Tag',
  when: 'Beginn',
  previous: 'Besuche davor',
  table: 'Dasselbe als Tabelle',
  unfinished: 'läuft noch',
  changed: 'Was geändert wurde',
  model: 'ein neues Bewertungsmodell',
  gated: (title) => `ein Formular vor „${title}“`,
  ungated: (title) => `kein Formular mehr vor „${title}“`,
  unread: 'Was in diesen Tagen geändert wurde, ließ sich nicht lesen.',
  chart: (finding) => `Balkendiagramm der Besuche im Zeitverlauf. ${finding}. Die Tabelle darunter enthält dieselben Zahlen.`,
};
