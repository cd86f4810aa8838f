import type { Text } from '../text';

export const paths: Text['paths'] = {
  title: 'In welcher Reihenfolge wird gelesen?',
  path: 'Lesepfad',
  standing: 'Kam bis',
  more: 'Mehr anzeigen',
  shown: (shown, all) => `${shown} von ${all} ${all === '1' ? 'Pfad' : 'Pfaden'}`,
  then: 'dann',
  tabs: { all: 'Alle Besuche', more: 'Ab zwei Beiträgen' },
};
