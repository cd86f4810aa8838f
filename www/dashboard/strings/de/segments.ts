import type { Text } from '../text';
import { besuche } from './count';

export const segments: Text['segments'] = {
  title: 'Erreicht es die, für die geschrieben wird?',
  column: 'Segment',
  finding: (share, names) => `${share} der Besuche ${names}`,
  fits: 'gehören zu einem der Segmente',
  coverage: (share) =>
    `Bei ${share} dieser Besuche sagt das Netz, wo der Leser arbeitet. Über die anderen wissen Regeln zu Organisationen und Netzarten nichts.`,
  none: 'Noch gehört kein Besuch zu einem Segment. Für wen geschrieben wird, sagen die Regeln unter „segments“ in den Einstellungen der Website.',
  matrix: {
    caption: 'Besuche nach Passung und Engagement',
    fit: 'Passung',
    engagement: 'Engagement',
    about: (fit, engagement) => `Passung ${fit}, Engagement ${engagement}`,
    median: (time) => `die Hälfte davon ${time} und länger aktiv`,
    other: (visits, isOne) => `${besuche(visits, isOne)} mehr in Feldern, die zu klein sind, um sie zu nennen.`,
    how: 'In jedem Feld: Besuche, der Median ihrer aktiven Zeit und wie viele mehr oder weniger als zuvor. Oben rechts: Sie passen und lesen. Unten rechts: die Richtigen, die wenig gefunden haben.',
  },
};
