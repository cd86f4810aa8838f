export const save = {
  save: 'Save as',
  csv: 'Save these rows as CSV',
  json: 'Save this answer as JSON',
} as const;
