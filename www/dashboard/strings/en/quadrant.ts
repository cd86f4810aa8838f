export const quadrant = {
  title: 'Which pieces reach many, and which are read?',
  finding: (title: string, read: string, visits: string) => `Fewer open it than others, and read more of it: ${title} (${visits} visits, ${read} read)`,
  few: 'Three pieces or more make a picture, and there are fewer of which both can be told.',
  axis: 'Up: share of the words that was read. To the right: visits; each step is as many times more.',
  key: 'with hand-raises',
  reach: 'Visits',
  corners: { gem: 'Few open, read', star: 'Many open, read', quiet: 'Few open, few read', opened: 'Many open, few read' },
  chart: (pieces: string) => `${pieces} pieces by their visits and by the share of their words that was read. The table below holds the same numbers.`,
} as const;
