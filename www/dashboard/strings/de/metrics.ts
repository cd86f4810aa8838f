import type { Text } from '../text';

export const metrics: Text['metrics'] = {
  visits: {
    name: 'Besuche',
    means: 'Seitenaufrufe eines anonymen Lesers, zwischen denen nie mehr als 30 Minuten liegen, auch über Mitternacht hinweg.',
  },
  pageviews: { name: 'Seitenaufrufe', means: 'Wie oft eine Seite gezeigt wurde. Neu laden oder zurückkehren zählt als neuer Aufruf.' },
  engaged_ms: {
    name: 'Aktive Zeit',
    means: 'Zeit, in der die Seite sichtbar und im Fokus war und in den letzten 5 Sekunden berührt wurde oder ein Medium lief. Alle Besuche zusammen.',
  },
  engaged_ms_median: {
    name: 'Aktiv (Median)',
    means:
      'Die Hälfte der Besuche war länger aktiv, die Hälfte kürzer. Die Zeit zählt, solange die Seite sichtbar und im Fokus ist und in den letzten 5 Sekunden berührt wurde oder ein Medium läuft.',
  },
  engaged_ms_p25: { name: 'Aktiv, unteres Viertel', means: 'Ein Viertel der Besuche war höchstens so lange aktiv.' },
  engaged_ms_p75: { name: 'Aktiv, oberes Viertel', means: 'Drei Viertel der Besuche waren höchstens so lange aktiv.' },
  engaged_ms_p90: { name: 'Aktiv, oberstes Zehntel', means: 'Neun Zehntel der Besuche waren höchstens so lange aktiv.' },
  read_through: {
    name: 'Gelesener Anteil',
    means: 'Anteil der Wörter, die wirklich gelesen wurden: Abschnitte, die einen glaubhaften Teil ihrer Lesezeit im Bild blieben.',
  },
  reads: { name: 'Gelesen', means: 'Seitenaufrufe, bei denen mindestens die Hälfte der Wörter wirklich gelesen wurde, nicht nur geöffnet oder überscrollt.' },
  depth: { name: 'Scrolltiefe', means: 'Wie weit nach unten der Inhalt gesehen wurde, im Median. Scrollen ist nicht Lesen.' },
  hand_raises: {
    name: 'Handzeichen',
    means: 'Wie oft sich jemand von sich aus gemeldet hat: Mail, Anruf, Termin, Chat, eine kopierte Adresse oder ein selbst benanntes Ereignis.',
  },
  engagement: {
    name: 'Engagement',
    means: 'Was bei einem Besuch an Lesen zusammenkommt, 0 bis 100, im Median. 50 entspricht etwa anderthalb ganz gelesenen Beiträgen.',
  },
  intent: {
    name: 'Absicht',
    means: 'Wie sehr ein Besuch nach einer Entscheidung aussieht, 0 bis 100, im Median: späte Beiträge gelesen, zu ihnen zurückgekehrt, sich gemeldet.',
  },
  fit: {
    name: 'Passung',
    means: 'Wie gut die Besuche zu denen passen, für die geschrieben wird, 0 bis 100, im Mittel: die Summe der Segmentregeln, die auf einen Besuch zutreffen.',
  },
  points: {
    name: 'Punkte',
    means: 'Was alle Seitenaufrufe durch Aufmerksamkeit und gelesenen Anteil verdient haben. Sie wachsen mit der Zahl der Leser und damit, wie gründlich gelesen wird.',
  },
  raising_visits: { name: 'Mit Handzeichen', means: 'Besuche mit einem Handzeichen, gleich auf welcher Seite.' },
};

export const units: Text['units'] = { hour: 'h', minute: 'min', second: 's', points: 'Pkt.' };
