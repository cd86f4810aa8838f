import type { Text } from '../text';

const models: Text['influence']['models'] = {
  first: { name: 'Erster', means: 'Alles für das, was zuerst gelesen wurde: was den Leser brachte.' },
  last: { name: 'Letzter', means: 'Alles für die Seite, auf der das Handzeichen kam.' },
  last_content: { name: 'Letzter Beitrag', means: 'Alles für den letzten Beitrag davor; Kontaktseiten bekommen nichts.' },
  linear: { name: 'Linear', means: 'Für alles, was davor gelesen wurde, gleich viel.' },
  position_based: { name: 'Positionsbasiert', means: '40 % für das Erste, 40 % für das Letzte, der Rest für alles dazwischen.' },
  time_decay: { name: 'Zeitverlauf', means: 'Halb so viel je 7 Minuten, die es vor dem Öffnen der letzten Seite lag.' },
  engaged_time: { name: 'Nach Zeit', means: 'Nach der aktiven Zeit, die jeder Beitrag bekam.' },
  markov_removal: { name: 'Ohne ihn', means: 'Nach den Handzeichen, die ausblieben, wenn alle, die zu ihm kommen, dort gingen.' },
};

export const influence: Text['influence'] = {
  title: 'Was bringt Handzeichen?',
  tabs: { item: 'Beitrag', topic: 'Thema', author: 'Autor', channel: 'Kanal', stage: 'Phase' },
  finding: (name, least, most, all) =>
    least === most
      ? `${name}: ${most} von ${all} Handzeichen, gleich welches Modell man fragt`
      : `${name}: ${least} bis ${most} von ${all} Handzeichen, je nach Modell`,
  key: 'Handzeichen nach Modell: links jene, die belohnen, was den Leser brachte, rechts jene, die belohnen, was zuletzt kam. Auf flache Linien ist Verlass.',
  chart: (rows) => `Anteile von ${rows} ${rows === 1 ? 'Zeile' : 'Zeilen'} nach Modell; die Tabelle darunter nennt jede Zahl.`,
  none: 'In diesem Zeitraum hat sich niemand gemeldet.',
  spread: { name: 'Anteil', means: 'Handzeichen, die sich darauf zurückführen lassen: der kleinste und der größte Wert aller Modelle, und was jedes sagt.' },
  range: (least, most) => (least === most ? most : `${least} bis ${most}`),
  shown: (shown, all) => `${shown} von ${all}`,
  models,
};
