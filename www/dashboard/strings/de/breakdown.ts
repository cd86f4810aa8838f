import type { Text } from '../text';

export const sources: Text['sources'] = { title: 'Was bringt Leser?', tabs: { channel: 'Kanal', source: 'Quelle', campaign: 'Kampagne', heard: 'Gesagt' } };
export const audience: Text['audience'] = { title: 'Womit wird gelesen?', tabs: { device: 'Gerät', bot: 'Bots' } };
export const subjects: Text['subjects'] = {
  title: 'Welche Themen halten sie?',
  tabs: { topic: 'Thema', author: 'Autor', stage: 'Phase', type: 'Typ' },
};

export const breakdown: Text['breakdown'] = {
  more: (count) => `Alle ${count} anzeigen`,
  less: 'Weniger anzeigen',
  short: { visits: 'Besuche', engaged_ms_median: 'Median', hand_raises: 'Handz.' },
};
