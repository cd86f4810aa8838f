import { useEffect } from 'preact/hooks';
import { STANDINGS, type Live } from '../../api/types';
import { Coverage } from '../../app/Coverage';
import type { LiveState } from '../../data/useLive';
import { nameOf, OTHER } from '../../format/names';
import { count } from '../../format/number';
import { text } from '../../strings';
import { Link } from '../../ui/Link';
import { Skeleton } from '../../ui/Skeleton';
import { LiveParts, type Part } from './LiveParts';
import { readersText } from './LiveStrip';
import { Minutes } from './Minutes';

export interface LiveBoardProps extends LiveState {
  /** The site's. */
  readonly title: string;
}

/** Rows of a list; the list of pieces stands beside two of them. */
const ROWS = 5;

/** Who reads now, on a screen of its own: for a wall, or a phone in the hand. */
export function LiveBoard({ title, live, problem }: LiveBoardProps) {
  const words = text.live;
  useEffect(() => {
    document.title = words.boardTitle(title);
  }, [title]);
  return (
    <div class="wall" data-testid="live-board">
      <header class="wall-head">
        <h1>{title}</h1>
        <p class="wall-state" role="status">
          {problem ? <span data-testid="live-broken">{words.broken}</span> : live === undefined ? words.looking : null}
        </p>
        {document.fullscreenEnabled && (
          <button type="button" class="button" onClick={() => void document.documentElement.requestFullscreen()}>
            {words.fullScreen}
          </button>
        )}
        <Link change={{ board: null }} isCurrent={false} class="button">
          {words.leave}
        </Link>
      </header>
      {live === undefined ? <Skeleton lines={8} /> : <Now live={live} />}
    </div>
  );
}

function Now({ live }: { readonly live: Live }) {
  const words = text.live;
  const { readers, hand_raises, k, coverage } = live;
  return (
    <>
      <Coverage {...coverage} />
      <div class="wall-grid">
        <section class="wall-now" aria-label={words.title}>
          <p class="wall-readers" data-testid="wall-readers" data-value={readers ?? ''}>
            {readers === null || readers === 0 ? (
              <span class="wall-few">{readersText(live)}</span>
            ) : (
              <>
                <strong>{count(readers)}</strong> {words.readers(readers)}
              </>
            )}
          </p>
          <p class={`wall-raises${hand_raises ? ' wall-raised' : ''}`} data-testid="wall-raises" data-value={hand_raises ?? ''}>
            <strong>{hand_raises === null ? `< ${count(k)}` : count(hand_raises)}</strong> {words.raises}
          </p>
          <LiveParts title={words.standings} parts={standingsOf(live)} all={readers ?? 0} name="standings" />
        </section>
        <LiveParts title={words.reading} parts={itemsOf(live)} all={readers ?? 0} name="items" most={2 * ROWS + 1} />
        <LiveParts title={words.channels} parts={partsOf(live, 'channel')} all={readers ?? 0} name="channels" most={ROWS} />
        <LiveParts title={words.countries} parts={partsOf(live, 'country')} all={readers ?? 0} name="countries" most={ROWS} />
        <Minutes minutes={live.minutes} />
      </div>
      <p class="wall-note">
        {words.means} {k > 1 && words.hidden(count(k))}
      </p>
    </>
  );
}

/** The whole ladder, from the top: who is ready stands first. */
function standingsOf({ standings }: Live): readonly Part[] {
  return [...STANDINGS].reverse().map((standing) => ({
    key: standing,
    name: text.standings[standing].name,
    readers: standings[standing] ?? null,
    class: `split-${standing}`,
  }));
}

function itemsOf({ items }: Live): readonly Part[] {
  return items.map(({ item, title, readers }) => ({
    key: item,
    name: title || nameOf('item', item),
    readers,
    ...(item === OTHER ? {} : { clause: { dimension: 'item', is: true, values: [item] } as const }),
  }));
}

function partsOf(live: Live, dimension: 'channel' | 'country'): readonly Part[] {
  const parts = dimension === 'channel' ? live.channels : live.countries;
  return parts.map(({ name, readers }) => ({ key: name, name: nameOf(dimension, name), readers }));
}
