import type { PieceMedium } from '../../api/types';
import { count, ofMicro } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';
import { Picture } from '../../ui/Picture';

const load = () => import('./drawRetention').then((module) => module.drawRetention);

const HALF_MICRO = 500_000;

/** How much of a piece's audio or video is played: of those who start it, how many play each second. */
export function Medium({ medium }: { readonly medium: PieceMedium }) {
  const words = text.piece.media;
  const { length_s, starts, finished, finished_share_micro: share, played_s_median } = medium;
  const length = duration(length_s * 1000);
  const found = finding(medium);
  return (
    <section class="medium" data-testid="medium" data-length={length_s} data-starts={starts} data-finished={finished} aria-label={words.title(length)}>
      <h3>{words.title(length)}</h3>
      <p class="panel-finding">{found}</p>
      <p class="outline-note">
        {words.starts(count(starts), starts === 1)} · {words.finished(ofMicro(share.value), ofMicro(share.low), ofMicro(share.high))} ·{' '}
        {words.median(duration(played_s_median * 1000))}
      </p>
      <Picture name="retention" label={words.chart(found)} load={load} data={medium} />
      <details class="trend-table">
        <summary>{text.trend.table}</summary>
        <div class="scroller" tabIndex={0} role="region" aria-label={words.title(length)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.from}</th>
                <th scope="col">{words.played}</th>
              </tr>
            </thead>
            <tbody>
              {medium.retention_micro.map((played, at) => (
                <tr key={at} data-testid="medium-row">
                  <th scope="row">{duration(at * medium.bucket_s * 1000)}</th>
                  <td>{ofMicro(played)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

/** From when on fewer than half of those who started play it, for good. */
function finding({ retention_micro, bucket_s }: PieceMedium): string {
  const last = retention_micro.reduce((last, share, at) => (share >= HALF_MICRO ? at : last), -1);
  if (last === retention_micro.length - 1) return text.piece.media.kept;
  return text.piece.media.lost(duration((last + 1) * bucket_s * 1000));
}
