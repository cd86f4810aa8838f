import type { Text } from '../text';

export const ladder: Text['ladder'] = {
  title: 'Wie weit kamen die Besuche?',
  finding: (share) => `${share} der Besuche blieben, um zu lesen`,
};
