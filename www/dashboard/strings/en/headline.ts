export const headline = {
  title: 'The numbers',
  engaged: 'Median engaged time',
  was: (value: string, when: string) => `${when}: ${value}`,
  nothing: (when: string) => `${when}: nothing to compare`,
  up: (by: string, when: string) => `${by} up on ${when}`,
  down: (by: string, when: string) => `${by} down on ${when}`,
  same: (when: string) => `same as ${when}`,
  byNow: (when: string) => `${when} by this time`,
  points: (value: string) => `${value} pt`,
  announce: (visits: string, pageviews: string, raises: string) =>
    `Updated: ${visits} visits, ${pageviews} page views, ${raises} hand-raises.`,
  simulated: (count: string, isOne: boolean) => `Includes ${count} simulated ${isOne ? 'visit' : 'visits'}`,
  simulatedMeans: 'Made by the simulator to fill this dashboard. No person read anything in them.',
} as const;
