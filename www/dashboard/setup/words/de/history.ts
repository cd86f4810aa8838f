import type { Words } from '../words';

/** What an act is called in the log, by its code. */
const acts: Words['audit']['acts'] = {
  file: 'Aus der Datei SITES',
  'site.create': 'Website hinzugefügt',
  'config.put': 'Einstellungen gespeichert',
  'config.rollback': 'Zurück zu einer früheren Version',
  'share.create': 'Freigabelink angelegt',
  'share.revoke': 'Freigabelink widerrufen',
  'token.create': 'Token angelegt',
  'token.revoke': 'Token widerrufen',
  'webhook.create': 'Webhook hinzugefügt',
  'webhook.remove': 'Webhook entfernt',
  'webhook.secret': 'Schlüssel des Webhooks ersetzt',
  'webhook.test': 'Webhook getestet',
  'delivery.replay': 'Meldung noch einmal gesendet',
  'facts.erase': 'Fakten gelöscht',
  'facts.restore': 'Fakten wiederhergestellt',
  login: 'Angemeldet',
};

export const history: Words['history'] = {
  title: 'Versionen der Einstellungen',
  why: (said) => `„${said}“`,
  help: 'Jedes Speichern ist eine Version. Zurückgehen legt eine neue an, die wie die alte ist; so geht nie etwas verloren.',
  version: (version) => (version === 0 ? 'Die Datei' : `Version ${version}`),
  held: 'gilt jetzt',
  changes: 'Was sie geändert hat',
  same: 'Nichts: Sie ist wie die davor.',
  back: (version) => (version === 0 ? 'Zurück zur Datei' : `Zurück zu Version ${version}`),
  acts,
};

export const audit: Words['audit'] = {
  title: 'Wer hat was getan',
  help: 'Jede Änderung an Websites, Links und Tokens, auf allen Websites, die neueste zuerst.',
  at: 'Wann',
  by: 'Wer',
  act: 'Was',
  on: 'Woran',
  older: 'Ältere',
  acts,
};
