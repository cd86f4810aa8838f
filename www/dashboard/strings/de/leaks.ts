import type { Text } from '../text';

export const leaks: Text['leaks'] = {
  title: 'Wo gehen Leser nach dem Lesen verloren?',
  finding: (reads, share) => `Nach ${share} der ${reads} gelesenen Aufrufe endete der Besuch ohne Handzeichen`,
  item: 'Beitrag',
  stage: 'Phase',
  attention: { name: 'Zeitanteil', means: 'Anteil der gesamten aktiven Zeit, den Beiträge dieser Phase bekamen.' },
  left: { name: 'Verloren', means: 'Wie oft nach dem Gelesenen nichts folgte: Der Besuch endete dort und war nie bereit.' },
  of: (left, reads) => `${left} von ${reads}`,
  next: (item, reads, on) => `Danach am häufigsten (${reads} von ${on}, die weiterlasen): ${item}`,
  spread: (on) => `${on}-mal ging es weiter, zu keinem Beitrag am häufigsten.`,
  dead: 'Von hier geht sichtbar niemand weiter: Hier fehlt ein nächster Schritt.',
  how: 'Am Ende zuerst den Beitrag anbieten, den die meisten wählten, die weiterlasen.',
};
