import type { Text } from '../text';

export const change: Text['change'] = {
  name: 'Änderung',
  means: (when) =>
    `Wie viel mehr oder weniger Besuche als ${when}. Wo damals weniger als 20 kamen, ist eine Änderung Zufall: Dann stehen dort die Besuche von damals, ebenso solange der Zeitraum noch läuft und bisher weniger brachte. Von zu wenigen Besuchen wird nichts genannt.`,
  was: (visits) => `zuvor ${visits}`,
  same: 'gleich',
  none: 'zuvor keine',
  hidden: 'nicht genannt',
};
