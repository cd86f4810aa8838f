import { useReport } from '../../data/useReport';
import { nameOf } from '../../format/names';
import { count, share } from '../../format/number';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Meter } from '../../ui/Meter';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Term } from '../../ui/Term';
import { endsOf, NOT_READY, type Ends } from './ends';
import { LeftCell } from './LeftCell';
import { Stages } from './Stages';

const ROWS = 8;
/** So that sums are of all reads, or nearly. */
const MOST = 1000;

/** Where attention is, and after which pieces it is lost. */
export function Leaks() {
  const words = text.leaks;
  const asked = useReport({ metrics: ['reads'], dimensions: ['item', 'next'], filters: [NOT_READY], order_by: [['reads', 'desc']], limit: MOST });
  const ends = asked.answer && endsOf(asked.answer);
  return (
    <Panel name="leaks" title={words.title} finding={ends && finding(ends)} asked={asked} lines={ROWS}>
      {({ meta }) =>
        !ends?.length ? (
          <Nothing />
        ) : (
          <div class="leaks">
            <Stages />
            <div>
              <table class="sheet breakdown">
                <thead>
                  <tr>
                    <th scope="col">{words.item}</th>
                    <th scope="col">
                      <Term {...text.metrics.reads} />
                    </th>
                    <th scope="col">
                      <Term {...words.left} />
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {ends.slice(0, ROWS).map((row) => (
                    <LeakRow key={row.item} row={row} titles={meta.titles} />
                  ))}
                </tbody>
              </table>
              <p class="matrix-how">{words.how}</p>
            </div>
          </div>
        )
      }
    </Panel>
  );
}

function LeakRow({ row, titles }: { readonly row: Ends; readonly titles: Readonly<Record<string, string>> }) {
  const name = nameOf('item', row.item, titles);
  return (
    <tr data-testid="leak-row" data-value={row.item}>
      <th scope="row">
        <FilterButton dimension="item" value={row.item} title={name}>
          {name}
        </FilterButton>
        <Meter share={row.left / row.reads} />
        <span class="leak-next">{whither(row, titles)}</span>
      </th>
      <td class="num" data-metric="reads" data-value={row.reads}>
        {count(row.reads)}
      </td>
      <LeftCell left={row.left} reads={row.reads} />
    </tr>
  );
}

function whither({ next, reads, left }: Ends, titles: Readonly<Record<string, string>>): string {
  const words = text.leaks;
  if (reads === left) return words.dead;
  const on = count(reads - left);
  return next ? words.next(nameOf('item', next[0], titles), count(next[1]), on) : words.spread(on);
}

const sum = (ends: readonly Ends[], of: (one: Ends) => number): number => ends.reduce((all, one) => all + of(one), 0);

function finding(ends: readonly Ends[]): string | undefined {
  const reads = sum(ends, (one) => one.reads);
  return reads === 0 ? undefined : text.leaks.finding(count(reads), share(sum(ends, (one) => one.left), reads));
}
