import type { Text } from '../text';
import { besuche } from './count';

export const heat: Text['heat'] = {
  cell: (visits, isOne, about) => `${besuche(visits, isOne)}: ${about}`,
  filter: (cell) => `Filtern nach: ${cell}`,
  few: 'Zu wenige, um es zu sagen, oder keine',
};
