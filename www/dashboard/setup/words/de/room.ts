import type { Words } from '../words';

export const title: Words['title'] = (site) => `${site} einrichten`;
export const nav: Words['nav'] = 'Teile der Einrichtung';
export const back: Words['back'] = 'Zurück zu den Zahlen';
export const parts: Words['parts'] = {
  tag: 'Tag',
  site: 'Website',
  content: 'Inhalte',
  segments: 'Segmente',
  model: 'Modell',
  alerts: 'Meldungen',
  people: 'Zugänge',
  history: 'Verlauf',
  facts: 'Fakten',
};

export const adminOnly: Words['adminOnly'] = 'Dieser Teil ist Admins vorbehalten. Dafür mit dem Token eines Admins anmelden.';
export const editorOnly: Words['editorOnly'] = (name) => `„${name}“ darf diese Website ansehen und nichts ändern. Zum Einrichten braucht es ein Token mit der Rolle Redaktion oder Admin.`;
export const copy: Words['copy'] = 'Kopieren';
export const busy: Words['busy'] = 'Einen Moment …';
export const done: Words['done'] = 'Erledigt.';
export const save: Words['save'] = 'Speichern';
export const saved: Words['saved'] = 'Gespeichert. Gilt binnen einer Minute überall.';
export const reload: Words['reload'] = 'Laden, was jetzt gilt';
export const failed: Words['failed'] = 'Das hat nicht geklappt. Es wurde nichts geändert.';
export const notTaken: Words['notTaken'] = (detail) => `Nicht angenommen: ${detail}`;
export const problems: Words['problems'] = {
  network: 'Der Server hat nicht geantwortet. Soweit diese Seite weiß, wurde nichts geändert; bitte erneut versuchen.',
  unreadable: 'Die Antwort war nicht zu verstehen. Dashboard und Server haben vielleicht verschiedene Versionen; die Seite neu laden.',
  version: 'Inzwischen hat jemand anderes Einstellungen gespeichert. Von den eigenen Änderungen wurde nichts gespeichert, von den anderen ging nichts verloren.',
  site_exists: 'Eine Website mit diesem Namen gibt es schon.',
  forbidden: 'Dazu berechtigt dieses Token nicht.',
  being_tried: 'Wird gerade versucht: Der Empfänger hat 15 Sekunden Zeit zu antworten.',
  unauthorized: 'Die Sitzung ist abgelaufen. Bitte neu anmelden.',
};
