import { BANDS, type Report } from '../../api/types';
import { useReport } from '../../data/useReport';
import { nameOf, OTHER } from '../../format/names';
import { count } from '../../format/number';
import { text } from '../../strings';
import { HeatCell } from '../../ui/HeatCell';
import { ProblemNote } from '../../ui/ProblemNote';
import { Skeleton } from '../../ui/Skeleton';

/** Visits by fit, from left to right, and engagement, upwards. */
export function Matrix() {
  const asked = useReport({ metrics: ['visits'], dimensions: ['fit_band', 'engagement_band'] });
  const { answer, problem, retry } = asked;
  if (answer === undefined) return problem ? <ProblemNote problem={problem} onRetry={retry} /> : <Skeleton lines={6} />;
  const words = text.segments.matrix;
  const visits = visitsOf(answer);
  const most = Math.max(...visits.values());
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
                <HeatCell
                  key={fit}
                  testid="matrix-cell"
                  pair={[
                    ['fit_band', fit],
                    ['engagement_band', engagement],
                  ]}
                  about={words.about(nameOf('fit_band', fit), nameOf('engagement_band', engagement))}
                  visits={visits.get(keyOf(fit, engagement)) ?? nothing}
                  most={most}
                />
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

const visitsOf = ({ results }: Report): ReadonlyMap<string, number> =>
  new Map(
    results
      .filter(({ dimensions }) => dimensions[0] !== OTHER)
      .map(({ dimensions, metrics }) => [keyOf(dimensions[0] ?? '', dimensions[1] ?? ''), metrics[0] ?? 0]),
  );
