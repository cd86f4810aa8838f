import { STANDINGS, type Live } from '../../api/types';
import type { LiveState } from '../../data/useLive';
import { nameOf } from '../../format/names';
import { count } from '../../format/number';
import { text } from '../../strings';
import { locale } from '../../strings/language';
import { FilterButton } from '../../ui/FilterButton';
import { Link } from '../../ui/Link';
import { Tip } from '../../ui/Tip';

/** Pieces named in the strip; more would be a table. */
const ITEMS = 3;

/** How many read now, in words. */
export const readersText = ({ readers, k }: Live): string => {
  if (readers === null) return text.live.few(count(k));
  return readers === 0 ? text.live.none : `${count(readers)} ${text.live.readers(readers)}`;
};

/** Who is reading now, and what. */
export function LiveStrip({ live, problem }: LiveState) {
  const readers = live?.readers ?? 0;
  return (
    <section class={`live${readers > 0 && !problem ? ' live-on' : ''}`} aria-label={text.live.title}>
      <p class="live-readers" data-testid="live-readers" data-value={live?.readers ?? ''}>
        <span class="live-dot" aria-hidden="true" />
        {problem ? (
          <span data-testid="live-broken">{text.live.broken}</span>
        ) : live === undefined ? (
          text.live.looking
        ) : (
          <Tip text={text.live.means}>
            <button type="button" class="term">
              {readersText(live)}
            </button>
          </Tip>
        )}
      </p>
      {live !== undefined && !problem && readers > 0 && (
        <>
          <ul class="live-standings">
            {STANDINGS.filter((standing) => (live.standings[standing] ?? 0) > 0).map((standing) => (
              <li key={standing} data-standing={standing} data-value={live.standings[standing] ?? ''}>
                <span class={`swatch split-${standing}`} aria-hidden="true" />
                <span class="num">{count(live.standings[standing])}</span> {text.standings[standing].name.toLocaleLowerCase(locale)}
              </li>
            ))}
          </ul>
          <ul class="live-items">
            {live.items.slice(0, ITEMS).map(({ item, title, readers: here }) => (
              <li key={item} data-item={item} data-value={here}>
                <FilterButton dimension="item" value={item} title={title || nameOf('item', item)}>
                  {title || nameOf('item', item)}
                </FilterButton>{' '}
                <span class="num">{count(here)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {live !== undefined && !problem && (live.hand_raises ?? 0) > 0 && (
        <p class="live-raises" data-testid="live-hand-raises" data-value={live.hand_raises}>
          {text.live.raised(count(live.hand_raises), live.hand_raises === 1)}
        </p>
      )}
      <Link change={{ board: 'live' }} isCurrent={false} class="live-link">
        {text.live.board}
      </Link>
    </section>
  );
}
