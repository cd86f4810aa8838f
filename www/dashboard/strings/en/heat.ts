export const heat = {
  cell: (visits: string, isOne: boolean, about: string) => `${visits} ${isOne ? 'visit' : 'visits'}: ${about}`,
  filter: (cell: string) => `Filter by ${cell}`,
  few: 'Too few to tell, or none',
} as const;
