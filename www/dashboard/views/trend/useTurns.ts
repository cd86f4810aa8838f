import type { Period } from '../../data/period';
import { mayView } from '../../setup/parts';
import { useLoaded, type Loaded } from '../../setup/useLoaded';
import { useDesk } from '../../state/desk';
import type { Turn } from './buckets';

/** What was changed in a period, for those who may read how the site is set up; nothing for others. */
export function useTurns(period: Period | undefined): Loaded<readonly Turn[]> {
  const { view, me } = useDesk();
  const wanted = mayView(me, view.site) ? period : undefined;
  return useLoaded(`turns ${view.site} ${JSON.stringify(wanted)}`, async (signal) => (wanted ? (await import('./turns')).askTurns(view.site, wanted, signal) : []));
}
