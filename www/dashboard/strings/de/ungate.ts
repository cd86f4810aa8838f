import type { Text } from '../text';

export const ungate: Text['ungate'] = {
  title: 'Was hat das Formular gekostet?',
  finding: (title, low, high, each) =>
    each === null
      ? `${title}: Das Formular hat ${low} bis ${high} Lektüren verhindert`
      : `${title}: Das Formular hat ${low} bis ${high} Lektüren verhindert, etwa ${each} je Ausfüllen`,
  gated: 'Mit Formular',
  ungated: 'Ohne Formular',
  difference: 'Unterschied',
  days: (told, all, isOne) => (told === all ? `${all} ${isOne ? 'Tag' : 'Tage'}` : `${told} von ${all} ${isOne ? 'Tag' : 'Tagen'}`),
  reach: { name: 'Reichweite', means: 'Besuche, die dorthin kamen. Wie viele kommen, schwankt von Tag zu Tag stärker als durch Zufall; darum gibt es kein Intervall.' },
  reads: { name: 'Anteil gelesener Aufrufe', means: 'Seitenaufrufe, bei denen mindestens die Hälfte der Wörter wirklich gelesen wurde, als Anteil aller Seitenaufrufe.' },
  engaged: { name: 'Aktive Zeit (Median)', means: 'Die Hälfte der Besuche gab dem Beitrag mehr aktive Zeit.' },
  raising: { name: 'Handzeichen je 1.000 Besuche', means: 'Von tausend Besuchen, die dorthin kamen, jene mit einem Handzeichen, gleich auf welcher Seite.' },
  perDay: (visits) => `${visits} am Tag`,
  of: (part, all) => `${part} von ${all}`,
  inAll: (time) => `${time} insgesamt`,
  between: (low, high) => `${low} bis ${high}`,
  little: 'Nicht genug Daten',
  cost: (value, low, high) => `Das Formular hat etwa ${value} Lektüren verhindert, ${low} bis ${high}: So viel öfter wäre nach dem Öffnen gelesen worden.`,
  unsure: (low, high) => `Zwischen ${low} und ${high} Lektüren mehr ohne das Formular: keine Kosten, die sicher welche sind.`,
  perFill: (fills, value, low, high) => `Auf jedes der ${fills} ausgefüllten Formulare kommen ${value} (${low} bis ${high}).`,
  ratio: (value, low, high) => `Ohne Formular hatten ${value}-mal so viele Besuche ein Handzeichen (${low} bis ${high}).`,
  notEnough: 'Nicht genug Daten, um zu sagen, was das Formular gekostet hat. Jede der beiden Gruppen braucht etwa 400 Seitenaufrufe: einen längeren Zeitraum wählen.',
  neverGated: 'In diesem Zeitraum gab es kein Formular: einen längeren wählen.',
  alwaysGated: 'In diesem Zeitraum gab es das Formular die ganze Zeit: einen längeren wählen.',
  how: (percent) => `Dünne Balken sind Intervalle: Mit ${percent} % Konfidenz liegt die Wahrheit darin. Filter gelten hier nicht.`,
  none: 'Noch steht kein Beitrag im Verzeichnis. Welcher wann ein Formular davor hatte, wird unter „ungate“ in den Einstellungen der Website eingetragen: ein Titel, ein Pfad und der erste und letzte Tag mit Formular.',
};
