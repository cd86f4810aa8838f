import type { Words } from '../words';

export const shares: Words['shares'] = {
  title: 'Freigabelinks',
  help: 'Ein Link öffnet die Berichte dieser Website und sonst nichts, bis er endet oder widerrufen wird.',
  name: 'Für wen',
  nameHelp: 'Steht im Protokoll.',
  days: 'Tage',
  password: 'Passwort',
  passwordHelp: 'Mindestens 8 Zeichen oder keines.',
  submit: 'Link anlegen',
  once: 'Der Link, nur dieses eine Mal zu sehen',
  onceHelp: 'Er ist nirgends gespeichert und kann nicht noch einmal gezeigt werden.',
  none: 'Es gibt keinen Link.',
  until: 'Endet',
  guarded: 'Passwort',
  withPassword: 'Ja',
  withoutPassword: 'Nein',
};

export const tokens: Words['tokens'] = {
  title: 'Tokens',
  help: 'Mit einem Token meldet sich ein Mensch hier an, oder ein Programm fragt die API.',
  name: 'Von wem',
  nameHelp: 'Steht im Protokoll.',
  role: 'Rolle',
  roleHelp: 'Wer nur liest, sieht die Berichte; die Redaktion richtet auch ein; Admins fügen außerdem Websites hinzu, vergeben Tokens und löschen.',
  roles: { viewer: 'Nur lesen', editor: 'Redaktion', admin: 'Admin' },
  all: 'Jede Website',
  allHelp: (site) => `Sonst nur ${site}. Tokens von Admins gelten immer für alle.`,
  submit: 'Token anlegen',
  once: 'Das Token, nur dieses eine Mal zu sehen',
  onceHelp: 'Gespeichert ist nur sein Hash: Es kann nicht noch einmal gezeigt werden.',
  none: 'Außer dem Token des Betreibers gibt es keines.',
  sites: 'Websites',
  used: 'Zuletzt benutzt',
  everySite: 'alle',
  never: 'nie',
};
