import type { NamedRange } from '../../api/types';

export const ranges: Record<NamedRange, string> = { day: 'Today', yesterday: 'Yesterday', '7d': '7 days', '30d': '30 days', month: 'This month' };

export const beforeRanges: Record<NamedRange, string> = {
  day: 'yesterday',
  yesterday: 'the day before',
  '7d': 'the 7 days before',
  '30d': 'the 30 days before',
  month: 'as many days before',
};

export const range = 'Period';
export const daysBefore = (days: number) => (days === 1 ? 'the day before' : `the ${days} days before`);
export const yearBefore = (isOneDay: boolean) => (isOneDay ? 'the same day a year before' : 'the same days a year before');
export const dates = {
  title: 'Dates',
  first: 'From',
  last: 'To',
  submit: 'Show',
  wrong: 'The first day is after the last one.',
  compare: 'Compared with',
  earlier: { previous_period: 'as many days before', year_before: 'the same days a year before' },
} as const;

export const zone = (zone: string) => `Days and hours by the clock of ${zone}`;
