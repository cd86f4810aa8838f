import { BANDS, type Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { nameOf, OTHER } from '../../format/names';
import { count, signedCount } from '../../format/number';
import { earlierName } from '../../format/range';
import { duration } from '../../format/time';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { HeatCell } from '../../ui/HeatCell';
import { ProblemNote } from '../../ui/ProblemNote';
import { Skeleton } from '../../ui/Skeleton';

/** Visits by fit, from left to right, and engagement, upwards. */
export function Matrix() {
  const { comparison, range } = useDesk().view;
  const asked = useReport({ metrics: ['visits', 'engaged_ms_median'], dimensions: ['fit_band', 'engagement_band'], comparison });
  const { answer, problem, retry } = asked;
  if (answer === undefined) return problem ? <ProblemNote problem={problem} onRetry={retry} /> : <Skeleton lines={6} />;
  const words = text.segments.matrix;
  const cells = cellsOf(answer);
  const most = Math.max(...[...cells.values()].map(({ visits }) => visits));
  // What is not told of may be in any cell.
  const nothing = answer.meta.suppressed.rows > 0 ? null : 0;
  const other = answer.results.find((row) => row.dimensions[0] === OTHER)?.metrics[0];
  return (
    <div class="matrix-block" aria-busy={asked.isStale}>
      <table class="matrix">
        <caption>{words.caption}</caption>
        <thead>
          <tr>
            <td />
            {BANDS.map((fit) => (
              <th key={fit} scope="col">
                <span class="sr-only">{words.fit} </span>
                {nameOf('fit_band', fit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...BANDS].reverse().map((engagement) => (
            <tr key={engagement}>
              <th scope="row">
                <span class="sr-only">{words.engagement} </span>
                {nameOf('engagement_band', engagement)}
              </th>
              {BANDS.map((fit) => (
                <FitCell key={fit} fit={fit} engagement={engagement} cell={cells.get(keyOf(fit, engagement))} nothing={nothing} most={most} earlier={earlierName(range, comparison)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="matrix-axes" aria-hidden="true">
        <span>↑ {words.engagement}</span>
        <span>{words.fit} →</span>
      </p>
      <p class="matrix-how">{words.how}</p>
      {other != null && <p class="matrix-how">{words.other(count(other), other === 1)}</p>}
    </div>
  );
}

const keyOf = (fit: string, engagement: string): string => `${fit} ${engagement}`;

interface Cell {
  readonly visits: number;
  readonly median: number | null;
  /** Visits of the days before; `null` where they may not be told. */
  readonly before: number | null;
}

const cellsOf = ({ results }: Report): ReadonlyMap<string, Cell> =>
  new Map(
    results
      .filter(({ dimensions }) => dimensions[0] !== OTHER)
      .map(({ dimensions, metrics, comparison }) => [
        keyOf(dimensions[0] ?? '', dimensions[1] ?? ''),
        { visits: metrics[0] ?? 0, median: metrics[1] ?? null, before: comparison?.[0] ?? null },
      ]),
  );

interface FitCellProps {
  readonly fit: string;
  readonly engagement: string;
  readonly cell: Cell | undefined;
  /** What is told of a cell that no row is of. */
  readonly nothing: 0 | null;
  readonly most: number;
  readonly earlier: string;
}

/** Visits of one fit and engagement: how many, how long half of them read, and how many there were before. */
function FitCell({ fit, engagement, cell, nothing, most, earlier }: FitCellProps) {
  const words = text.segments.matrix;
  const about = words.about(nameOf('fit_band', fit), nameOf('engagement_band', engagement));
  const told = cell && [words.median(duration(cell.median)), ...(cell.before === null ? [] : [text.headline.was(count(cell.before), earlier)])];
  const moved = cell && cell.before !== null ? [signedCount(cell.visits - cell.before)] : [];
  return (
    <HeatCell
      testid="matrix-cell"
      pair={[
        ['fit_band', fit],
        ['engagement_band', engagement],
      ]}
      about={[about, ...(told ?? [])].join(', ')}
      visits={cell?.visits ?? nothing}
      most={most}
      notes={cell && [duration(cell.median), ...moved]}
    />
  );
}
