import type { Text } from '../text';
import { plural } from './count';

export const live: Text['live'] = {
  title: 'Aufmerksamkeit jetzt',
  readers: (count) => plural(count, 'liest gerade', 'lesen gerade'),
  none: 'Gerade liest niemand',
  few: (k) => `Gerade lesen weniger als ${k}`,
  looking: 'Es wird nachgesehen …',
  raised: (count) => `${count} Handzeichen in den letzten 30 Minuten`,
  means: 'Besuche mit einem Lebenszeichen in den letzten 5 Minuten.',
  broken: 'Live ist unterbrochen, neuer Versuch läuft',
};
