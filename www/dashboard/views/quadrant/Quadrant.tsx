import { useRef } from 'preact/hooks';
import { useReport } from '../../data/useReport';
import { count, percentOf100 } from '../../format/number';
import { toggle } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Panel } from '../../ui/Panel';
import { Picture } from '../../ui/Picture';
import { cutOf, gemOf, piecesOf, QUADRANT, type Piece } from './pieces';

/** As many as can be told from one another. */
const MOST = 60;
/** Two make no middle. */
const LEAST = 3;

/** How many opened each piece, against how much of it they read. */
export function Quadrant() {
  const words = text.quadrant;
  const asked = useReport({ metrics: QUADRANT, dimensions: ['item'], order_by: [['visits', 'desc']], limit: MOST });
  const pieces = asked.answer ? piecesOf(asked.answer) : [];
  const gem = pieces.length >= LEAST ? gemOf(pieces, cutOf(pieces)) : undefined;
  return (
    <Panel name="quadrant" title={words.title} finding={gem && words.finding(gem.title, percentOf100(gem.read), count(gem.visits))} asked={asked} lines={10}>
      {() =>
        pieces.length < LEAST ? (
          <p class="nothing">{words.few}</p>
        ) : (
          <>
            <p class="quadrant-key" aria-hidden="true">
              <span>{words.axis}</span>
              <span class="key-raises">{words.key}</span>
            </p>
            <Marks pieces={pieces} />
            <Table pieces={pieces} />
          </>
        )
      }
    </Panel>
  );
}

function Marks({ pieces }: { pieces: readonly Piece[] }) {
  const { view, go } = useDesk();
  const pick = useRef<(piece: Piece) => void>(() => undefined);
  pick.current = ({ item }) => go({ clauses: toggle(view.clauses, 'item', item) });
  const load = () =>
    import('./draw').then(
      ({ drawQuadrant }) =>
        (pieces: readonly Piece[], width: number) =>
          drawQuadrant(pieces, cutOf(pieces), width, (piece) => pick.current(piece)),
    );
  return <Picture name="quadrant" label={text.quadrant.chart(count(pieces.length))} load={load} data={pieces} />;
}

/** The picture's numbers, for those who would rather read or cannot see. */
function Table({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <details class="trend-table">
      <summary>{text.trend.table}</summary>
      <div class="scroller" tabIndex={0} role="region" aria-label={text.quadrant.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.content.item}</th>
              {QUADRANT.map((metric) => (
                <th key={metric} scope="col">
                  {text.metrics[metric].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pieces.map(({ item, title, visits, read, raises }) => (
              <tr key={item} data-testid="quadrant-row" data-item={item} data-visits={visits} data-read={read}>
                <th scope="row">
                  <FilterButton dimension="item" value={item} title={title}>
                    {title}
                  </FilterButton>
                </th>
                <td>{count(visits)}</td>
                <td>{percentOf100(read)}</td>
                <td>{count(raises)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
