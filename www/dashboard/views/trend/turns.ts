import { askConfig, askDifference, askVersions } from '../../api/admin';
import type { UngateAsset } from '../../api/types';
import { limited } from '../../data/limited';
import { dayAfter, type Period } from '../../data/period';
import { text } from '../../strings';
import type { Turn } from './buckets';

/** Versions that are looked into at the same time. */
const AT_ONCE = 4;

/** A field of a configuration that is the scoring model's. */
const OF_MODEL = /^model(\.|$)/;

/** All that the site's configuration says was changed, of what a trend may come of or be read with. */
export async function askTurns(site: string, period: Period, signal: AbortSignal): Promise<readonly Turn[]> {
  const [{ config }, models] = await Promise.all([askConfig(site, signal), askModels(site, period, signal)]);
  return [...(config.ungate ?? []).flatMap(formTurns), ...models];
}

/** When another scoring model was published in the period: a version's date is known, and what it changed is asked. */
async function askModels(site: string, { from, to }: Period, signal: AbortSignal): Promise<readonly Turn[]> {
  const { versions } = await askVersions(site, signal);
  const inTurn = limited(AT_ONCE);
  const all = versions.map(async ({ version, at_ms: at }, place): Promise<Turn[]> => {
    const before = versions[place + 1];
    if (before === undefined || at < from || at >= to) return [];
    const { changes } = await inTurn(() => askDifference(site, version, before.version, signal));
    return changes.some(({ field }) => OF_MODEL.test(field)) ? [{ at, says: text.trend.model }] : [];
  });
  return (await Promise.all(all)).flat();
}

/** When a form was put before a piece, and when it was taken away. One that goes on under another period stays. */
function formTurns({ title, gated }: UngateAsset): Turn[] {
  const first = gated.map(({ from }) => from);
  const after = gated.flatMap(({ until }) => (until ? [dayAfter(until)] : []));
  return [
    ...first.filter((day) => !after.includes(day)).map((day) => ({ day, says: text.trend.gated(title) })),
    ...after.filter((day) => !first.includes(day)).map((day) => ({ day, says: text.trend.ungated(title) })),
  ];
}
