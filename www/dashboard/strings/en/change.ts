export const change = {
  name: 'Change',
  means: (when: string) =>
    `How many more or fewer visits than ${when}. Where fewer than 20 came then, a change is chance: the visits of then stand there instead, as they do while the period still runs and has brought fewer so far. Of too few visits nothing is told.`,
  was: (visits: string) => `was ${visits}`,
  same: 'same',
  none: 'none before',
  hidden: 'not told',
} as const;
