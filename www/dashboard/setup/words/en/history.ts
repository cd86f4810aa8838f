/** What an act is called in the log, by its code. */
const acts = {
  file: 'From the file SITES',
  'site.create': 'Site added',
  'config.put': 'Settings saved',
  'config.rollback': 'Went back to an earlier version',
  'share.create': 'Share link made',
  'share.revoke': 'Share link revoked',
  'token.create': 'Token made',
  'token.revoke': 'Token revoked',
  'facts.erase': 'Facts erased',
  'facts.restore': 'Facts restored',
  'webhook.create': 'Webhook added',
  'webhook.remove': 'Webhook removed',
  'webhook.secret': 'Webhook’s key replaced',
  'webhook.test': 'Webhook tested',
  'delivery.replay': 'Alert sent again',
  login: 'Signed in',
};

export const history = {
  title: 'Versions of the settings',
  help: 'Each save is a version. Going back makes a new one that is as the old one was, so nothing is ever lost.',
  version: (version: number) => (version === 0 ? 'The file' : `Version ${version}`),
  held: 'holds now',
  why: (said: string) => `“${said}”`,
  changes: 'What it changed',
  same: 'Nothing: it is as the one before.',
  back: (version: number) => (version === 0 ? 'Go back to the file' : `Go back to version ${version}`),
  acts,
} as const;

export const audit = {
  title: 'Who did what',
  help: 'Every change to sites, links and tokens, on all sites, the newest first.',
  at: 'When',
  by: 'Who',
  act: 'What',
  on: 'On',
  older: 'Older ones',
  acts,
} as const;
