import type { Paths as Answer, PathsQuestion } from '../../api/types';
import { useTitles } from '../../data/titles';
import { nameOf } from '../../format/names';
import { count, share } from '../../format/number';
import { toFilter, type Clause } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Panel } from '../../ui/Panel';
import { Unseen, useSeen } from '../../ui/Unseen';
import { FlowChoice } from './FlowChoice';
import { FlowStep } from './FlowStep';
import { FlowTable } from './FlowTable';
import { PathsTabs } from './PathsTabs';
import { usePaths } from './usePaths';
import { useStart } from './useStart';

/** Which way: on from a piece, to one, to a hand-raise, to a standing. */
export type Way = 'on' | 'back' | 'raise' | 'standing';

/** Filters on page views choose no path. */
const OF_PIECES: readonly Clause['dimension'][] = ['item', 'topic', 'author', 'stage', 'type'];

/** Which way visits went, step by step. Asked once somebody looks: it is several questions to every shard. */
export function Flow({ way }: { readonly way: Way }) {
  const words = text.paths;
  const { view } = useDesk();
  const titleOf = useTitles();
  const [ref, isSeen] = useSeen();
  const isOfPiece = way === 'on' || way === 'back';
  const { item, items, isKnown, begin } = useStart(isSeen && isOfPiece);
  const end = endOf(way, item);
  const clauses = view.clauses.filter(({ dimension }) => !OF_PIECES.includes(dimension));
  const question: PathsQuestion | null =
    isSeen && end ? { site: view.site, date_range: view.range, ...end, filters: clauses.map(toFilter), steps: 3, branches: 8 } : null;
  const asked = usePaths(question);
  if (!isSeen) return <Unseen panelRef={ref} title={words.title} />;
  // Another piece's steps would lie under this one's name: better none until the new ones come.
  const usable = asked.isStale ? { ...asked, answer: undefined } : asked;
  const isEmpty = isOfPiece && isKnown && item === undefined;
  const dropped = view.clauses.filter(({ dimension, is, values }) => {
    const isStart = isOfPiece && dimension === 'item' && is && values.length === 1;
    return OF_PIECES.includes(dimension) && !isStart;
  });
  return (
    <Panel
      name="paths"
      title={words.title}
      finding={usable.answer && finding(usable.answer, way, item === undefined ? '' : (titleOf(item) ?? nameOf('item', item)))}
      aside={<PathsTabs />}
      asked={isEmpty ? { ...asked, answer: NOTHING_READ, problem: undefined } : usable}
      lines={8}
    >
      {(answer) => (
        <>
          {isOfPiece && item !== undefined && <FlowChoice label={words.piece[way]} item={item} items={items} titles={answer.meta.titles} onChoose={begin} />}
          {dropped.length > 0 && <p class="flow-note">{words.dropped(dropped.map(({ dimension }) => text.filter.names[dimension]).join(', '))}</p>}
          {answer.results.length === 0 ? (
            <p class="nothing">{words.none}</p>
          ) : (
            <>
              <ol class="flow" data-testid="flow" data-visits={answer.meta.visits ?? ''}>
                {answer.results.map((step, at) => (
                  <FlowStep key={step.step} way={way} answer={answer} at={at} onBegin={isOfPiece ? begin : undefined} />
                ))}
              </ol>
              <FlowTable way={way} answer={answer} />
            </>
          )}
        </>
      )}
    </Panel>
  );
}

/** An answer where no piece was read at all. */
const NOTHING_READ: Answer = {
  results: [],
  meta: {
    model: '',
    coverage: { shards: 0, answered: 0, regions: {} },
    suppressed: { k: 1, rows: 0 },
    visits: 0,
    simulated_visits: 0,
    caveats: [],
    time_zone: 'UTC',
    range: { from: 0, to: 0 },
    titles: {},
  },
};

function endOf(way: Way, item: string | undefined): Pick<PathsQuestion, 'from' | 'to'> | null {
  if (way === 'raise') return { to: 'hand_raise' };
  if (way === 'standing') return { to: { standing: 'considering' } };
  if (item === undefined) return null;
  return way === 'on' ? { from: item } : { to: { item } };
}

/** Where most went, or came from, in one sentence. */
function finding({ results, meta }: Answer, way: Way, start: string): string | undefined {
  const [first] = results;
  const most = first?.branches[0];
  if (first === undefined || most === undefined) return undefined;
  return text.paths.finding[way](count(first.reached), nameOf('item', most.item, meta.titles), share(most.visits, first.reached), start);
}
