import type { Standing } from '../../api/types';
import type { Words } from './words';

export const standings: Record<Standing, Words> = {
  passing: { name: 'Passing', means: 'Opened something and gave it next to nothing.' },
  reading: { name: 'Reading', means: 'Gave a piece real attention.' },
  engaged: { name: 'Engaged', means: 'Read about a whole piece.' },
  considering: { name: 'Considering', means: 'Is at the pieces one reads before deciding.' },
  ready: { name: 'Ready', means: 'Raised a hand, or reads like somebody about to.' },
};
