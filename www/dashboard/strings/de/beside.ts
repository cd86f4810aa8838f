import type { Text } from '../text';

export const beside: Text['beside'] = {
  previous: { title: 'Was wurde davor gelesen?', column: 'Davor', end: 'Hier begann der Besuch' },
  next: { title: 'Was wurde danach gelesen?', column: 'Danach', end: 'Hier endete der Besuch' },
  step: 'Weiter zu diesem Beitrag',
};
