export const beside = {
  previous: { title: 'What was read before it?', column: 'Before', end: 'The visit began here' },
  next: { title: 'What was read next?', column: 'Next', end: 'The visit ended here' },
  step: 'Go on to this piece',
} as const;
