import type { Text } from '../text';

export const empty: Text['empty'] = {
  filtered: 'Kein Besuch passt zu diesen Filtern',
  filteredHelp: 'Einen entfernen oder einen längeren Zeitraum wählen.',
  quiet: (range) => `${range} keine Besuche`,
  inRange: { day: 'Heute noch', yesterday: 'Gestern', '7d': 'In diesen 7 Tagen', '30d': 'In diesen 30 Tagen', month: 'In diesem Monat noch' },
  inDays: (days, isOne) => (isOne ? `Am ${days}` : `Vom ${days}`),
  demo: 'Etwas lesen und zusehen, wie es hier ankommt.',
  demoHelp: 'Die Demo-Publikation wird bereits gemessen. Einen Beitrag öffnen, eine Weile lesen, zurückkommen: Diese Seite aktualisiert sich von selbst.',
  demoLink: 'Demo-Publikation öffnen',
  tag: 'Eigene Seiten messen',
  tagHelp: 'Diese Zeile in den Kopf jeder Seite einfügen. Sie setzt kein Cookie, liest kein Formular und speichert nichts auf dem Gerät des Lesers.',
  watch: 'Den ersten Hit ankommen sehen',
  copy: 'Tag kopieren',
  copied: 'Kopiert',
  rows: 'Nichts in diesem Zeitraum.',
};
