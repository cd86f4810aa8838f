export const leaks = {
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
} as const;
