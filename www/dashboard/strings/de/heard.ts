import type { Text } from '../text';
import { besuche, besuchen } from './count';

export const heard: Text['heard'] = {
  title: 'Wie wurden sie nach eigener Angabe aufmerksam?',
  caption: 'Besuche nach der Antwort des Lesers und nach dem Kanal, den die Software sah',
  finding: (visits, isOne, most, answer) =>
    `Bei ${besuchen(visits, isOne)} mit Antwort, die die Software nicht zuordnen kann, ist die häufigste Antwort (${most}): ${answer}`,
  about: (answer, channel) => `Antwort ${answer}, gesehen als ${channel}`,
  how: 'Nach unten: die Antwort auf „Wie sind Sie auf uns aufmerksam geworden?“. Nach rechts: was Referrer oder Kampagne zeigen. Wo sie sich unterscheiden, rechnet die Software vielleicht dem falschen Kanal an.',
  other: (visits, isOne) => `${besuche(visits, isOne)} mehr in Gruppen, die zu klein sind, um sie zu nennen.`,
  coverage: (visits, isOne, share) => `${besuche(visits, isOne)} mit Antwort, ${share} von allen.`,
  none: 'In diesem Zeitraum hat niemand geantwortet. Dort, wo man Kontakt aufnimmt, „Wie sind Sie auf uns aufmerksam geworden?“ als Liste fragen und dem Tag sagen, was gewählt wurde: ungated.heard("podcast").',
  answers: {
    colleague: 'Kollegin oder Kollege',
    friend: 'Freunde',
    customer: 'Ein Kunde',
    partner: 'Ein Partner',
    search: 'Eine Suche',
    assistant: 'Ein KI-Assistent',
    social: 'Ein soziales Netzwerk',
    community: 'Eine Community',
    newsletter: 'Ein Newsletter',
    podcast: 'Ein Podcast',
    video: 'Ein Video',
    press: 'Die Presse',
    event: 'Eine Veranstaltung',
    review: 'Ein Bewertungsportal',
    ad: 'Eine Anzeige',
    other: 'Etwas anderes',
    '(several)': 'Mehreres',
  },
};

export const imported: Text['imported'] = {
  title: 'Mit anderswo gegebenen Antworten',
  share: (answers, isOne, share, visits) => `${answers} eingelesene ${isOne ? 'Antwort' : 'Antworten'} (${share} aller Antworten) neben denen von ${visits} Besuchen.`,
  cell: (visits, answers) => `${visits} Besuche, ${answers} eingelesene Antworten`,
  how: 'In jeder Zelle: Besuche, die antworteten, und, wo es welche gibt, + eingelesene Antworten. Nach unten: was Menschen sagen. Nach rechts: der Kanal, den die Software sah.',
  unknown: 'Unbekannt',
};
