/**
 * Every word the dashboard says, in German.
 *
 * # The words of the house
 * visit: Besuch · page view: Seitenaufruf · piece: Beitrag · read (a page view that was really
 * read): gelesener Aufruf, in sentences Lektüre · engaged time: aktive Zeit · read-through:
 * gelesener Anteil · depth: Scrolltiefe · section: Abschnitt · hand-raise: Handzeichen; whoever
 * gives one „meldet sich“ ·
 * engagement: Engagement · intent: Absicht · fit: Passung · points: Punkte · standing: Stand
 * (flüchtig, lesend, vertieft, abwägend, bereit) · stage: Phase (Orientierung, Abwägung,
 * Entscheidung) · content path: Lesepfad · source: Quelle · channel: Kanal · campaign: Kampagne ·
 * segment: Segment · influence: Einfluss · credit: Anteil · model: Modell · hit: Hit · refusal:
 * Abweisung · parity difference: Abweichung · arm (with or without a form): Gruppe · reader: Leser,
 * or a verb: „liest“ · site: Website · edge: Server · tag: Tag, das · token: Token, das · share
 * link: Freigabelink.
 *
 * Nobody is addressed: what is to be done stands in the infinitive.
 */
import type { Text } from './text';

const metrics: Text['metrics'] = {
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

const standings: Text['standings'] = {
  passing: { name: 'Flüchtig', means: 'Hat etwas geöffnet und ihm so gut wie keine Zeit gegeben.' },
  reading: { name: 'Lesend', means: 'Hat einem Beitrag echte Aufmerksamkeit gegeben.' },
  engaged: { name: 'Vertieft', means: 'Hat etwa einen ganzen Beitrag gelesen.' },
  considering: { name: 'Abwägend', means: 'Ist bei den Beiträgen, die man vor einer Entscheidung liest.' },
  ready: { name: 'Bereit', means: 'Hat sich gemeldet oder liest wie jemand, der es bald tut.' },
};

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

const caveats: Text['caveats'] = {
  self_reported: 'Menschen sagen, woran sie sich erinnern, und die meisten werden nicht gefragt oder antworten nicht. Was die anderen sagen würden, weiß niemand.',
  several_answers: 'Wer auf einer Seite mehrere Antworten wählt, zählt als „Mehreres“; wer später noch einmal antwortet, mit der letzten Antwort.',
  unclassified_networks: 'Bei einigen Besuchen sagt das Netz nicht, wo der Leser arbeitet.',
  same_visit_only: 'Anteile werden innerhalb eines Besuchs verteilt. Was jemand an anderen Tagen gelesen hat, weiß niemand.',
  few_hand_raises: 'Weniger als 30 Besuche mit Handzeichen: Die Anteile können um ein Sechstel und mehr danebenliegen. Besser einen längeren Zeitraum wählen.',
  no_chain: 'Mit einem Filter auf Beiträge fehlt das Modell „Ohne ihn“: Es braucht ganze Besuche.',
  rare_steps_joined: 'Schritte von Beitrag zu Beitrag, die wenige Besuche machten, zählen bei „Ohne ihn“ als einer.',
  today_left_out: 'Heute ist noch nicht vorbei und bleibt außen vor.',
  few_periods: 'Es sind zu wenige Zeiträume davor bekannt, um zu sagen, was üblich ist.',
  names_joined: 'Was über 200 Namen hinausgeht, zählt als „Alle anderen“.',
  different_times: 'Verglichen werden andere Tage, kein Experiment: Saison, Kampagnen und alles, was sich sonst geändert hat, stecken mit im Unterschied.',
  few_days: 'Eine der beiden Gruppen hat weniger als 14 Tage: Die Wochentage sind nicht in beiden gleich vertreten.',
  shorter_when_gated: 'Zeigt die Seite mit dem Formular weniger vom Text, gilt sie dort schon mit weniger als gelesen: Dann hat das Formular mehr gekostet als hier steht.',
  views_of_one_reader: 'Manche Seitenaufrufe sind von demselben Leser. Die Intervalle nehmen jeden für einen anderen und sind darum etwas zu eng.',
  not_enough_data: 'Wo die Daten nicht reichen, um einen nennenswerten Unterschied zu sehen, wird keiner genannt.',
  arm_hidden: 'Von einer der beiden Gruppen steht hier nichts, weil zu wenige Besuche kamen.',
  few_left_out: 'Tage mit wenigen Besuchen, sofern in ihrer Woche ein Zeitraum beginnt oder endet, und Zeiträume mit wenigen Besuchen bleiben außen vor.',
  form_fills_entered: 'Wie oft das Formular ausgefüllt wurde, steht so in den Einstellungen der Website.',
  form_fills_cut: 'Eine Zeit mit Formular reicht über die gezeigten Tage hinaus; darum wird nicht mit den ausgefüllten Formularen verglichen.',
};

const ranges: Text['ranges'] = { day: 'Heute', yesterday: 'Gestern', '7d': '7 Tage', '30d': '30 Tage', month: 'Dieser Monat' };

const beforeRanges: Text['beforeRanges'] = {
  day: 'gestern',
  yesterday: 'am Tag davor',
  '7d': 'in den 7 Tagen davor',
  '30d': 'in den 30 Tagen davor',
  month: 'in gleich vielen Tagen davor',
};

const plural = (value: number, one: string, many: string): string => (value === 1 ? one : many);

const besuche = (count: string, isOne: boolean): string => `${count} ${isOne ? 'Besuch' : 'Besuche'}`;

/** After „von“, „bei“, „mit“. */
const besuchen = (count: string, isOne: boolean): string => `${count} ${isOne ? 'Besuch' : 'Besuchen'}`;

export const text: Text = {
  product: 'Ungated',
  skip: 'Zu den Zahlen springen',
  title: (site, range) => `${site} · ${range} · Ungated`,
  board: (site) => `Lesen auf ${site}`,
  site: 'Website',
  range: 'Zeitraum',
  zone: (zone) => `Tage und Stunden nach der Uhr von ${zone}`,
  signOut: 'Abmelden',
  setup: 'Einrichten',
  metrics,
  standings,
  ranges,
  beforeRanges,
  daysBefore: (days) => (days === 1 ? 'am Tag davor' : `in den ${days} Tagen davor`),
  yearBefore: (isOneDay) => (isOneDay ? 'am selben Tag ein Jahr davor' : 'an denselben Tagen ein Jahr davor'),
  dates: {
    title: 'Datum',
    first: 'Von',
    last: 'Bis',
    submit: 'Anzeigen',
    wrong: 'Der erste Tag liegt nach dem letzten.',
    compare: 'Verglichen mit',
    earlier: { previous_period: 'gleich vielen Tagen davor', year_before: 'denselben Tagen ein Jahr davor' },
  },

  units: { hour: 'h', minute: 'min', second: 's', points: 'Pkt.' },

  headline: {
    title: 'Die Zahlen',
    engaged: 'Aktive Zeit (Median)',
    was: (value, when) => `${when}: ${value}`,
    nothing: (when) => `${when}: nichts zum Vergleichen`,
    up: (by, when) => `${by} mehr als ${when}`,
    down: (by, when) => `${by} weniger als ${when}`,
    same: (when) => `wie ${when}`,
    byNow: (when) => `${when} bis zu dieser Uhrzeit`,
    points: (value) => `${value} ${value === '1' ? 'Punkt' : 'Punkte'}`,
    announce: (visits, pageviews, raises) => `Aktualisiert: ${visits} Besuche, ${pageviews} Seitenaufrufe, ${raises} Handzeichen.`,
    simulated: (count, isOne) => `Darunter ${count} ${isOne ? 'simulierter Besuch' : 'simulierte Besuche'}`,
    simulatedMeans: 'Vom Simulator erzeugt, um dieses Dashboard zu füllen. Dabei hat kein Mensch etwas gelesen.',
  },

  live: {
    title: 'Aufmerksamkeit jetzt',
    readers: (count) => plural(count, 'liest gerade', 'lesen gerade'),
    none: 'Gerade liest niemand',
    few: (k) => `Gerade lesen weniger als ${k}`,
    looking: 'Es wird nachgesehen …',
    raised: (count) => `${count} Handzeichen in den letzten 30 Minuten`,
    means: 'Besuche mit einem Lebenszeichen in den letzten 5 Minuten.',
    broken: 'Live ist unterbrochen, neuer Versuch läuft',
  },

  trend: {
    title: 'Wann kamen sie?',
    peakHour: (count, isOne, hour) => `Am meisten los um ${hour}: ${besuche(count, isOne)}`,
    peakDay: (count, isOne, day) => `Am meisten los am ${day}: ${besuche(count, isOne)}`,
    none: 'Keine Besuche in diesem Zeitraum',
    perHour: 'Besuche je Stunde',
    perDay: 'Besuche je Tag',
    when: 'Beginn',
    previous: 'Besuche davor',
    table: 'Dasselbe als Tabelle',
    unfinished: 'läuft noch',
    chart: (finding) => `Balkendiagramm der Besuche im Zeitverlauf. ${finding}. Die Tabelle darunter enthält dieselben Zahlen.`,
  },

  ladder: {
    title: 'Wie weit kamen die Besuche?',
    finding: (share) => `${share} der Besuche blieben, um zu lesen`,
  },

  content: {
    title: 'Was wird gelesen, nicht nur geöffnet?',
    item: 'Beitrag',
    type: 'Typ',
    stage: 'Phase',
    sortBy: 'Sortieren nach',
    more: 'Mehr anzeigen',
    shown: (shown, all) => `${shown} von ${all} ${all === '1' ? 'Beitrag' : 'Beiträgen'}`,
    keyRead: 'gelesen',
    keyScrolled: 'nur überscrollt',
  },

  influence: {
    title: 'Was bringt Handzeichen?',
    tabs: { item: 'Beitrag', topic: 'Thema', author: 'Autor', channel: 'Kanal', stage: 'Phase' },
    finding: (name, least, most, all) =>
      least === most
        ? `${name}: ${most} von ${all} Handzeichen, gleich welches Modell man fragt`
        : `${name}: ${least} bis ${most} von ${all} Handzeichen, je nach Modell`,
    none: 'In diesem Zeitraum hat sich niemand gemeldet.',
    spread: { name: 'Anteil', means: 'Handzeichen, die sich darauf zurückführen lassen: der kleinste und der größte Wert aller Modelle, und was jedes sagt.' },
    range: (least, most) => (least === most ? most : `${least} bis ${most}`),
    shown: (shown, all) => `${shown} von ${all}`,
    models,
  },

  caveats,

  heat: {
    cell: (visits, isOne, about) => `${besuche(visits, isOne)}: ${about}`,
    filter: (cell) => `Filtern nach: ${cell}`,
    few: 'Zu wenige, um es zu sagen, oder keine',
  },

  heard: {
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
  },

  segments: {
    title: 'Erreicht es die, für die geschrieben wird?',
    column: 'Segment',
    finding: (share, names) => `${share} der Besuche ${names}`,
    fits: 'gehören zu einem der Segmente',
    coverage: (share) =>
      `Bei ${share} dieser Besuche sagt das Netz, wo der Leser arbeitet. Über die anderen wissen Regeln zu Organisationen und Netzarten nichts.`,
    none: 'Noch gehört kein Besuch zu einem Segment. Für wen geschrieben wird, sagen die Regeln unter „segments“ in den Einstellungen der Website.',
    matrix: {
      caption: 'Besuche nach Passung und Engagement',
      fit: 'Passung',
      engagement: 'Engagement',
      about: (fit, engagement) => `Passung ${fit}, Engagement ${engagement}`,
      other: (visits, isOne) => `${besuche(visits, isOne)} mehr in Feldern, die zu klein sind, um sie zu nennen.`,
      how: 'Oben rechts: Sie passen und lesen. Unten rechts: die Richtigen, die wenig gefunden haben.',
    },
  },

  proof: {
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
  },

  movers: {
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
  },

  leaks: {
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
  },

  ungate: {
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
  },

  beside: {
    previous: { title: 'Was wurde davor gelesen?', column: 'Davor', end: 'Hier begann der Besuch' },
    next: { title: 'Was wurde danach gelesen?', column: 'Danach', end: 'Hier endete der Besuch' },
    step: 'Weiter zu diesem Beitrag',
  },

  paths: {
    title: 'In welcher Reihenfolge wird gelesen?',
    path: 'Lesepfad',
    standing: 'Kam bis',
    more: 'Mehr anzeigen',
    shown: (shown, all) => `${shown} von ${all} ${all === '1' ? 'Pfad' : 'Pfaden'}`,
    then: 'dann',
    tabs: { all: 'Alle Besuche', more: 'Ab zwei Beiträgen' },
  },

  sources: { title: 'Was bringt Leser?', tabs: { channel: 'Kanal', source: 'Quelle', campaign: 'Kampagne', heard: 'Gesagt' } },
  audience: { title: 'Wer liest, und womit?', tabs: { country: 'Land', region: 'Region', device: 'Gerät', bot: 'Bots' } },
  subjects: {
    title: 'Welche Themen halten sie?',
    tabs: { topic: 'Thema', author: 'Autor', stage: 'Phase', type: 'Typ' },
  },
  breakdown: {
    more: (count) => `Alle ${count} anzeigen`,
    less: 'Weniger anzeigen',
    short: { visits: 'Besuche', engaged_ms_median: 'Median', hand_raises: 'Handz.' },
  },

  filter: {
    title: 'Filter',
    names: {
      item: 'Beitrag',
      topic: 'Thema',
      author: 'Autor',
      stage: 'Phase',
      type: 'Typ',
      channel: 'Kanal',
      source: 'Quelle',
      campaign: 'Kampagne',
      country: 'Land',
      region: 'Region',
      device: 'Gerät',
      bot: 'Bot',
      standing: 'Stand',
      segment: 'Segment',
      heard: 'Gesagt',
      fit_band: 'Passung',
      engagement_band: 'Engagement',
    },
    is: 'ist',
    isNot: 'ist nicht',
    or: ' oder ',
    flip: (name, isNow) => `${name}: umkehren zu „${isNow ? 'ist nicht' : 'ist'}“`,
    remove: (name) => `Filter auf ${name} entfernen`,
    clear: 'Alle entfernen',
    by: (name, value) => `Filtern nach ${name}: ${value}`,
  },

  empty: {
    filtered: 'Kein Besuch passt zu diesen Filtern',
    filteredHelp: 'Einen entfernen oder einen längeren Zeitraum wählen.',
    quiet: (range) => `${range} keine Besuche`,
    inRange: { day: 'Heute noch', yesterday: 'Gestern', '7d': 'In diesen 7 Tagen', '30d': 'In diesen 30 Tagen', month: 'In diesem Monat noch' },
    inDays: (days, isOne) => (isOne ? `Am ${days}` : `Vom ${days}`),
    demo: 'Etwas lesen und zusehen, wie es hier ankommt.',
    demoHelp: 'Die Demo-Publikation wird bereits gemessen. Einen Beitrag öffnen, eine Weile lesen, zurückkommen: Diese Seite aktualisiert sich von selbst.',
    demoLink: 'Demo-Publikation öffnen',
    tag: 'Eigene Seiten messen',
    tagHelp: 'Diese Zeile in den Kopf jeder Seite einfügen. Sie setzt kein Cookie, liest kein Formular und speichert nichts auf dem Gerät des Lesers.',
    watch: 'Den ersten Hit ankommen sehen',
    copy: 'Tag kopieren',
    copied: 'Kopiert',
    rows: 'Nichts in diesem Zeitraum.',
  },

  problem: {
    title: 'Das wurde nicht geladen',
    board: 'Die Zahlen konnten nicht geholt werden',
    stale: 'Nicht aktualisiert',
    retry: 'Erneut versuchen',
    code: 'Code',
    help: {
      network: 'Der Server hat nicht geantwortet. Die Verbindung prüfen; diese Seite versucht weiter, ihn zu erreichen.',
      unreadable: 'Die Antwort war nicht zu verstehen. Dashboard und Server haben vielleicht verschiedene Versionen; die Seite neu laden.',
      unknown_site: 'Eine Website mit diesem Namen gibt es nicht. Oben eine andere wählen oder die Adresse prüfen.',
    },
    titles: {
      unauthorized: 'Ein Token ist nötig',
      password: 'Ein Passwort ist nötig',
      forbidden: 'Dazu fehlt die Berechtigung',
      not_found: 'Hier ist nichts',
      unknown_site: 'Diese Website gibt es nicht',
      unknown_version: 'Diese Version gibt es nicht',
      method: 'Dazu braucht es eine andere Methode',
      site_exists: 'Diese Website gibt es schon',
      full: 'Kein Platz für mehr',
      cursor_moved: 'Das passt nicht zu dem, was da ist',
      name_taken: 'Dieser Name ist schon vergeben',
      restore_gap: 'Davor fehlen Besuche',
      site_not_empty: 'Die Website hat schon eigene Fakten',
      version: 'Jemand war schneller',
      too_large: 'Das ist zu groß',
      version_needed: 'Welche Version?',
      too_many: 'Zu viele Versuche',
      not_configured: 'Es gibt noch keinen Admin',
      unavailable: 'Ein Teil des Servers hat nicht geantwortet',
    },
    other: 'Der Server hat die Frage abgewiesen. Bleibt das so, sagt der Code darunter, warum.',
    partial: (answered, shards) => `Nur ${answered} von ${shards} Shards haben geantwortet`,
    partialHelp: 'In allen Zahlen darunter fehlen die Besuche der anderen. An ihrer Stelle wird nichts geschätzt.',
  },

  signIn: {
    title: (site) => `${site} ist nicht öffentlich`,
    help: 'Das Token eingeben, um die Zahlen zu sehen. Es wird gegen ein Cookie getauscht, das kein Skript lesen kann; die Anmeldung gilt eine Woche.',
    token: 'Token',
    where: 'Ein Admin hat es angelegt. Das erste wurde als UNGATED_ADMIN_TOKEN gesetzt oder beim Start des Servers ausgegeben.',
    submit: 'Zahlen anzeigen',
    wrong: 'Dieses Token wurde nicht angenommen.',
    elsewhere: (name) => `Angemeldet ist ${name}, ohne Zugriff auf diese Website.`,
    failed: 'Der Server hat nicht geantwortet. Bitte erneut versuchen.',
  },

  share: {
    title: 'Ein geteilter Bericht',
    opening: 'Der Link wird geöffnet …',
    closed: 'Dieser Link öffnet nichts. Er ist abgelaufen oder wurde widerrufen; wer ihn geschickt hat, kann einen neuen anlegen.',
    tooMany: 'Zu viele falsche Passwörter. In einer Stunde wieder versuchen.',
    help: 'Dieser Link ist mit einem Passwort geschützt.',
    password: 'Passwort',
    submit: 'Bericht öffnen',
    wrong: 'Dieses Passwort wurde nicht angenommen.',
    leave: 'Link schließen',
  },

  quality: {
    title: 'Kann man diesen Zahlen trauen?',
    received: { name: 'Eingegangen', means: 'Hits, die in diesem Zeitraum für diese Website beim Server ankamen.' },
    accepted: { name: 'Angenommen', means: 'Hits, die dauerhaft gespeichert waren, bevor sie bestätigt wurden.' },
    refusedTotal: { name: 'Abgewiesen', means: 'Abgewiesene Hits, jeder mit seinem Grund. Eingegangen ist angenommen plus abgewiesen.' },
    parity: {
      name: 'Abweichungen',
      means: 'Seitenaufrufe, für die Browser und Server aus denselben Signalen verschiedene Punkte berechnet haben. Muss 0 sein.',
    },
    lost: { name: 'Unterwegs verloren', means: 'Hits, die laut ihrer laufenden Nummer gesendet wurden und nie ankamen. Spätere Hits wiederholen ihren Inhalt.' },
    duplicate: { name: 'Wiederholungen', means: 'Angenommene Hits, die nichts Neues sagten: derselbe Stand, zweimal gesendet. Sie ändern keine Zahl.' },
    bots: { name: 'Bot-Besuche, nicht gezählt', means: 'Besuche von Programmen, die sich als solche zu erkennen geben. Sie zählen nur, wo Bots betrachtet werden.' },
    shards: { name: 'Shards mit Antwort', means: 'Orte, an denen die Besuche dieser Website liegen, und wie viele davon geantwortet haben.' },
    model: { name: 'Bewertungsmodell', means: 'Zwei Zahlen lassen sich vergleichen, wenn sie mit demselben Modell entstanden sind.' },
    unsited: 'Abgewiesen, bevor eine Website feststand:',
    none: 'Kein Hit wurde abgewiesen.',
    unbalanced: 'Die Bilanz geht nicht auf',
    refusals: {
      method: 'nicht per POST gesendet',
      empty: 'leer',
      too_large: 'zu groß',
      encoding: 'komprimiert',
      decode: 'nicht als Hit lesbar',
      version: 'unbekannte Version des Formats',
      unknown_site: 'unbekannte Website',
      hostname: 'von einem Hostnamen, der nicht zur Website gehört',
      opted_out: 'Widerspruch des Lesers (GPC oder DNT)',
      bot: 'Bot',
      time: 'unglaubhafte Zeit',
      rate_limited: 'zu viele auf einmal von einem Ort',
      visit_full: 'Besuch mit zu vielen Seitenaufrufen',
      late_closed: 'zu spät, Besuch schon abgeschlossen',
      unavailable: 'nicht speicherbar, darf erneut gesendet werden',
    },
  },

  rest: 'Alle anderen',
  few: (k) => `Was weniger als ${k} Besuche gemeinsam haben, wird nicht genannt: Es zählt als „Alle anderen“, und wo nichts steht, kann es welche geben.`,

  none: {
    item: 'Unbekannte Seite',
    topic: 'Kein Thema',
    author: 'Kein Autor',
    stage: 'Keine Phase',
    type: 'Kein Typ',
    source: 'Keine Quelle',
    campaign: 'Keine Kampagne',
    country: 'Land unbekannt',
    bot: 'Menschen',
    segment: 'In keinem Segment',
    heard: 'Keine Antwort',
    other: 'Unbekannt',
  },

  stages: { awareness: 'Orientierung', consideration: 'Abwägung', decision: 'Entscheidung' },

  types: {
    article: 'Artikel',
    guide: 'Leitfaden',
    paper: 'Fachaufsatz',
    report: 'Report',
    'white-paper': 'Whitepaper',
    'case-study': 'Fallstudie',
    ebook: 'E-Book',
    video: 'Video',
    podcast: 'Podcast',
    book: 'Buch',
    course: 'Kurs',
    event: 'Veranstaltung',
    product: 'Produkt',
    faq: 'FAQ',
    review: 'Rezension',
    dataset: 'Datensatz',
    page: 'Seite',
    pricing: 'Preise',
  },

  channels: {
    direct: 'Direkt',
    dark_social: 'Dark Social',
    unknown: 'Unbekannt',
    organic_search: 'Suche',
    organic_social: 'Soziale Netzwerke',
    organic_video: 'Video',
    organic_shopping: 'Shopping',
    community: 'Communitys',
    ai_assistant: 'KI-Assistenten',
    newsletter: 'Newsletter',
    email: 'E-Mail',
    podcast: 'Podcasts',
    referral: 'Verweise',
    paid_search: 'Bezahlte Suche',
    paid_social: 'Bezahlt, soziale Netzwerke',
    paid_video: 'Bezahltes Video',
    paid_shopping: 'Bezahltes Shopping',
    paid_other: 'Bezahlt, Sonstiges',
    cross_network: 'Netzwerkübergreifende Anzeigen',
    display: 'Display-Anzeigen',
    affiliates: 'Affiliate-Partner',
    audio: 'Audio-Anzeigen',
    sms: 'SMS',
    push: 'Push-Nachrichten',
    unassigned: 'Andere Kampagnen',
  },

  regions: {
    weur: 'Westeuropa',
    eeur: 'Osteuropa',
    enam: 'Östliches Nordamerika',
    wnam: 'Westliches Nordamerika',
    apac: 'Asien-Pazifik',
    sam: 'Südamerika',
    afr: 'Afrika',
    oc: 'Ozeanien',
    me: 'Naher Osten',
    unknown: 'Region unbekannt',
  },

  countries: { unknown: 'Land unbekannt', T1: 'Tor-Netzwerk' },

  devices: { desktop: 'Desktop', mobile: 'Smartphone', tablet: 'Tablet' },

  bots: {
    ai_agent: 'KI-Agent',
    ai_crawler: 'KI-Crawler',
    crawler: 'Crawler',
    automation: 'Automatisierung',
    spam: 'Referrer-Spam',
    hosting: 'Rechenzentrum',
    behaviour: 'Mehr, als Leser können',
  },
};
