export const facts = {
  export: 'Take the facts along',
  exportHelp: 'All that is stored of this site, as it is stored: no identifier is in it, as there is none. Visits that still go on come with the next export. Your browser shows how far it is.',
  files: { ndjson: 'facts.ndjson', visits: 'visits.csv', page_views: 'page_views.csv' },
  forms: {
    ndjson: { name: 'Facts, NDJSON', means: 'Everything, a visit a line. What a restore takes.' },
    visits: { name: 'Visits, CSV', means: 'A visit a row, for a spreadsheet.' },
    page_views: { name: 'Page views, CSV', means: 'A page view a row, for a spreadsheet.' },
  },
  erase: 'Erase the facts',
  eraseHelp: 'All visits of this site, in every region. Its settings stay, and new hits are taken. There is no way back from this page.',
  confirm: (site: string) => `Type ${site} to confirm`,
  submit: 'Erase all facts',
  erased: (objects: string, isOne: boolean, until: string) =>
    `Erased, in ${isOne ? '1 place' : `${objects} places`}. Cloudflare’s own recovery can reach them until ${until}, then nobody can.`,
} as const;
