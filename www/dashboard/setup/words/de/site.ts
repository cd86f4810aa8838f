import type { Words } from '../words';

export const newSite: Words['newSite'] = {
  title: 'Website hinzufügen',
  help: (sites) =>
    sites === 0
      ? 'Die erste dauert eine Minute: benennen, ein Tag einfügen, den ersten Leser ankommen sehen.'
      : 'Benennen, ein Tag einfügen, den ersten Leser ankommen sehen.',
  site: 'Schlüssel',
  siteHelp: 'So heißt sie für Tag und API, auf Dauer. Die Domain eignet sich gut: Buchstaben a bis z, Ziffern, Punkt, Bindestrich, Unterstrich.',
  name: 'Name',
  nameHelp: 'Was zu lesen steht. Bleibt das Feld leer, der Schlüssel.',
  hostnames: 'Hostnamen',
  hostnamesHelp:
    'Hosts, deren Seiten Hits senden dürfen, je Zeile einer; *.example.com steht für alle darunter. Bleibt das Feld leer: der Schlüssel und alle Hosts darunter.',
  submit: 'Hinzufügen',
};

export const site: Words['site'] = {
  title: 'Was sie ist und wie ihre Fakten aufbewahrt werden',
  inFile: 'Diese Website steht in der Datei SITES. Was hier gespeichert wird, gilt an deren Stelle.',
  name: 'Name',
  hostnames: 'Hostnamen',
  hostnamesHelp: 'Hosts, deren Seiten Hits senden dürfen, je Zeile einer; *.example.com steht für alle darunter.',
  raises: 'Ereignisse, die Handzeichen sind',
  raisesHelp: 'Namen von Ereignissen, die Seiten senden (ungated.event), je Zeile einer. Links zu Mail, Anruf, Kalender und Chat sind ohnehin Handzeichen. Gilt für Hits von da an.',
  public: 'Alle dürfen ihre Berichte lesen',
  publicHelp: 'Ohne Token und ohne Link. Kleine Gruppen bleiben verborgen wie für alle.',
  timeZone: 'Zeitzone',
  timeZoneHelp: 'Nach ihrer Uhr nennen Berichte Stunden und Tage.',
  k: 'Kleinste Gruppe',
  kHelp: 'Für so viele Besuche steht eine Zahl mindestens. 5, wenn nichts anderes gesagt ist; 1 zeigt alles, höchstens 1.000.',
  retention: 'Monate, die Fakten bleiben',
  retentionHelp: '13, wenn nichts anderes gesagt ist, damit sich ein Monat mit demselben ein Jahr zuvor vergleichen lässt; höchstens 25.',
  archive: 'Abgeschlossene Tage archivieren',
  archiveHelp: 'Jeden als Parquet-Dateien im Bucket dieser Installation, jeden Besuch für sich, bis seine Zeit vorbei ist. Ohne gebundenen Bucket geschieht nichts.',
  visitor: 'Besuche',
  visitorHelp: 'Wie aus Seitenaufrufen Besuche werden.',
  visitors: { daily: 'Mit einem Hash, der mit seinem Tag erlischt', none: 'Jeder Seitenaufruf für sich' },
  residency: 'Wo Fakten bleiben',
  residencyHelp: 'Eine Änderung gilt für neue Fakten.',
  residencies: { none: 'Nahe bei den Lesern', eu: 'In der Europäischen Union' },
};

export const revoke: Words['revoke'] = {
  word: 'Widerrufen',
  sure: 'Sicher?',
  of: (name, isSure) => (isSure ? `Ja, ${name} widerrufen` : `${name} widerrufen`),
};
