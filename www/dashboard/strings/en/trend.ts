export const trend = {
  title: 'When did they come?',
  peakHour: (count: string, isOne: boolean, hour: string) => `Busiest at ${hour}, with ${count} ${isOne ? 'visit' : 'visits'}`,
  peakDay: (count: string, isOne: boolean, day: string) => `Busiest on ${day}, with ${count} ${isOne ? 'visit' : 'visits'}`,
  none: 'No visits in this period',
  perHour: 'Visits an hour',
  perDay: 'Visits a day',
  when: 'Start',
  previous: 'Visits before',
  table: 'The same as a table',
  unfinished: 'still running',
  chart: (finding: string) => `Bar chart of visits over time. ${finding}. The table below holds the same numbers.`,
} as const;
