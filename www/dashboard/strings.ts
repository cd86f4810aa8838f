/** Every word the dashboard says, in one place. Placeholders are functions, so none is forgotten. */
import type { Caveat, InfluenceModel, Metric, NamedRange, Standing } from './api/types';

interface Words {
  readonly name: string;
  readonly means: string;
}

const metrics: Record<Metric, Words> = {
  visits: {
    name: 'Visits',
    means: 'One anonymous reader’s page views with no gap over 30 minutes between them, across midnight too.',
  },
  pageviews: { name: 'Page views', means: 'Showings of one page. A reload or a return to the page is a new one.' },
  engaged_ms: {
    name: 'Engaged time',
    means: 'Time with the page visible, in focus and touched in the last 5 seconds, or with media playing. All visits together.',
  },
  engaged_ms_median: {
    name: 'Median engaged',
    means:
      'Half of the visits gave more time than this, half gave less. Time counts while the page is visible, in focus and was touched in the last 5 seconds, or while media plays.',
  },
  engaged_ms_p25: { name: 'Engaged, lower quarter', means: 'A quarter of the visits gave no more time than this.' },
  engaged_ms_p75: { name: 'Engaged, upper quarter', means: 'Three quarters of the visits gave no more time than this.' },
  engaged_ms_p90: { name: 'Engaged, top tenth', means: 'Nine tenths of the visits gave no more time than this.' },
  read_through: {
    name: 'Read-through',
    means: 'Share of the words that were really read: sections that stayed on screen for a plausible part of their reading time.',
  },
  reads: { name: 'Reads', means: 'Page views in which at least half of the words were really read, not only opened or scrolled past.' },
  depth: { name: 'Depth', means: 'How far down the content a reader got, at the median. Scrolling is not reading.' },
  hand_raises: {
    name: 'Hand-raises',
    means: 'Times a reader asked of their own will: mail, call, calendar, chat, a copied address or an event you named.',
  },
  engagement: { name: 'Engagement', means: 'What a visit’s reading amounts to, 0 to 100, at the median. 50 is about one and a half pieces read in full.' },
  intent: {
    name: 'Intent',
    means: 'How much a visit looks like a decision being made, 0 to 100, at the median: late-stage pieces read, returns to them, hand-raises.',
  },
  fit: {
    name: 'Fit',
    means: 'How well visits fit whom you write for, 0 to 100, on average: the sum of the segment rules that hold for a visit.',
  },
  points: { name: 'Points', means: 'What all page views earned by attention and read-through. It grows with readers and with how well they read.' },
  raising_visits: { name: 'With a hand-raise', means: 'Visits in which a hand was raised, on whichever page.' },
};

const standings: Record<Standing, Words> = {
  passing: { name: 'Passing', means: 'Opened something and gave it next to nothing.' },
  reading: { name: 'Reading', means: 'Gave a piece real attention.' },
  engaged: { name: 'Engaged', means: 'Read about a whole piece.' },
  considering: { name: 'Considering', means: 'Is at the pieces one reads before deciding.' },
  ready: { name: 'Ready', means: 'Raised a hand, or reads like somebody about to.' },
};

const models: Record<InfluenceModel, Words> = {
  first: { name: 'First', means: 'All to what was read first: what brought the reader in.' },
  last: { name: 'Last', means: 'All to the page on which the hand was raised.' },
  last_content: { name: 'Last piece', means: 'All to the last piece of content before it; contact pages take nothing.' },
  linear: { name: 'Equal', means: 'The same to everything that was read before.' },
  position_based: { name: 'Ends', means: '40 % to the first, 40 % to the last, the rest to what lies between.' },
  time_decay: { name: 'Recent', means: 'Half as much for every 7 minutes before the last page was opened.' },
  engaged_time: { name: 'By time', means: 'In proportion to the engaged time that each piece was given.' },
  markov_removal: { name: 'Without', means: 'In proportion to the hand-raises that would be lost if everybody who comes to it left there.' },
};

const caveats = {
  self_reported: 'People say what they remember, and most are not asked or do not answer. What the others would say nobody knows.',
  several_answers: 'Who chose several answers on one page counts as “Several things”; who answers again later, by the last answer.',
  unclassified_networks: 'Of some visits the network does not say where the reader works.',
  same_visit_only: 'Credit is shared within a visit. What a reader read on other days nobody knows.',
  few_hand_raises: 'Fewer than 30 visits raised a hand: shares can be off by a sixth and more. Look at a longer period.',
  no_chain: 'With a filter on pieces there is one model less, “Without”: it needs whole visits.',
  rare_steps_joined: 'Steps from piece to piece that few visits made count as one in “Without”.',
  today_left_out: 'Today is not over and is left out.',
  few_periods: 'Too few periods before are known to say what is usual.',
  names_joined: 'Beyond 200 names, the rest counts as “All others”.',
  different_times: 'What is compared are other days, not an experiment: season, campaigns and whatever else changed meanwhile are in the difference.',
  few_days: 'One side has fewer than 14 days: days of the week are not in both alike.',
  shorter_when_gated: 'If the page with the form shows less of the text, less counts as a read there: then the form cost more than this.',
  views_of_one_reader: 'Some page views are of the same reader. The intervals take each for somebody else, so they are a little too narrow.',
  not_enough_data: 'Where there is not enough data to see a difference worth the name, none is told.',
  arm_hidden: 'Of one side nothing is told, as too few visits came.',
  few_left_out: 'Days with few visits, where a period begins or ends within their week, and periods with few visits are left out.',
  form_fills_entered: 'How often the form was filled in is what the site’s configuration says.',
  form_fills_cut: 'A period with the form reaches beyond the days shown, so form fills are not compared with them.',
} satisfies Partial<Record<Caveat, string>>;

const ranges: Record<NamedRange, string> = { day: 'Today', yesterday: 'Yesterday', '7d': '7 days', '30d': '30 days', month: 'This month' };

const beforeRanges: Record<NamedRange, string> = {
  day: 'yesterday',
  yesterday: 'the day before',
  '7d': 'the 7 days before',
  '30d': 'the 30 days before',
  month: 'as many days before',
};

const plural = (value: number, one: string, many: string): string => (value === 1 ? one : many);

export const text = {
  product: 'Ungated',
  skip: 'Skip to the numbers',
  title: (site: string, range: string) => `${site} · ${range} · Ungated`,
  board: (site: string) => `Reading on ${site}`,
  site: 'Site',
  range: 'Period',
  zone: (zone: string) => `Days and hours by the clock of ${zone}`,
  signOut: 'Sign out',
  setup: 'Set up',
  metrics,
  standings,
  ranges,
  beforeRanges,
  daysBefore: (days: number) => (days === 1 ? 'the day before' : `the ${days} days before`),
  yearBefore: (isOneDay: boolean) => (isOneDay ? 'the same day a year before' : 'the same days a year before'),
  dates: {
    title: 'Dates',
    first: 'From',
    last: 'To',
    submit: 'Show',
    wrong: 'The first day is after the last one.',
    compare: 'Compared with',
    earlier: { previous_period: 'as many days before', year_before: 'the same days a year before' },
  },

  headline: {
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
  },

  live: {
    title: 'Attention now',
    readers: (count: number) => plural(count, 'reader now', 'readers now'),
    none: 'Nobody is reading right now',
    few: (k: string) => `Fewer than ${k} readers now`,
    looking: 'Looking who is reading …',
    raised: (count: string, isOne: boolean) => `${count} ${isOne ? 'hand-raise' : 'hand-raises'} in the last 30 minutes`,
    means: 'Visits with a sign of life in the last 5 minutes.',
    broken: 'Live is interrupted, trying again',
  },

  trend: {
    title: 'When did they come?',
    peakHour: (count: string, isOne: boolean, hour: string) => `Busiest at ${hour}, with ${count} ${isOne ? 'visit' : 'visits'}`,
    peakDay: (count: string, isOne: boolean, day: string) => `Busiest on ${day}, with ${count} ${isOne ? 'visit' : 'visits'}`,
    none: 'No visits in this period',
    perHour: 'Visits an hour',
    perDay: 'Visits a day',
    when: 'Start',
    previous: 'Visits before',
    table: 'The same as a table',
    unfinished: 'still running',
    chart: (finding: string) => `Bar chart of visits over time. ${finding}. The table below holds the same numbers.`,
  },

  ladder: {
    title: 'How far did visits get?',
    finding: (share: string) => `${share} of visits stayed to read`,
  },

  content: {
    title: 'What is read, not just opened?',
    item: 'Piece',
    type: 'Type',
    stage: 'Stage',
    sortBy: 'Sort by',
    more: 'Show more',
    shown: (shown: string, all: string) => `${shown} of ${all} pieces`,
    keyRead: 'read',
    keyScrolled: 'only scrolled past',
  },

  influence: {
    title: 'What brings hand-raises?',
    tabs: { item: 'Piece', topic: 'Topic', author: 'Author', channel: 'Channel', stage: 'Stage' },
    finding: (name: string, least: string, most: string, all: string) =>
      least === most
        ? `${name}: ${most} of ${all} hand-raises, whichever model is asked`
        : `${name}: ${least} to ${most} of ${all} hand-raises, depending on the model`,
    none: 'Nobody raised a hand in this period.',
    spread: { name: 'Credit', means: 'Hand-raises that can be put down to it: the least and the most that any model says, and what each says.' },
    range: (least: string, most: string) => (least === most ? most : `${least} to ${most}`),
    shown: (shown: string, all: string) => `${shown} of ${all}`,
    models,
  },

  caveats,

  heat: {
    cell: (visits: string, isOne: boolean, about: string) => `${visits} ${isOne ? 'visit' : 'visits'}: ${about}`,
    filter: (cell: string) => `Filter by ${cell}`,
    few: 'Too few to tell, or none',
  },

  heard: {
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
    } as Readonly<Record<string, string>>,
  },

  segments: {
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
      other: (visits: string, isOne: boolean) => `${visits} more ${isOne ? 'visit is' : 'visits are'} in cells too small to tell.`,
      how: 'Upper right: they fit and they read. Lower right: the right people, who found little.',
    },
  },

  movers: {
    title: 'What changed, and where?',
    tabs: { visits: 'Visits', engaged_ms: 'Engaged time', reads: 'Reads', hand_raises: 'Hand-raises' },
    more: (now: string, usual: string) => `${now}, against ${usual} usually: more than chance explains.`,
    less: (now: string, usual: string) => `${now}, against ${usual} usually: less than chance explains.`,
    usual: (now: string, usual: string) => `${now}, against ${usual} usually: within chance.`,
    most: (name: string) => `Most of it moved at: ${name}`,
    range: (usual: string, low: string, high: string) => `Usually ${usual}; by chance anything from ${low} to ${high}`,
    from: (day: string) => `from ${day}`,
    was: { name: 'Usual', means: 'What it would be, had it its share of the weeks before.' },
    change: { name: 'Change', means: 'What it has more or less than usual. In bold: more than chance explains.' },
    explains: 'explains it',
    alike: 'moved alike',
    unusual: 'More than chance explains',
    young: 'What is usual is known after three such periods.',
    long: 'Choose at most 31 days: what is usual is known from six such periods before.',
  },

  leaks: {
    title: 'Where do readers leave after reading?',
    finding: (reads: string, share: string) => `After ${share} of ${reads} reads the visit ended, no hand raised`,
    item: 'Piece',
    stage: 'Stage',
    attention: { name: 'Attention', means: 'Share of all engaged time that pieces of this stage got.' },
    left: { name: 'Left', means: 'Of what was read, how often nothing followed: the visit ended there, in visits that never got ready.' },
    of: (left: string, reads: string) => `${left} of ${reads}`,
    next: (item: string, reads: string, on: string) => `Next, most often (${reads} of ${on} who went on): ${item}`,
    spread: (on: string) => `${on} went on, to no one piece most often.`,
    dead: 'Nobody is seen to go on from here: give it a next step.',
    how: 'The first piece to offer at the end is the one that most of those who went on chose.',
  },

  ungate: {
    title: 'What did the form cost?',
    finding: (title: string, low: string, high: string, each: string | null) =>
      each === null ? `${title}: the form turned away ${low} to ${high} readings` : `${title}: the form turned away ${low} to ${high} readings, some ${each} for each time it was filled in`,
    gated: 'With the form',
    ungated: 'Without it',
    difference: 'Difference',
    days: (told: string, all: string, isOne: boolean) => (told === all ? `${all} ${isOne ? 'day' : 'days'}` : `${told} of ${all} ${isOne ? 'day' : 'days'}`),
    reach: { name: 'Reach', means: 'Visits that came to it. How many come differs from day to day by more than chance, so there is no interval.' },
    reads: { name: 'Read, of those who opened it', means: 'Page views of which at least half of the words were really read, as a share of all page views.' },
    engaged: { name: 'Median engaged', means: 'Half of the visits gave it more engaged time than this.' },
    raising: { name: 'Hand-raises in 1,000 visits', means: 'Visits that came to it and raised a hand, on whichever page, of a thousand.' },
    perDay: (visits: string) => `${visits} a day`,
    of: (part: string, all: string) => `${part} of ${all}`,
    inAll: (time: string) => `${time} in all`,
    between: (low: string, high: string) => `${low} to ${high}`,
    little: 'Not enough data',
    cost: (value: string, low: string, high: string) => `The form turned away some ${value} readings, ${low} to ${high}: so many more of those who opened it would have read it.`,
    unsure: (low: string, high: string) => `Between ${low} and ${high} more readings without the form: no cost that is sure to be one.`,
    perFill: (fills: string, value: string, low: string, high: string) => `For each of the ${fills} times it was filled in, ${value} (${low} to ${high}).`,
    ratio: (value: string, low: string, high: string) => `Without it, ${value} times as many visits raised a hand (${low} to ${high}).`,
    notEnough: 'Not enough data to tell what the form cost. Each side needs some 400 page views: look at a longer period.',
    neverGated: 'It had no form in this period: look at a longer one.',
    alwaysGated: 'It had the form all the time in this period: look at a longer one.',
    how: (percent: string) => `Thin bars are intervals: with a confidence of ${percent} % the truth lies in them. Filters do not apply here.`,
    none: 'No piece is in the ledger yet. Say which had a form in front, and when, under “ungate” in the site’s configuration: a title, a path, and the first and last day with the form.',
  },

  beside: {
    previous: { title: 'What was read before it?', column: 'Before', end: 'The visit began here' },
    next: { title: 'What was read next?', column: 'Next', end: 'The visit ended here' },
    step: 'Go on to this piece',
  },

  paths: {
    title: 'In what order is it read?',
    path: 'Content path',
    standing: 'Got as far as',
    more: 'Show more',
    shown: (shown: string, all: string) => `${shown} of ${all} paths`,
    then: 'then',
    tabs: { all: 'All visits', more: 'Two pieces or more' },
  },

  sources: { title: 'What brings readers?', tabs: { channel: 'Channel', source: 'Source', campaign: 'Campaign', heard: 'Said' } },
  audience: { title: 'Who reads, and on what?', tabs: { country: 'Country', region: 'Region', device: 'Device', bot: 'Bots' } },
  subjects: {
    title: 'Which subjects hold them?',
    tabs: { topic: 'Topic', author: 'Author', stage: 'Stage', type: 'Type' },
  },
  breakdown: {
    more: (count: string) => `Show all ${count}`,
    less: 'Show fewer',
    short: { visits: 'Visits', engaged_ms_median: 'Median', hand_raises: 'Hands' },
  },

  filter: {
    title: 'Filters',
    names: {
      item: 'Piece',
      topic: 'Topic',
      author: 'Author',
      stage: 'Stage',
      type: 'Type',
      channel: 'Channel',
      source: 'Source',
      campaign: 'Campaign',
      country: 'Country',
      region: 'Region',
      device: 'Device',
      bot: 'Bot',
      standing: 'Standing',
      segment: 'Segment',
      heard: 'Said',
      fit_band: 'Fit',
      engagement_band: 'Engagement',
    },
    is: 'is',
    isNot: 'is not',
    or: ' or ',
    flip: (name: string, isNow: boolean) => `${name}: turn into “${isNow ? 'is not' : 'is'}”`,
    remove: (name: string) => `Remove the filter on ${name}`,
    clear: 'Clear all',
    by: (name: string, value: string) => `Filter by ${name}: ${value}`,
  },

  empty: {
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
  },

  problem: {
    title: 'This did not load',
    board: 'The numbers could not be fetched',
    stale: 'Not refreshed',
    retry: 'Try again',
    code: 'Code',
    help: {
      network: 'The edge did not answer. Check the connection; this page keeps trying to reach it.',
      unreadable: 'The answer was not understood. The dashboard and the edge may be of different versions; reload the page.',
      unknown_site: 'There is no site of this name. Choose another one above, or check the address.',
    } as Readonly<Record<string, string>>,
    other: 'The edge refused the question. If this stays, its code below says why.',
    partial: (answered: string, shards: string) => `Only ${answered} of ${shards} shards answered`,
    partialHelp: 'Every number below is missing the visits of the others. Nothing is estimated in their place.',
  },

  signIn: {
    title: (site: string) => `${site} is private`,
    help: 'Enter your token to see its numbers. It is exchanged for a cookie that no script can read, and you stay signed in for a week.',
    token: 'Token',
    where: 'An admin made it for you. The first one was set as UNGATED_ADMIN_TOKEN, or printed when the server started.',
    submit: 'Show the numbers',
    wrong: 'This token was not accepted.',
    elsewhere: (name: string) => `You are signed in as ${name}, who may not see this site.`,
    failed: 'The edge did not answer. Try again.',
  },

  share: {
    title: 'A shared report',
    opening: 'Opening the link …',
    closed: 'This link opens nothing. It has expired or was revoked; ask whoever sent it for another one.',
    tooMany: 'Too many wrong passwords. Try again in an hour.',
    help: 'Whoever sent you this link has set a password for it.',
    password: 'Password',
    submit: 'Open the report',
    wrong: 'This password was not accepted.',
    leave: 'Close the link',
  },

  quality: {
    title: 'May I trust these numbers?',
    received: { name: 'Received', means: 'Hits that reached the edge for this site in this period.' },
    accepted: { name: 'Accepted', means: 'Hits that were stored durably before they were acknowledged.' },
    refusedTotal: { name: 'Refused', means: 'Hits turned away, each with its reason. Received is accepted plus refused.' },
    parity: {
      name: 'Parity differences',
      means: 'Page views for which the browser and the edge computed different points from the same signals. Must be 0.',
    },
    lost: { name: 'Lost on the way', means: 'Hits known to be sent, by their sequence numbers, that never arrived. Later hits repeat what they held.' },
    duplicate: { name: 'Repeats', means: 'Accepted hits that said nothing new: the same snapshot sent twice. They change no number.' },
    bots: { name: 'Bot visits left out', means: 'Visits of programs that say so. They count only where you look at bots.' },
    shards: { name: 'Shards answered', means: 'Places that hold this site’s visits, and how many of them answered.' },
    model: { name: 'Scoring model', means: 'Two numbers can be compared when they were made by the same model.' },
    unsited: 'Turned away before a site was known:',
    none: 'No hit was refused.',
    unbalanced: 'The ledger does not balance',
    refusals: {
      method: 'not sent as POST',
      empty: 'empty',
      too_large: 'too large',
      encoding: 'compressed',
      decode: 'not readable as a hit',
      version: 'unknown wire version',
      unknown_site: 'unknown site',
      hostname: 'from a hostname that is not the site’s',
      opted_out: 'reader objects (GPC or DNT)',
      bot: 'bot',
      time: 'implausible time',
      rate_limited: 'too many at once from one place',
      visit_full: 'visit with too many page views',
      late_closed: 'too late, visit already closed',
      unavailable: 'could not be stored, may be sent again',
    } as Readonly<Record<string, string>>,
  },

  /** What is not told one by one, as each stands for too few visits. */
  rest: 'All others',
  few: (k: string) => `What fewer than ${k} visits have in common is not told: it counts as “All others”, and where nothing is shown there may be some.`,

  none: {
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
  } as Readonly<Record<string, string>> & { readonly other: string },

  stages: { awareness: 'Awareness', consideration: 'Consideration', decision: 'Decision' } as Readonly<Record<string, string>>,

  channels: {
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
  } as Readonly<Record<string, string>>,

  regions: {
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
  } as Readonly<Record<string, string>>,

  countries: { unknown: 'Unknown country', T1: 'Tor network' } as Readonly<Record<string, string>>,

  devices: { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet' } as Readonly<Record<string, string>>,

  bots: {
    ai_agent: 'AI agent',
    ai_crawler: 'AI crawler',
    crawler: 'Crawler',
    automation: 'Automation',
    spam: 'Referrer spam',
    hosting: 'Data centre',
    behaviour: 'Beyond what readers can',
  } as Readonly<Record<string, string>>,
} as const;
