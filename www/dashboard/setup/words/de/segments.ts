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
};
