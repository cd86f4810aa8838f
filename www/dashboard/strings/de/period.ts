import type { Text } from '../text';

export const ranges: Text['ranges'] = { day: 'Heute', yesterday: 'Gestern', '7d': '7 Tage', '30d': '30 Tage', month: 'Dieser Monat' };

export const beforeRanges: Text['beforeRanges'] = {
  day: 'gestern',
  yesterday: 'am Tag davor',
  '7d': 'in den 7 Tagen davor',
  '30d': 'in den 30 Tagen davor',
  month: 'in gleich vielen Tagen davor',
};

export const range: Text['range'] = 'Zeitraum';
export const daysBefore: Text['daysBefore'] = (days) => (days === 1 ? 'am Tag davor' : `in den ${days} Tagen davor`);
export const yearBefore: Text['yearBefore'] = (isOneDay) => (isOneDay ? 'am selben Tag ein Jahr davor' : 'an denselben Tagen ein Jahr davor');
export const dates: Text['dates'] = {
  title: 'Datum',
  first: 'Von',
  last: 'Bis',
  submit: 'Anzeigen',
  wrong: 'Der erste Tag liegt nach dem letzten.',
  compare: 'Verglichen mit',
  earlier: { previous_period: 'gleich vielen Tagen davor', year_before: 'denselben Tagen ein Jahr davor' },
};

export const zone: Text['zone'] = (zone) => `Tage und Stunden nach der Uhr von ${zone}`;
