export const content = {
  title: 'What is read, not just opened?',
  item: 'Piece',
  type: 'Type',
  stage: 'Stage',
  sortBy: 'Sort by',
  more: 'Show more',
  shown: (shown: string, all: string) => `${shown} of ${all} pieces`,
  keyRead: 'read',
  keyScrolled: 'only scrolled past',
} as const;
