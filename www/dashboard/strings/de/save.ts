import type { Text } from '../text';

export const save: Text['save'] = {
  save: 'Speichern als',
  csv: 'Diese Zeilen als CSV speichern',
  json: 'Diese Antwort als JSON speichern',
};
