import type { Text } from '../text';

export const quadrant: Text['quadrant'] = {
  title: 'Welche Beiträge erreichen viele, und welche werden gelesen?',
  finding: (title, read, visits) => `Ihn öffnen weniger als andere und lesen mehr davon: ${title} (${visits} Besuche, ${read} gelesen)`,
  few: 'Drei Beiträge ergeben ein Bild; es gibt weniger, von denen sich beides sagen lässt.',
  axis: 'Nach oben: gelesener Anteil der Wörter. Nach rechts: Besuche; jeder Schritt ist ein Vielfaches mehr.',
  key: 'mit Handzeichen',
  reach: 'Besuche',
  corners: { gem: 'Wenig geöffnet, gelesen', star: 'Viel geöffnet, gelesen', quiet: 'Wenig geöffnet, wenig gelesen', opened: 'Viel geöffnet, wenig gelesen' },
  chart: (pieces) => `${pieces} Beiträge nach Besuchen und nach dem gelesenen Anteil ihrer Wörter. Die Tabelle darunter enthält dieselben Zahlen.`,
};
