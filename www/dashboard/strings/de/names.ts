import type { Text } from '../text';

export const rest: Text['rest'] = 'Alle anderen';
export const few: Text['few'] = (k) => `Was weniger als ${k} Besuche gemeinsam haben, wird nicht genannt: Es zählt als „Alle anderen“, und wo nichts steht, kann es welche geben.`;
export const none: Text['none'] = {
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
};

export const stages: Text['stages'] = { awareness: 'Orientierung', consideration: 'Abwägung', decision: 'Entscheidung' };
export const types: Text['types'] = {
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
};

export const channels: Text['channels'] = {
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
};

export const regions: Text['regions'] = {
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
};

export const countries: Text['countries'] = { unknown: 'Land unbekannt', T1: 'Tor-Netzwerk' };
export const devices: Text['devices'] = { desktop: 'Desktop', mobile: 'Smartphone', tablet: 'Tablet' };
export const bots: Text['bots'] = {
  ai_agent: 'KI-Agent',
  ai_crawler: 'KI-Crawler',
  crawler: 'Crawler',
  automation: 'Automatisierung',
  spam: 'Referrer-Spam',
  hosting: 'Rechenzentrum',
  behaviour: 'Mehr, als Leser können',
};
