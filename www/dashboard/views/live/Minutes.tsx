import { count } from '../../format/number';
import { text } from '../../strings';
import { Picture } from '../../ui/Picture';

interface Props {
  /** By minute, this one last; `null`: too few to be told. */
  readonly minutes: readonly (number | null)[];
}

const load = () => import('./drawMinutes').then((module) => module.drawMinutes);

/** The last half hour, minute by minute. */
export function Minutes({ minutes }: Props) {
  const words = text.live;
  const finding = findingOf(minutes);
  const ago = (at: number) => words.ago(minutes.length - 1 - at);
  return (
    <section class="wall-part wall-minutes" aria-label={words.minutes}>
      <h2>{words.minutes}</h2>
      <p class="wall-finding">{finding}</p>
      <Picture name="minutes" label={words.chart(finding)} load={load} data={minutes} />
      <details class="trend-table">
        <summary>{text.trend.table}</summary>
        <div class="scroller" tabIndex={0} role="region" aria-label={text.trend.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.minute}</th>
                <th scope="col">{words.visits}</th>
              </tr>
            </thead>
            <tbody>
              {minutes.map((visits, at) => (
                <tr key={at}>
                  <th scope="row">{ago(at)}</th>
                  <td>{count(visits)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

/** The latest of the busiest minutes. */
function findingOf(minutes: readonly (number | null)[]): string {
  const most = Math.max(0, ...minutes.map((visits) => visits ?? 0));
  if (most === 0) return minutes.includes(null) ? '–' : text.live.quiet;
  return text.live.busiest(count(most), most === 1, minutes.length - 1 - minutes.lastIndexOf(most));
}
