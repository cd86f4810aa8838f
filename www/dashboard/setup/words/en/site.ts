export const newSite = {
  title: 'Add a site',
  help: (sites: number) =>
    sites === 0 ? 'The first one takes a minute: name it, paste one tag, watch the first reader arrive.' : 'Name it, paste one tag, watch the first reader arrive.',
  site: 'Its key',
  siteHelp: 'What the tag and the API call it, for good. Its domain is a good one: letters a to z, digits, dot, hyphen, underscore.',
  name: 'Its name',
  nameHelp: 'What people read. Its key, if you leave this empty.',
  hostnames: 'Hostnames',
  hostnamesHelp:
    'Hosts whose pages may send hits, one a line; *.example.com stands for all below it. If you leave this empty: the key, and all hosts below it.',
  submit: 'Add it',
} as const;

export const site = {
  title: 'What it is, and how its facts are kept',
  inFile: 'This site stands in the file SITES. What you save here holds in its place.',
  name: 'Name',
  hostnames: 'Hostnames',
  hostnamesHelp: 'Hosts whose pages may send hits, one a line; *.example.com stands for all below it.',
  raises: 'Events that are hand-raises',
  raisesHelp: 'Names of events that your pages send (ungated.event), one a line. Mail, call, calendar and chat links are hand-raises anyway. It holds for hits from then on.',
  public: 'Anybody may read its reports',
  publicHelp: 'Without a token and without a link. Small groups stay hidden as for everybody.',
  timeZone: 'Time zone',
  timeZoneHelp: 'By its clock reports tell hours and days.',
  k: 'Smallest group',
  kHelp: 'Visits for which a figure stands at least. 5 unless you say else; 1 shows everything, up to 1,000.',
  retention: 'Months to keep facts',
  retentionHelp: '13 unless you say else, so that a month can be compared with the same a year ago; at most 25.',
  archive: 'Archive closed days',
  archiveHelp: 'Each as Parquet files in the bucket of this deployment, every visit by itself, until its time is over. Does nothing where no bucket is bound.',
  visitor: 'Visits',
  visitorHelp: 'How page views become visits.',
  visitors: { daily: 'By a hash that dies with its day', none: 'Each page view by itself' },
  residency: 'Where facts stay',
  residencyHelp: 'A change holds for new facts.',
  residencies: { none: 'Near the readers', eu: 'In the European Union' },
} as const;

export const revoke = {
  word: 'Revoke',
  sure: 'Sure?',
  of: (name: string, isSure: boolean) => (isSure ? `Yes, revoke ${name}` : `Revoke ${name}`),
} as const;
