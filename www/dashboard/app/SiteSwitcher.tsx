import type { Site } from '../api/types';
import { useDesk } from '../state/desk';
import { text } from '../strings';

/** No site can have this name. */
const ALL = '*';

/** Chooses the site, or all. Filters name values of one site, so they stay behind. */
export function SiteSwitcher({ sites }: { sites: readonly Site[] }) {
  const { view, go } = useDesk();
  const isKnown = sites.some((site) => site.site === view.site);
  const choose = (value: string) =>
    go(value === ALL ? { isOfAll: true, setup: null, proof: null, clauses: [] } : { site: value, isOfAll: false, clauses: [] });
  return (
    <label class="site">
      <span class="sr-only">{text.site}</span>
      <select value={view.isOfAll ? ALL : view.site} onChange={(event) => choose(event.currentTarget.value)}>
        {(sites.length > 1 || view.isOfAll) && <option value={ALL}>{text.sites.all}</option>}
        {!isKnown && <option value={view.site}>{view.site}</option>}
        {sites.map((site) => (
          <option key={site.site} value={site.site}>
            {site.title || site.site}
          </option>
        ))}
      </select>
    </label>
  );
}
