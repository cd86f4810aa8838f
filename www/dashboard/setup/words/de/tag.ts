import type { Words } from '../words';

export const tag: Words['tag'] = {
  paste: 'Das Tag auf jede Seite setzen',
  pasteHelp: 'Eine Zeile im Kopf der Seite. Sie setzt kein Cookie, speichert nichts, liest kein Formular und bremst die Seite nie: Alle Arbeit wartet, bis der Browser Zeit hat.',
  recipe: 'Art der Website',
  recipes: { html: 'HTML', next: 'Next.js', vite: 'Vite', nuxt: 'Nuxt', astro: 'Astro', wordpress: 'WordPress', pinned: 'Feste Version, mit SRI' },
  noHash: 'Der Hash dieser Version war vom Server nicht zu lesen.',
  pinnedHelp: 'Genau diese Version, deren Bytes der Browser prüft. Sie bleibt, wie sie ist, bis die Zeile geändert wird.',
  policy: 'Die Website hat eine Content Security Policy',
  policyHelp: 'Diese Quellen zu den vorhandenen hinzufügen. Ohne ‚wasm-unsafe-eval‘ funktioniert das Tag auch, mit demselben Kern als reinem JavaScript.',
  watch: 'Den ersten Hit ankommen sehen',
  watchHelp: 'Eine Seite mit dem Tag öffnen und sie verlassen oder 20 Sekunden bleiben: Dann geht ihr erster Hit ab. Hier wird alle 2 Sekunden nachgesehen. Eine neue Website ist binnen einer Minute überall bekannt.',
  looking: 'Es wird nachgesehen …',
  waiting: 'Heute noch kein Hit.',
  arrived: (hits, isOne) => (isOne ? 'Heute ist 1 Hit angekommen. Das Tag funktioniert.' : `Heute sind ${hits} Hits angekommen. Das Tag funktioniert.`),
  read: 'Zahlen ansehen',
  refused: 'Heute abgewiesen:',
  why: {
    hostname: 'kamen von einer Seite, deren Host nicht auf der Liste steht.',
    opted_out: 'kamen von Browsern, die widersprechen (GPC oder DNT), vielleicht vom eigenen.',
    bot: 'kamen von Programmen.',
  },
  addHost: 'Host hinzufügen',
  badge: {
    title: 'Zeigen, wie viel gelesen wird',
    help: 'Ein Bild für die eigenen Seiten: gelesene Aufrufe aus 30 Tagen, bis zu 20 Minuten alt, hell oder dunkel, wie der Leser es mag. Es ist kein Skript und legt nichts ab.',
    alt: 'Gelesene Aufrufe in 30 Tagen, gemessen von Ungated',
    closed: 'Das gibt es nur für eine Website, deren Berichte alle lesen dürfen.',
    open: 'Alle sie lesen lassen',
  },
};
