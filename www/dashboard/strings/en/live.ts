import { plural } from './count';

export const live = {
  title: 'Attention now',
  readers: (count: number) => plural(count, 'reader now', 'readers now'),
  none: 'Nobody is reading right now',
  few: (k: string) => `Fewer than ${k} readers now`,
  looking: 'Looking who is reading …',
  raised: (count: string, isOne: boolean) => `${count} ${isOne ? 'hand-raise' : 'hand-raises'} in the last 30 minutes`,
  means: 'Visits with a sign of life in the last 5 minutes.',
  broken: 'Live is interrupted, trying again',
} as const;
