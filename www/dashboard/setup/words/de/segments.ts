import type { Words } from '../words';

export const segments: Words['segments'] = {
  title: 'Für wen geschrieben wird',
  help: 'Regeln über das, was der Server von einem Leser weiß. Alle Bedingungen einer Regel müssen zutreffen; von mehreren Werten, durch Kommas getrennt, genügt einer; * ist alles. Die erste Regel, die zutrifft, benennt das Segment; die Punkte aller zutreffenden ergeben die Passung, bis 100. Der Name einer Organisation wird nie gespeichert. Regeln gelten für Besuche ab jetzt.',
  fields: {
    segment: 'Segment',
    fit: 'Punkte für Passung',
    organisation: 'Organisation',
    network: 'Netzart',
    country: 'Land',
    language: 'Sprache',
    device: 'Gerät',
    campaign: 'Kampagne',
    source: 'Quelle',
    channel: 'Kanal',
  },
  tester: {
    title: 'Die Regeln an Lesern probieren',
    readers: 'Leser',
    readersHelp:
      'Erdachte Leser, je Zeile einer, etwa: organisation=Siemens AG; country=DE; language=de; device=desktop; campaign=…; source=…; channel=email. Was fehlt, weiß der Server nicht. Dies sind die häufigsten aus 30 Tagen, bis hier andere stehen; Organisationen und Sprachen werden nicht gespeichert, also kennt sie kein Bericht.',
    reader: 'Leser',
    segment: 'Segment',
    fit: 'Passung',
    why: 'Warum',
    none: 'Keine Regel trifft zu.',
    adds: (rule, plus) => `Regel ${rule}: +${plus}`,
    idle: (rules, isOne) => (isOne ? `Regel ${rules} trifft auf keinen davon zu.` : `Die Regeln ${rules} treffen auf keinen davon zu.`),
    networks: {
      business: 'Netz eines Unternehmens',
      isp: 'Netz eines Zugangsanbieters',
      hosting: 'Netz eines Rechenzentrums',
      vpn: 'Ein VPN',
      education: 'Netz einer Schule oder Hochschule',
      government: 'Netz einer Behörde',
      unknown: 'Ein unbekanntes Netz',
    },
    unclassified: (network) => `${network}: Es sagt nicht, wo der Leser arbeitet; darum trifft keine Regel zu Organisationen oder Netzen zu.`,
    wrong: (line, part) => `Zeile ${line}: „${part}“ ist nichts von organisation=, country=, language=, device=, campaign=, source= und channel=.`,
    refused: (line, said) => `Zeile ${line}: ${said}`,
    failed: 'Die Regeln ließen sich nicht probieren.',
  },
};
