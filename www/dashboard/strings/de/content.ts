import type { Text } from '../text';

export const content: Text['content'] = {
  title: 'Was wird gelesen, nicht nur geöffnet?',
  item: 'Beitrag',
  type: 'Typ',
  stage: 'Phase',
  sortBy: 'Sortieren nach',
  more: 'Mehr anzeigen',
  shown: (shown, all) => `${shown} von ${all} ${all === '1' ? 'Beitrag' : 'Beiträgen'}`,
  keyRead: 'gelesen',
  keyScrolled: 'nur überscrollt',
};
