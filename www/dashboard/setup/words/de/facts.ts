import type { Words } from '../words';

export const facts: Words['facts'] = {
  export: 'Die Fakten mitnehmen',
  exportHelp: 'Alles, was von dieser Website gespeichert ist, so wie es gespeichert ist: ohne Kennungen, denn es gibt keine. Besuche, die noch andauern, kommen mit dem nächsten Export.',
  files: { ndjson: 'facts.ndjson', visits: 'visits.csv', page_views: 'page_views.csv' },
  forms: {
    ndjson: { name: 'Fakten, NDJSON', means: 'Alles, ein Besuch je Zeile. Daraus lässt sich wiederherstellen.' },
    visits: { name: 'Besuche, CSV', means: 'Ein Besuch je Zeile, für eine Tabelle.' },
    page_views: { name: 'Seitenaufrufe, CSV', means: 'Ein Seitenaufruf je Zeile, für eine Tabelle.' },
  },
  plain: 'Dem Browser überlassen',
  cancel: (name) => `Anhalten: ${name}`,
  visits: (rows, all, isOne, bytes) => `${rows}${all === null ? '' : ` von ${all}`} ${all !== null ? 'Besuchen' : isOne ? 'Besuch' : 'Besuche'}, ${bytes}`,
  views: (rows, all, isOne, bytes) => `${rows}${all === null ? '' : ` von ${all}`} ${all !== null ? 'Seitenaufrufen' : isOne ? 'Seitenaufruf' : 'Seitenaufrufe'}, ${bytes}`,
  whole: (soFar) => `Alles ist da: ${soFar}.`,
  stopped: (soFar) => `Angehalten bei ${soFar}.`,
  broken: 'Es ist abgebrochen. Was da ist, ist bis dahin vollständig.',
  goOn: 'Von dort weiter',
  part: 'Speichern, was da ist',
  erase: 'Die Fakten löschen',
  eraseHelp: 'Alle Besuche dieser Website, in jeder Region. Ihre Einstellungen bleiben, und neue Hits werden angenommen. Von dieser Seite führt kein Weg zurück.',
  confirm: (site) => `Zur Bestätigung ${site} eingeben`,
  submit: 'Alle Fakten löschen',
  erased: (objects, isOne, until) =>
    `Gelöscht, an ${isOne ? '1 Ort' : `${objects} Orten`}. Cloudflares eigene Wiederherstellung erreicht sie noch bis ${until}, danach niemand mehr.`,
};
