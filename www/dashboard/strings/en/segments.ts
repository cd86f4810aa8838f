export const segments = {
  title: 'Does it reach whom you write for?',
  column: 'Segment',
  finding: (share: string, names: string) => `${share} of visits ${names}`,
  fits: 'are in one of your segments',
  coverage: (share: string) =>
    `The network says where the reader works for ${share} of these visits. Of the others, rules on organisations and kinds of networks know nothing.`,
  none: 'No visit is in a segment yet. Whom you write for is said by the rules under “segments” in the site’s configuration.',
  matrix: {
    caption: 'Visits by fit and engagement',
    fit: 'Fit',
    engagement: 'Engagement',
    about: (fit: string, engagement: string) => `fit ${fit}, engagement ${engagement}`,
    median: (time: string) => `half of them engaged for ${time} and more`,
    other: (visits: string, isOne: boolean) => `${visits} more ${isOne ? 'visit is' : 'visits are'} in cells too small to tell.`,
    how: 'In each cell: visits, the median of their engaged time, and how many more or fewer than before. Upper right: they fit and they read. Lower right: the right people, who found little.',
  },
} as const;
