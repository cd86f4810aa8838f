const fields = {
  path: 'Pages at',
  item: 'Counts as',
  title: 'Title',
  topic: 'Topic',
  author: 'Author',
  type: 'Type',
  stage: 'Stage',
  weight: 'Weight, %',
} as const;

export const rules = {
  rule: (place: number) => `Rule ${place}`,
  up: 'Up',
  remove: 'Remove',
  add: 'Add a rule',
  unset: 'As the page says',
} as const;

export const content = {
  title: 'What pages are about',
  help: 'Pages say what they are in their metadata. Where they say it wrongly or not at all, rules over paths do: * is one part of a path, ** any number, :name a part to use again. The first rule that sets a field wins; (none) takes away what the page says. Rules hold for hits from now on.',
  fields,
  tester: {
    title: 'Try the rules on real pages',
    pages: 'Pages',
    pagesHelp: 'Addresses or paths, one a line. These are the most read of 30 days, until you write others.',
    page: 'Page',
    set: 'What the rules say',
    nothing: 'nothing: as the page says',
    by: (rule: number) => `by rule ${rule}`,
    failed: 'The rules could not be tried.',
  },
} as const;
