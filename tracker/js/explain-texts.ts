// The words of `explain()`, in one place for translation.
import type { HandRaise, Heard, Standing } from "./api";

type Act = "copy" | "download" | "outbound" | "print";

export interface Texts {
  page(path: string): string;
  title(title: string): string;
  time(span: string): string;
  depth(depth: number, read: number): string;
  sections(count: number): string;
  media(count: number): string;
  acts: Record<Act | HandRaise, string>;
  times(count: number): string;
  event(what: string, count: number): string;
  heard(option: string): string;
  options: Record<Heard, string>;
  standing(word: string): string;
  standings: Record<Standing, string>;
  /** Where the reader came from: another site, this one, or nobody knows. */
  origin(host: string, own: boolean): string;
  /** What a campaign wrote into the link. */
  labels(labels: string): string;
  /** What nobody can see on the page. */
  more: string[];
  not: string[];
}

const en: Texts = {
  page: (path) => `You opened this page: ${path}`,
  title: (title) => `Its title: “${title}”.`,
  time: (span) => `You spent ${span} on it. Time in which nothing moved, or in which it was out of sight, does not count.`,
  depth: (depth, read) => `You saw ${depth}% of it, and ${read}% of its words long enough to read them.`,
  sections: (count) => (count === 1 ? "How many words its text has, and how long it was on screen." : `How many words each of its ${count} sections has, and how long each was on screen.`),
  media: (count) => `Which seconds you played of ${count === 1 ? "a recording" : `${count} recordings`}.`,
  acts: {
    copy: "You copied text; which is not recorded", download: "You downloaded a file; which is not recorded",
    outbound: "You followed a link to another site; which is not recorded", print: "You printed the page", mail: "You used a mail link",
    call: "You used a phone link", calendar: "You used a link to a calendar", chat: "You opened a chat",
    copied: "You copied an address; which is not recorded", named: "You used something that the site counts as asking for contact",
  },
  times: (count) => `${count} times`,
  event: (what, count) => `The site noted: ${what}${count > 1 ? `, ${count} times` : ""}.`,
  heard: (option) => `You said what brought you here: ${option}.`,
  options: {
    colleague: "a colleague", friend: "a friend", customer: "a customer", partner: "a partner", search: "a search", assistant: "an AI assistant",
    social: "a social network", community: "a community", newsletter: "a newsletter", podcast: "a podcast", video: "a video", press: "the press",
    event: "an event", review: "a review", ad: "an advertisement", other: "something else",
  },
  standing: (word) => `All this puts your visit at “${word}”, on a scale of passing, reading, engaged, considering, ready.`,
  standings: { passing: "passing", reading: "reading", engaged: "engaged", considering: "considering", ready: "ready" },
  origin: (host, own) => (own ? "You came from another page of this site." : host ? `You came from ${host}. From which page there is not recorded.` : "Where you came from is not known."),
  labels: (labels) => `The link that you followed has these labels: ${labels}.`,
  more: [
    "A random number, which ties the messages of this one page view together.",
    "Noted where the messages arrive: the time, your country, and what kind of device you use.",
  ],
  not: [
    "No cookie. Nothing is stored on your device, and nothing is read from it.",
    "Nothing that you type or choose in forms.",
    "Not your name, and not your network (IP) address: it and your browser’s name become a key that is destroyed the next day.",
    "Nothing that could recognise you on another day, or on another site.",
  ],
};

const de: Texts = {
  page: (path) => `Sie haben diese Seite geöffnet: ${path}`,
  title: (title) => `Ihr Titel: „${title}“.`,
  time: (span) => `Sie haben ${span} auf ihr verbracht. Zeit, in der sich nichts bewegte oder die Seite nicht zu sehen war, zählt nicht.`,
  depth: (depth, read) => `Sie haben ${depth} % der Seite gesehen, und ${read} % ihrer Wörter lange genug, um sie zu lesen.`,
  sections: (count) => (count === 1 ? "Wie viele Wörter ihr Text hat und wie lange er zu sehen war." : `Wie viele Wörter jeder ihrer ${count} Abschnitte hat und wie lange er zu sehen war.`),
  media: (count) => `Welche Sekunden Sie von ${count === 1 ? "einer Aufnahme" : `${count} Aufnahmen`} abgespielt haben.`,
  acts: {
    copy: "Sie haben Text kopiert; welchen, wird nicht aufgezeichnet", download: "Sie haben eine Datei geladen; welche, wird nicht aufgezeichnet",
    outbound: "Sie sind einem Link zu einer anderen Website gefolgt; welchem, wird nicht aufgezeichnet", print: "Sie haben die Seite gedruckt",
    mail: "Sie haben einen Mail-Link benutzt", call: "Sie haben einen Telefon-Link benutzt", calendar: "Sie haben einen Link zu einem Kalender benutzt",
    chat: "Sie haben einen Chat geöffnet", copied: "Sie haben eine Adresse kopiert; welche, wird nicht aufgezeichnet",
    named: "Sie haben etwas benutzt, das die Website als Wunsch nach Kontakt zählt",
  },
  times: (count) => `${count} Mal`,
  event: (what, count) => `Die Website hat vermerkt: ${what}${count > 1 ? `, ${count} Mal` : ""}.`,
  heard: (option) => `Sie haben gesagt, was Sie hierher gebracht hat: ${option}.`,
  options: {
    colleague: "jemand aus dem Kollegium", friend: "jemand aus dem Freundeskreis", customer: "ein Kunde", partner: "ein Partner", search: "eine Suche", assistant: "ein KI-Assistent",
    social: "ein soziales Netzwerk", community: "eine Community", newsletter: "ein Newsletter", podcast: "ein Podcast", video: "ein Video", press: "die Presse",
    event: "eine Veranstaltung", review: "ein Testbericht", ad: "eine Anzeige", other: "etwas anderes",
  },
  standing: (word) => `Damit gilt Ihr Besuch als „${word}“; die Stufen sind flüchtig, lesend, vertieft, abwägend, bereit.`,
  standings: { passing: "flüchtig", reading: "lesend", engaged: "vertieft", considering: "abwägend", ready: "bereit" },
  origin: (host, own) => (own ? "Sie kamen von einer anderen Seite dieser Website." : host ? `Sie kamen von ${host}. Von welcher Seite dort, wird nicht aufgezeichnet.` : "Woher Sie kamen, ist nicht bekannt."),
  labels: (labels) => `Der Link, dem Sie gefolgt sind, trägt diese Kennzeichen: ${labels}.`,
  more: [
    "Eine Zufallszahl, die die Nachrichten dieses einen Seitenaufrufs verbindet.",
    "Wo die Nachrichten ankommen, wird vermerkt: die Zeit, Ihr Land und welche Art von Gerät Sie benutzen.",
  ],
  not: [
    "Kein Cookie. Auf Ihrem Gerät wird nichts gespeichert, und nichts wird von ihm gelesen.",
    "Nichts, was Sie in Formulare schreiben oder darin auswählen.",
    "Nicht Ihr Name und nicht Ihre Netzadresse (IP): Aus ihr und dem Namen Ihres Browsers wird ein Schlüssel, der am nächsten Tag vernichtet wird.",
    "Nichts, woran man Sie an einem anderen Tag oder auf einer anderen Website erkennen könnte.",
  ],
};

export const TEXTS: Record<string, Texts> = { en, de };
