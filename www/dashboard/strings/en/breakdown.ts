export const sources = { title: 'What brings readers?', tabs: { channel: 'Channel', source: 'Source', campaign: 'Campaign', heard: 'Said' } } as const;
export const audience = { title: 'On what is it read?', tabs: { device: 'Device', bot: 'Bots' } } as const;
export const subjects = {
  title: 'Which subjects hold them?',
  tabs: { topic: 'Topic', author: 'Author', stage: 'Stage', type: 'Type' },
} as const;

export const breakdown = {
  more: (count: string) => `Show all ${count}`,
  less: 'Show fewer',
  short: { visits: 'Visits', engaged_ms_median: 'Median', hand_raises: 'Hands' },
} as const;
