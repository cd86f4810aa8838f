import { useEffect } from 'preact/hooks';
import { askSites } from '../../api/client';
import type { Site } from '../../api/types';
import { count, NOTHING } from '../../format/number';
import { earlierName, rangeName } from '../../format/range';
import { useLoaded } from '../../setup/useLoaded';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { ProblemNote } from '../../ui/ProblemNote';
import { Skeleton } from '../../ui/Skeleton';
import { FIGURES, figureOf } from './figures';
import { SiteRow } from './SiteRow';
import { useFigures, type Held } from './useFigures';

/** All sites that this reader may see, beside one another. */
export function Sites() {
  const { view } = useDesk();
  const words = text.sites;
  const range = rangeName(view.range);
  const { answer, problem, reload } = useLoaded('sites', askSites);
  useEffect(() => {
    document.title = text.title(words.all, range);
  }, [range]);
  return (
    <>
      <div class="board-head">
        <h1>{words.all}</h1>
        <p class="board-period">{range}</p>
        <p class="board-period">{words.clocks}</p>
      </div>
      {problem !== undefined ? (
        <ProblemNote problem={problem} onRetry={reload} />
      ) : answer === undefined ? (
        <Skeleton lines={6} />
      ) : answer.sites.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <SiteTable sites={answer.sites} />
      )}
    </>
  );
}

function SiteTable({ sites }: { sites: readonly Site[] }) {
  const { view } = useDesk();
  const words = text.sites;
  const { held, retry } = useFigures(sites);
  const isOver = held.size === sites.length;
  const all = [...held.values()].flatMap(({ figures }) => figures ?? []);
  // Rows stay where they are until there is an order to put them in.
  const ordered = isOver ? [...sites].sort((one, other) => visitsOf(held.get(other.site)) - visitsOf(held.get(one.site))) : sites;
  const k = Math.max(0, ...all.filter((figures) => figureOf(figures, 'visits') === null).map(({ totals }) => totals.meta.suppressed.k));
  return (
    <section class="panel panel-sites" aria-labelledby="sites-title" aria-busy={!isOver}>
      <header class="panel-head">
        <h2 id="sites-title">{words.title}</h2>
        <p class="panel-finding">{isOver ? findingOf(sites, held) : words.asking(count(held.size), count(sites.length))}</p>
      </header>
      <table class="sheet sites" role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {text.site}
            </th>
            {FIGURES.map((metric) => (
              <th key={metric} scope="col" role="columnheader">
                {text.metrics[metric].name}
              </th>
            ))}
            <th scope="col" role="columnheader">
              {words.trend}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {ordered.map((site) => (
            <SiteRow key={site.site} site={site} held={held.get(site.site)} onRetry={retry} />
          ))}
        </tbody>
      </table>
      <ul class="caveats">
        <li>{words.against(earlierName(view.range, view.comparison))}</li>
        {k > 0 && <li data-caveat="small_groups_joined">{words.few(NOTHING, count(k))}</li>}
      </ul>
    </section>
  );
}

/** One that cannot be told stands below all that can. */
const visitsOf = (held: Held | undefined): number => (held?.figures && figureOf(held.figures, 'visits')) ?? -1;

/** The sums, where every site has told its own. */
function findingOf(sites: readonly Site[], held: ReadonlyMap<string, Held>): string {
  const words = text.sites;
  const sum = (metric: 'visits' | 'hand_raises') =>
    sites.reduce<number | null>((total, { site }) => {
      const { figures } = held.get(site) ?? {};
      const value = figures ? figureOf(figures, metric) : null;
      return total === null || value === null ? null : total + value;
    }, 0);
  const [visits, raises] = [sum('visits'), sum('hand_raises')];
  return visits === null || raises === null
    ? words.partly(count(sites.length))
    : words.finding(count(sites.length), count(visits), visits === 1, count(raises), raises === 1);
}
