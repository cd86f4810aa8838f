import type { SegmentRule } from '../../api/types';
import { draftOf, type Draft } from '../rules/draft';

const CONDITIONS = ['organisation', 'network', 'country', 'language', 'device', 'campaign', 'source', 'channel'] as const;

export const FIELDS = [
  { name: 'segment', isMain: true, placeholder: 'DACH manufacturing' },
  { name: 'fit', isNumber: true, placeholder: '40' },
  { name: 'organisation', placeholder: '*guss*, *stahl*' },
  { name: 'network', placeholder: 'business' },
  { name: 'country', placeholder: 'DE, AT, CH' },
  { name: 'language', placeholder: 'de' },
  { name: 'device', placeholder: 'desktop' },
  { name: 'campaign', placeholder: '*abm*' },
  { name: 'source', placeholder: 'linkedin*' },
  { name: 'channel', placeholder: 'email' },
] as const;

export const draftsOf = (rules: readonly SegmentRule[]): readonly Draft[] =>
  rules.map(({ segment, fit, when }) => {
    const values: Record<string, string> = { segment, fit: String(fit) };
    for (const name of CONDITIONS) if (when[name] !== undefined) values[name] = when[name].join(', ');
    return draftOf(values);
  });

/** Values stand between commas. */
const valuesOf = (said: string | undefined): string[] =>
  (said ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');

export const rulesOf = (drafts: readonly Draft[]): readonly SegmentRule[] =>
  drafts.map(({ values }) => {
    const conditions = CONDITIONS.map((name) => [name, valuesOf(values[name])] as const).filter(([, said]) => said.length > 0);
    return { segment: values['segment']?.trim() ?? '', fit: Number(values['fit'] || '0'), when: Object.fromEntries(conditions) };
  });
