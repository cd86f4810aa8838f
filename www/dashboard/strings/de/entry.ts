import type { Text } from '../text';

export const signIn: Text['signIn'] = {
  title: (site) => `${site} ist nicht öffentlich`,
  help: 'Das Token eingeben, um die Zahlen zu sehen. Es wird gegen ein Cookie getauscht, das kein Skript lesen kann; die Anmeldung gilt eine Woche.',
  token: 'Token',
  where: 'Ein Admin hat es angelegt. Das erste wurde als UNGATED_ADMIN_TOKEN gesetzt oder beim Start des Servers ausgegeben.',
  submit: 'Zahlen anzeigen',
  wrong: 'Dieses Token wurde nicht angenommen.',
  elsewhere: (name) => `Angemeldet ist ${name}, ohne Zugriff auf diese Website.`,
  failed: 'Der Server hat nicht geantwortet. Bitte erneut versuchen.',
};

export const share: Text['share'] = {
  title: 'Ein geteilter Bericht',
  opening: 'Der Link wird geöffnet …',
  closed: 'Dieser Link öffnet nichts. Er ist abgelaufen oder wurde widerrufen; wer ihn geschickt hat, kann einen neuen anlegen.',
  tooMany: 'Zu viele falsche Passwörter. In einer Stunde wieder versuchen.',
  help: 'Dieser Link ist mit einem Passwort geschützt.',
  password: 'Passwort',
  submit: 'Bericht öffnen',
  wrong: 'Dieses Passwort wurde nicht angenommen.',
  leave: 'Link schließen',
};
