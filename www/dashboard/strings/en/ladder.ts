export const ladder = {
  title: 'How far did visits get?',
  finding: (share: string) => `${share} of visits stayed to read`,
} as const;
