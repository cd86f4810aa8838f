import type { Text } from '../text';

export const proof: Text['proof'] = {
  link: 'Nachweis',
  title: 'Was hat das Content-Budget gebracht?',
  finding: (cost, minute) => `${cost} brachten aktive Aufmerksamkeit, die Minute für ${minute}`,
  cost: 'In diesen Tagen für Inhalte ausgegeben',
  costHelp: 'Der Betrag steht in der Adresse dieser Seite, damit sie sich teilen lässt, und wird sonst nirgends gespeichert.',
  currency: 'Währung',
  currencyWrong: 'Drei Buchstaben, zum Beispiel EUR.',
  take: 'Berechnen',
  print: 'Drucken',
  bought: 'Erhalten',
  now: 'In diesen Tagen',
  one: 'Preis je Einheit',
  sure: (low, high) => `${low} bis ${high}`,
  how: 'Grau: was der Zufall offenlässt, mit 95 % Konfidenz (Poisson), und die Veränderung gegenüber den Tagen davor. Ein Handzeichen zählt nur für Inhalte desselben Besuchs; was an anderen Tagen gelesen wurde, ist nicht bekannt. Dies ist also das Mindeste, was die Inhalte geleistet haben.',
  model: 'Bewertet mit dem Modell',
  pieces: 'Welche Beiträge standen hinter den Handzeichen?',
  influenced: 'Handzeichen, nach acht Modellen',
  between: (least, most) => `${least} bis ${most}`,
};
