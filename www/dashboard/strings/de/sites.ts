import type { Text } from '../text';
import { besuche } from './count';

export const sites: Text['sites'] = {
  all: 'Alle Websites',
  title: 'Welche Website wird gelesen?',
  clocks: 'Tage nach der Uhr jeder Website',
  trend: 'Besuche im Verlauf',
  finding: (sites, visits, isOneVisit, raises) => `${sites} ${sites === '1' ? 'Website' : 'Websites'}: ${besuche(visits, isOneVisit)}, ${raises} Handzeichen`,
  partly: (sites) => `${sites} ${sites === '1' ? 'Website' : 'Websites'}, von denen nicht alle etwas sagen`,
  asking: (done, all) => `${done} von ${all} Websites haben geantwortet …`,
  none: 'Es gibt keine Website zu sehen. Bei einer anmelden oder einen geteilten Link öffnen.',
  against: (when) => `Mehr und weniger heißt: als ${when}.`,
  few: (sign, k) => `${sign} steht für weniger als ${k} Besuche oder keinen.`,
  was: (value) => `davor: ${value}`,
  sparkHours: (hours, most) => `Besuche in ${hours} Stunden, höchstens ${most} in einer`,
  sparkDays: (days, most) => `Besuche an ${days} Tagen, höchstens ${most} an einem`,
};
