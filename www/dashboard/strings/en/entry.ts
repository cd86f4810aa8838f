export const signIn = {
  title: (site: string) => `${site} is private`,
  help: 'Enter your token to see its numbers. It is exchanged for a cookie that no script can read, and you stay signed in for a week.',
  token: 'Token',
  where: 'An admin made it for you. The first one was set as UNGATED_ADMIN_TOKEN, or printed when the server started.',
  submit: 'Show the numbers',
  wrong: 'This token was not accepted.',
  elsewhere: (name: string) => `You are signed in as ${name}, who may not see this site.`,
  failed: 'The edge did not answer. Try again.',
} as const;

export const share = {
  title: 'A shared report',
  opening: 'Opening the link …',
  closed: 'This link opens nothing. It has expired or was revoked; ask whoever sent it for another one.',
  tooMany: 'Too many wrong passwords. Try again in an hour.',
  help: 'Whoever sent you this link has set a password for it.',
  password: 'Password',
  submit: 'Open the report',
  wrong: 'This password was not accepted.',
  leave: 'Close the link',
} as const;
