import type { Text } from '../text';

export const places: Text['places'] = {
  title: 'Wo wird gelesen?',
  tabs: { country: 'Land', region: 'Region' },
  finding: (place, share) => `${place}: ${share} der Besuche`,
  share: 'Anteil',
  changeMeans: (when) =>
    `Um wie viele Punkte der Anteil an allen Besuchen höher oder niedriger ist als ${when}. Wo weniger als 20 Besuche kamen, ist eine Änderung Zufall: Dann stehen dort die Besuche von damals. Der hellere Balken ist der Anteil von damals.`,
};
