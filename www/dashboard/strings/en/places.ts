export const places = {
  title: 'Where is it read?',
  tabs: { country: 'Country', region: 'Region' },
  finding: (place: string, share: string) => `${place}: ${share} of the visits`,
  share: 'Share',
  changeMeans: (when: string) =>
    `How many points the share of all visits is above or below that of ${when}. Where fewer than 20 visits came, a change is chance: the visits of then stand there instead. The lighter bar is the share of then.`,
} as const;
