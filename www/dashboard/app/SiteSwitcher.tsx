import type { Site } from '../api/types';
import { useDesk } from '../state/desk';
import { text } from '../strings';

/** Chooses the site. Filters name values of one site, so they stay behind. */
export function SiteSwitcher({ sites }: { sites: readonly Site[] }) {
  const { view, go } = useDesk();
  const isKnown = sites.some((site) => site.site === view.site);
  return (
    <label class="site">
      <span class="sr-only">{text.site}</span>
      <select value={view.site} onChange={(event) => go({ site: event.currentTarget.value, clauses: [] })}>
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
