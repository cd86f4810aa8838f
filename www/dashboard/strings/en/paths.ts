export const paths = {
  title: 'In what order is it read?',
  path: 'Content path',
  standing: 'Got as far as',
  more: 'Show more',
  shown: (shown: string, all: string) => `${shown} of ${all} paths`,
  then: 'then',
  tabs: { all: 'All visits', more: 'Two pieces or more' },
} as const;
