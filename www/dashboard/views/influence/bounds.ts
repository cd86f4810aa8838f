import type { InfluenceRow } from '../../api/types';

/** The least and the most that any model says, micro-credits. */
export function bounds({ credits }: InfluenceRow): readonly [number, number] {
  const all = Object.values(credits);
  return [Math.min(...all), Math.max(...all)];
}
