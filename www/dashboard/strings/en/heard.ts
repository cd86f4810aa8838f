export const heard = {
  title: 'What do people say brought them?',
  caption: 'Visits by what the reader said, and by the channel that software saw',
  finding: (visits: string, isOne: boolean, most: string, answer: string) =>
    `Of ${visits} ${isOne ? 'visit' : 'visits'} that answered and that software cannot place, ${most} said: ${answer}`,
  about: (answer: string, channel: string) => `said ${answer}, seen as ${channel}`,
  how: 'Down: the answer to “How did you hear about us?”. Across: what a referrer or a campaign shows. Where they differ, software may give the credit to the wrong channel.',
  other: (visits: string, isOne: boolean) => `${visits} more ${isOne ? 'visit is' : 'visits are'} in groups too small to tell.`,
  coverage: (visits: string, isOne: boolean, share: string) => `${visits} ${isOne ? 'visit' : 'visits'} answered, ${share} of all.`,
  none: 'Nobody has answered in this period. Ask “How did you hear about us?” where people write to you, as a list, and tell the tag what they chose: ungated.heard("podcast").',
  answers: {
    colleague: 'A colleague',
    friend: 'A friend',
    customer: 'A customer',
    partner: 'A partner',
    search: 'A search',
    assistant: 'An assistant',
    social: 'A social network',
    community: 'A community',
    newsletter: 'A newsletter',
    podcast: 'A podcast',
    video: 'A video',
    press: 'The press',
    event: 'An event',
    review: 'A review site',
    ad: 'An ad',
    other: 'Something else',
    '(several)': 'Several things',
  },
} as const;

export const imported = {
  title: 'With answers given elsewhere',
  share: (answers: string, isOne: boolean, share: string, visits: string) => `${answers} imported ${isOne ? 'answer' : 'answers'} (${share} of all answers) beside those of ${visits} visits.`,
  cell: (visits: string, answers: string) => `${visits} visits, ${answers} imported answers`,
  how: 'In each cell: visits that answered, and where there are any, + imported answers. Down: what people say. Across: the channel that software saw.',
  unknown: 'Not known',
} as const;
