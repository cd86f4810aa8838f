import type { Site } from '../../api/types';
import { addsUp, changeOf } from '../../data/change';
import { periodOf } from '../../data/period';
import { metricText } from '../../format/metric';
import { count } from '../../format/number';
import { partial } from '../../format/partial';
import { earlierName } from '../../format/range';
import { word } from '../../format/word';
import { useDesk } from '../../state/desk';
import { isHourly } from '../../state/range';
import { text } from '../../strings';
import { Icon } from '../../ui/Icon';
import { Link } from '../../ui/Link';
import { bucketsOf } from '../trend/buckets';
import { FIGURES, figureOf, type Figures } from './figures';
import { Spark } from './Spark';
import type { Held } from './useFigures';

interface Props {
  readonly site: Site;
  /** `undefined` while it is asked for the first time. */
  readonly held: Held | undefined;
  readonly onRetry: () => void;
}

/** One site: how it was read, against the days before. */
export function SiteRow({ site, held, onRetry }: Props) {
  const { figures, problem } = held ?? {};
  const words = text.sites;
  return (
    <tr role="row" data-testid="site-row" data-site={site.site} aria-busy={held === undefined}>
      <th scope="row" role="rowheader">
        <Link change={{ site: site.site, isOfAll: false }} isCurrent={false} class="pick">
          {site.title || site.site}
        </Link>
        {site.title !== '' && site.title !== site.site && <span class="cell-path">{site.site}</span>}
        {figures && <Notes figures={figures} />}
        {problem && (
          <p class="site-problem" role="alert" data-code={problem.code}>
            {figures ? text.problem.stale : text.problem.title}: {word(text.problem.titles, problem.code) ?? <code>{problem.code}</code>}{' '}
            <button type="button" class="button" onClick={onRetry}>
              {text.problem.retry}
              <span class="sr-only"> {site.title || site.site}</span>
            </button>
          </p>
        )}
      </th>
      {FIGURES.map((metric) => (
        <Cell key={metric} metric={metric} figures={figures} />
      ))}
      <td role="cell" class="cell-spark" data-label={words.trend}>
        {figures && figureOf(figures, 'visits') !== null && <Trend figures={figures} />}
      </td>
    </tr>
  );
}

interface CellProps {
  readonly metric: (typeof FIGURES)[number];
  readonly figures: Figures | undefined;
}

/** A number, and how it stands against the days before. */
function Cell({ metric, figures }: CellProps) {
  const value = figures && figureOf(figures, metric);
  return (
    <td class={`cell-${metric}`} role="cell" data-metric={metric} data-value={value ?? ''} data-label={text.metrics[metric].name}>
      <span class="num">{figures && metricText(metric, value)}</span>
      {figures && <Changed metric={metric} figures={figures} />}
    </td>
  );
}

/** What the figures are to be read with. */
function Notes({ figures: { totals } }: { figures: Figures }) {
  const { coverage, simulated_visits: simulated } = totals.meta;
  return (
    <>
      {coverage.answered < coverage.shards && (
        <p class="site-note" data-testid="site-coverage">
          <Icon name="warn" /> {partial(coverage)}
        </p>
      )}
      {simulated !== null && simulated > 0 && <p class="site-note">{text.headline.simulated(count(simulated), simulated === 1)}</p>}
    </>
  );
}

function Changed({ metric, figures }: { metric: CellProps['metric']; figures: Figures }) {
  const { view } = useDesk();
  const { previous } = figures;
  const change = changeOf(metric, figureOf(figures, metric), previous.values.get(metric) ?? null);
  const name = earlierName(view.range, view.comparison);
  const when = addsUp(metric) && previous.isCut && view.range === 'day' ? text.headline.byNow(name) : name;
  if (change.is === 'nothing') return null;
  const was = metricText(metric, change.was);
  const [short, long] =
    change.is === 'was' ? [text.sites.was(was), text.headline.was(was, when)] : change.is === 'same' ? ['=', text.headline.same(when)] : [change.by, text.headline[change.is](change.by, when)];
  return (
    <span class="site-change" title={long} data-testid={`change-${metric}`}>
      <span aria-hidden="true">
        {(change.is === 'up' || change.is === 'down') && <Icon name={change.is} />} {short}
      </span>
      <span class="sr-only">, {long}</span>
    </span>
  );
}

function Trend({ figures }: { figures: Figures }) {
  const { view } = useDesk();
  const hourly = isHourly(view.range);
  const buckets = bucketsOf(periodOf(figures.totals), hourly, figures.now, figures.trend, undefined);
  const most = Math.max(0, ...buckets.map(({ visits }) => visits));
  const label = (hourly ? text.sites.sparkHours : text.sites.sparkDays)(count(buckets.length), count(most));
  return <Spark visits={buckets.map(({ visits }) => visits)} label={label} />;
}
