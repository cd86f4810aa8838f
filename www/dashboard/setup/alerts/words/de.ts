/** Words of the part on alerts, in German. */
import type { Words } from '../../words/words';

export const alerts: Words['alerts'] = {
  webhooks: {
    title: 'Wer informiert wird',
    help: 'Ein Webhook ist eine Adresse, die signiert informiert wird, sobald eine Regel weiter unten etwas findet: von Slack oder Mattermost oder von einem eigenen Programm.',
    name: 'Name',
    nameHelp: 'So nennen ihn die Regeln.',
    url: 'Adresse',
    urlHelp: 'https://, im öffentlichen Internet. Wer sie kennt, kann dorthin schreiben: Sie wird nicht noch einmal gezeigt.',
    format: 'Form',
    formats: { json: 'JSON', slack: 'Slack, Mattermost' },
    submit: 'Webhook hinzufügen',
    once: 'Der Schlüssel, der signiert; nur dieses eine Mal gezeigt',
    onceHelp: 'Damit prüft der Empfänger Signaturen, wie Standard Webhooks es vorsieht. Slack braucht ihn nicht.',
    rotated: (name) => `Der neue Schlüssel von ${name}; nur dieses eine Mal gezeigt`,
    rotatedHelp: (until) => `Der vorige signiert bis ${until} mit.`,
    none: 'Niemand wird informiert: Es gibt keinen Webhook.',
    counts: { delivered: 'zugestellt', failed: 'gescheitert', waiting: 'wartend', dropped: 'verworfen' },
    droppedHelp: 'Verworfen: Das Protokoll war voll mit anderen, die warten.',
    last: 'Zuletzt:',
    never: 'Noch nichts gesendet.',
    test: 'Test senden',
    testOf: (name) => `Einen Test an ${name} senden`,
    key: { word: 'Neuer Schlüssel', sure: 'Ersetzen?', of: (name, isSure) => (isSure ? `Ja, den Schlüssel von ${name} ersetzen` : `Neuer Schlüssel für ${name}`) },
    remove: { word: 'Entfernen', sure: 'Sicher?', of: (name, isSure) => (isSure ? `Ja, ${name} entfernen` : `${name} entfernen`) },
  },

  said: {
    status: (status) => `der Empfänger antwortete mit ${status}`,
    words: {
      '': 'noch nicht versucht',
      redirect: 'der Empfänger verweist woandershin; dem wird nicht gefolgt',
      timeout: 'keine Antwort binnen 15 Sekunden',
      unreachable: 'der Empfänger ist nicht erreichbar',
      refused: 'die Adresse ist hier nicht erlaubt',
      removed: 'der Webhook wurde entfernt',
    },
  },

  log: {
    title: 'Was sie erfahren haben',
    help: 'Das Neueste zuerst. Was ein Empfänger nicht annimmt, wird einen Tag lang unter derselben Kennung versucht; ein Test einmal.',
    none: 'Noch nichts.',
    test: 'Test',
    removed: 'ein Webhook, der entfernt wurde',
    to: (what, name) => `${what} → ${name}`,
    states: { waiting: 'Wartet', delivered: 'Zugestellt', failed: 'Gescheitert' },
    tries: (tries, isOne) => (isOne ? '1 Versuch' : `${tries} Versuche`),
    next: (at) => `nächster Versuch ${at}`,
    body: 'Was gesendet wird',
    replay: 'Noch einmal senden',
    replayOf: (what, name) => `${what} noch einmal an ${name} senden`,
    older: 'Ältere',
  },

  rules: {
    title: 'Was gemeldet wird',
    help: 'Jede Regel wird jede Minute gefragt, solche mit Wochenvergleich alle fünf. Was leer ist, gilt wie im Platzhalter. Über weniger Besuche als die kleinste Gruppe wird nichts gesagt; jedes Handzeichen wird einmal gemeldet, alles andere frühestens nach 12 Stunden wieder.',
    fields: {
      name: 'Name',
      when: 'Meldet',
      segment: 'Segment',
      standing: 'Stand, mindestens',
      percent: 'Ab Prozent',
      at_least: 'Mindestens',
      webhooks: 'Wer informiert wird',
    },
    whens: {
      hand_raise: 'Handzeichen',
      surge: 'Warmes Segment',
      spike: 'Starke Stunde',
      drop: 'Stille Stunde',
      refusals: 'Abgewiesene Hits',
      parity: 'Abweichende Werte',
    },
    everybody: 'alle',
    standing: 'abwägend',
  },

  check: {
    title: 'Die gespeicherten Regeln jetzt fragen',
    help: 'Was sie finden, wird gemeldet, als wäre es so weit.',
    submit: 'Fragen',
    none: 'Es gibt keine gespeicherte Regel oder niemanden, der informiert wird.',
    outcomes: {
      told: 'hat etwas gefunden; die Webhooks werden informiert',
      nothing: 'nichts Ungewöhnliches',
      rests: 'hat etwas gefunden und in den letzten 12 Stunden schon gemeldet',
      unknown: 'lässt sich nicht sagen: zu wenige Wochen sind bekannt, oder ein Teil hat nicht geantwortet',
    },
  },
};
