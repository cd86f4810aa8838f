import type { Text } from '../text';

export const headline: Text['headline'] = {
  title: 'Die Zahlen',
  engaged: 'Aktive Zeit (Median)',
  was: (value, when) => `${when}: ${value}`,
  nothing: (when) => `${when}: nichts zum Vergleichen`,
  up: (by, when) => `${by} mehr als ${when}`,
  down: (by, when) => `${by} weniger als ${when}`,
  same: (when) => `wie ${when}`,
  byNow: (when) => `${when} bis zu dieser Uhrzeit`,
  points: (value) => `${value} ${value === '1' ? 'Punkt' : 'Punkte'}`,
  announce: (visits, pageviews, raises) => `Aktualisiert: ${visits} Besuche, ${pageviews} Seitenaufrufe, ${raises} Handzeichen.`,
  simulated: (count, isOne) => `Darunter ${count} ${isOne ? 'simulierter Besuch' : 'simulierte Besuche'}`,
  simulatedMeans: 'Vom Simulator erzeugt, um dieses Dashboard zu füllen. Dabei hat kein Mensch etwas gelesen.',
};
