import type { NamedRange } from '../../api/types';

export const empty = {
  filtered: 'No visit matches these filters',
  filteredHelp: 'Take one away, or look at a longer period.',
  quiet: (range: string) => `No visits ${range}`,
  inRange: { day: 'yet today', yesterday: 'yesterday', '7d': 'in these 7 days', '30d': 'in these 30 days', month: 'yet this month' } satisfies Record<
    NamedRange,
    string
  >,
  inDays: (days: string, isOne: boolean) => (isOne ? `on ${days}` : `in ${days}`),
  demo: 'Read something, and watch it arrive here.',
  demoHelp: 'The demo publication is already measured. Open a piece, read for a while, come back: this page updates by itself.',
  demoLink: 'Open the demo publication',
  tag: 'Measure your own pages',
  tagHelp: 'Paste this line into the head of every page. It sets no cookie, reads no form and stores nothing on the reader’s device.',
  watch: 'Watch the first hit arrive',
  copy: 'Copy the tag',
  copied: 'Copied',
  rows: 'Nothing here for this period.',
} as const;
