import type { Text } from '../text';

export const movers: Text['movers'] = {
  title: 'Was hat sich verändert, und wo?',
  tabs: { visits: 'Besuche', engaged_ms: 'Aktive Zeit', reads: 'Gelesen', hand_raises: 'Handzeichen' },
  more: (now, usual) => `${now} statt der üblichen ${usual}: mehr, als der Zufall erklärt.`,
  less: (now, usual) => `${now} statt der üblichen ${usual}: weniger, als der Zufall erklärt.`,
  usual: (now, usual) => `${now}, üblich sind ${usual}: im Rahmen des Zufalls.`,
  most: (name) => `Das meiste davon bei: ${name}`,
  range: (usual, low, high) => `Üblich sind ${usual}; durch Zufall ist alles von ${low} bis ${high} möglich`,
  from: (day) => `ab ${day}`,
  was: { name: 'Üblich', means: 'Wie viel es wäre, hätte es denselben Anteil wie in den Wochen davor.' },
  change: { name: 'Änderung', means: 'Wie viel mehr oder weniger es ist als üblich. Fett: mehr, als der Zufall erklärt.' },
  explains: 'erklärt es',
  alike: 'überall ähnlich',
  unusual: 'Mehr, als der Zufall erklärt',
  young: 'Was üblich ist, steht nach drei solchen Zeiträumen fest.',
  long: 'Höchstens 31 Tage wählen: Was üblich ist, ergibt sich aus sechs solchen Zeiträumen davor.',
};
