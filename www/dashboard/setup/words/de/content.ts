import type { Words } from '../words';

const fields: Words['content']['fields'] = {
  path: 'Seiten unter',
  item: 'Zählt als',
  title: 'Titel',
  topic: 'Thema',
  author: 'Autor',
  type: 'Typ',
  stage: 'Phase',
  weight: 'Gewicht, %',
};

export const rules: Words['rules'] = {
  rule: (place) => `Regel ${place}`,
  up: 'Nach oben',
  remove: 'Entfernen',
  add: 'Regel hinzufügen',
  unset: 'Wie die Seite sagt',
};

export const content: Words['content'] = {
  title: 'Wovon Seiten handeln',
  help: 'Seiten sagen in ihren Metadaten, was sie sind. Wo sie es falsch oder gar nicht sagen, helfen Regeln zu Pfaden: * ist ein Teil eines Pfades, ** beliebig viele, :name ein Teil zum Wiederverwenden. Die erste Regel, die ein Feld setzt, gilt; (none) nimmt weg, was die Seite sagt. Regeln gelten für Hits ab jetzt.',
  fields,
  tester: {
    title: 'Die Regeln an echten Seiten probieren',
    pages: 'Seiten',
    pagesHelp: 'Adressen oder Pfade, je Zeile einer. Dies sind die meistgelesenen aus 30 Tagen, bis hier andere stehen.',
    page: 'Seite',
    set: 'Was die Regeln sagen',
    nothing: 'nichts: wie die Seite sagt',
    by: (rule) => `nach Regel ${rule}`,
    failed: 'Die Regeln ließen sich nicht probieren.',
  },
};
