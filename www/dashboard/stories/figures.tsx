import type { Metric } from '../api/types';
import { Simulated } from '../views/headline/Simulated';
import { Figure } from '../views/headline/Figure';
import { HEADLINE } from '../views/headline/useHeadline';
import { PlaceRow } from '../views/places/PlaceRow';
import type { Bucket } from '../views/trend/buckets';
import { TrendKey } from '../views/trend/TrendKey';
import { TrendTable } from '../views/trend/TrendTable';
import { TrendTurns } from '../views/trend/TrendTurns';
import { FilterButton } from '../ui/FilterButton';
import { ChangeCell, ChangeHead } from '../ui/Change';
import { HeatCell } from '../ui/HeatCell';
import { MetricCell } from '../ui/MetricCell';
import type { Stories } from './main';

const NOW: Readonly<Record<string, number>> = { visits: 1234, pageviews: 5678, engaged_ms_median: 134_000, read_through: 41, hand_raises: 9 };
const before = (values: Readonly<Record<string, number | null>>) => ({ isCut: false, values: new Map(Object.entries(values)) as unknown as ReadonlyMap<Metric, number | null> });
const less = Object.fromEntries(Object.entries(NOW).map(([metric, value]) => [metric, Math.round(value * 0.8)]));

const pair = [['fit_band', '80-100'], ['engagement_band', '0-19']] as const;
const heat = (visits: number | null) => (
  <table class="matrix">
    <tbody>
      <tr>
        <HeatCell testid="cell" pair={pair} about="fit 80–100, engagement 0–19" visits={visits} most={40} />
      </tr>
    </tbody>
  </table>
);

const place = (value: string, visits: number | null, was: number | null) => (
  <table class="sheet breakdown">
    <tbody>
      <PlaceRow dimension="country" row={{ dimensions: [value], metrics: [visits, 1], comparison: [was, 0] }} all={200} allBefore={100} />
    </tbody>
  </table>
);

const changed = (visits: number | null, was: number | null | undefined, isRunning = false) => (
  <table class="sheet breakdown">
    <thead>
      <tr>
        <th scope="col">Source</th>
        <ChangeHead />
      </tr>
    </thead>
    <tbody>
      <tr>
        <th scope="row">A community whose name goes on and on</th>
        <ChangeCell visits={visits} was={was} isRunning={isRunning} />
      </tr>
    </tbody>
  </table>
);

const DAY_MS = 86_400_000;
const day = (at: number, turns: readonly string[]): Bucket => {
  const start = Date.UTC(2026, 10, 20 + at);
  return { start: new Date(start), end: new Date(start + DAY_MS), visits: 40 + at, pageviews: 60, raises: at, previous: 38, isRunning: at === 3, turns };
};
const DAYS = [day(0, []), day(1, ['a form before “A paper whose title goes on and on”', 'a new scoring model']), day(2, []), day(3, ['a new scoring model'])];

/** Numbers, and what stands beside them. */
export const FIGURES: Stories = {
  'Figures, higher than before': () => (
    <div class="headline">
      <dl>
        {HEADLINE.map((metric) => (
          <Figure key={metric} metric={metric} value={NOW[metric]!} previous={before(less)} />
        ))}
      </dl>
    </div>
  ),
  'Figures, none may be told': () => (
    <div class="headline">
      <dl>
        {HEADLINE.map((metric) => (
          <Figure key={metric} metric={metric} value={null} previous={before({})} />
        ))}
      </dl>
    </div>
  ),
  'Figure, while what it is compared with is asked': () => (
    <div class="headline">
      <dl>
        <Figure metric="visits" value={3} previous={undefined} />
      </dl>
    </div>
  ),
  Simulated: () => <Simulated visits={1200} />,
  'Heat, few': () => heat(1),
  'Heat, most': () => heat(40),
  'Heat, none': () => heat(0),
  'Heat, may not be told': () => heat(null),
  'Place, larger share': () => place('SE', 60, 20),
  'Place, too few to compare': () => place('AT', 7, 3),
  'Place, a long name': () => place('GS', 60, null),
  'Change, up': () => changed(50, 40),
  'Change, down': () => changed(30, 40),
  'Change, same': () => changed(40, 40),
  'Change, too few then': () => changed(30, 7),
  'Change, none then': () => changed(30, 0),
  'Change, may not be told': () => changed(30, null),
  'Change, of something else': () => changed(30, undefined),
  'Change, fewer so far': () => changed(30, 40, true),
  'Change, more already': () => changed(50, 40, true),
  'Trend, what was changed': () => (
    <>
      <TrendKey hourly={false} previous="the 4 days before" isTurned />
      <TrendTurns buckets={DAYS} hourly={false} zone="UTC" />
      <TrendTable buckets={DAYS} hourly={false} zone="UTC" />
    </>
  ),
  'Filter, not chosen': () => (
    <FilterButton dimension="topic" value="Heat">
      Heat
    </FilterButton>
  ),
  'Filter, chosen': () => (
    <FilterButton dimension="topic" value="Energy">
      Energy
    </FilterButton>
  ),
  'Cell, a number and none': () => (
    <table class="sheet" role="table">
      <tbody role="rowgroup">
        <tr role="row">
          <th scope="row" role="rowheader">
            {'A piece whose title goes on and on '.repeat(4)}
          </th>
          <MetricCell metric="engaged_ms_median" value={134_000} />
          <MetricCell metric="hand_raises" value={2} />
          <MetricCell metric="visits" value={null} />
        </tr>
      </tbody>
    </table>
  ),
};
