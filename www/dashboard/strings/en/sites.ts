export const sites = {
  all: 'All sites',
  title: 'Which site is read?',
  clocks: 'Days by the clock of each site',
  trend: 'Visits over time',
  finding: (sites: string, visits: string, isOneVisit: boolean, raises: string, isOneRaise: boolean) =>
    `${sites} ${sites === '1' ? 'site' : 'sites'}: ${visits} ${isOneVisit ? 'visit' : 'visits'}, ${raises} ${isOneRaise ? 'hand-raise' : 'hand-raises'}`,
  partly: (sites: string) => `${sites} ${sites === '1' ? 'site' : 'sites'}, of which not all can be told`,
  asking: (done: string, all: string) => `${done} of ${all} sites have answered …`,
  none: 'There is no site that you may see. Sign in to one, or open a link that somebody shared with you.',
  against: (when: string) => `What is up or down is so against ${when}.`,
  few: (sign: string, k: string) => `${sign} stands for fewer than ${k} visits, or none.`,
  was: (value: string) => `before: ${value}`,
  sparkHours: (hours: string, most: string) => `Visits over ${hours} hours, ${most} at most in one`,
  sparkDays: (days: string, most: string) => `Visits over ${days} days, ${most} at most in one`,
} as const;
