/** What is not told one by one, as each stands for too few visits. */
export const rest = 'All others';
export const few = (k: string) => `What fewer than ${k} visits have in common is not told: it counts as “All others”, and where nothing is shown there may be some.`;
export const none = {
  item: 'Unknown page',
  topic: 'No topic',
  author: 'No author',
  stage: 'No stage',
  type: 'No type',
  source: 'No source',
  campaign: 'No campaign',
  country: 'Unknown country',
  bot: 'People',
  segment: 'In no segment',
  heard: 'No answer',
  other: 'Unknown',
} as const;

export const stages = { awareness: 'Awareness', consideration: 'Consideration', decision: 'Decision' } as const;
/** Types that are known; a page may name others. */
export const types = {
  article: 'Article',
  guide: 'Guide',
  paper: 'Paper',
  report: 'Report',
  'white-paper': 'White paper',
  'case-study': 'Case study',
  ebook: 'E-book',
  video: 'Video',
  podcast: 'Podcast',
  book: 'Book',
  course: 'Course',
  event: 'Event',
  product: 'Product',
  faq: 'FAQ',
  review: 'Review',
  dataset: 'Dataset',
  page: 'Page',
  pricing: 'Pricing',
} as const;

export const channels = {
  direct: 'Direct',
  dark_social: 'Dark social',
  unknown: 'Unknown',
  organic_search: 'Search',
  organic_social: 'Social',
  organic_video: 'Video',
  organic_shopping: 'Shopping',
  community: 'Communities',
  ai_assistant: 'AI assistants',
  newsletter: 'Newsletters',
  email: 'Email',
  podcast: 'Podcasts',
  referral: 'Referral',
  paid_search: 'Paid search',
  paid_social: 'Paid social',
  paid_video: 'Paid video',
  paid_shopping: 'Paid shopping',
  paid_other: 'Paid, other',
  cross_network: 'Cross-network ads',
  display: 'Display ads',
  affiliates: 'Affiliates',
  audio: 'Audio ads',
  sms: 'Text messages',
  push: 'Push notifications',
  unassigned: 'Other campaigns',
} as const;

export const regions = {
  weur: 'Western Europe',
  eeur: 'Eastern Europe',
  enam: 'Eastern North America',
  wnam: 'Western North America',
  apac: 'Asia-Pacific',
  sam: 'South America',
  afr: 'Africa',
  oc: 'Oceania',
  me: 'Middle East',
  unknown: 'Unknown region',
} as const;

export const countries = { unknown: 'Unknown country', T1: 'Tor network' } as const;
export const devices = { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet' } as const;
export const bots = {
  ai_agent: 'AI agent',
  ai_crawler: 'AI crawler',
  crawler: 'Crawler',
  automation: 'Automation',
  spam: 'Referrer spam',
  hosting: 'Data centre',
  behaviour: 'Beyond what readers can',
} as const;
