import { useRef, useState } from 'preact/hooks';
import type { Influence as Answer, InfluenceModel } from '../../api/types';
import { nameOf, OTHER } from '../../format/names';
import { count, credit } from '../../format/number';
import type { FilterDimension } from '../../state/clause';
import { text } from '../../strings';
import { More } from '../../ui/More';
import { Panel } from '../../ui/Panel';
import { Tabs, useTab } from '../../ui/Tabs';
import { Term } from '../../ui/Term';
import { InfluenceRow } from './InfluenceRow';
import { Slopes } from './Slopes';
import { bounds } from './bounds';
import { useInfluence } from './useInfluence';

const FEW = 8;
const MANY = 100;

/** Those with a column of their own; the spread draws all. */
export const COLUMNS: readonly InfluenceModel[] = ['first', 'linear', 'last_content', 'engaged_time', 'markov_removal'];

/** What the models say, side by side. */
export function Influence() {
  const [limit, setLimit] = useState(FEW);
  const dimension = useTab('influence', text.influence.tabs);
  const asked = useInfluence(dimension, limit);
  // Rows of another dimension would lie under this one's name: better none until the new ones come.
  const shown = useRef<FilterDimension>(dimension);
  if (!asked.isStale) shown.current = dimension;
  const usable = shown.current === dimension ? asked : { ...asked, answer: undefined };
  const { answer } = usable;
  return (
    <Panel
      name="influence"
      title={text.influence.title}
      finding={answer && finding(answer, dimension)}
      aside={<Tabs panel="influence" label={text.influence.title} tabs={text.influence.tabs} open={dimension} />}
      asked={usable}
      lines={FEW}
    >
      {({ results, meta }) =>
        results.length === 0 ? (
          <p class="nothing">{text.influence.none}</p>
        ) : (
          <>
            <p class="influence-key">{text.influence.key}</p>
            <Slopes dimension={dimension} rows={results} titles={meta.titles} />
            <table class="sheet influence-table" role="table">
              <Head column={text.influence.tabs[dimension]} hasChain={results.some((row) => row.removal_effect_micro !== null)} />
              <tbody role="rowgroup">
                {results.map((row) => (
                  <InfluenceRow key={row.name} dimension={dimension} row={row} most={most(results)} titles={meta.titles} />
                ))}
              </tbody>
            </table>
            <More shown={text.influence.shown(count(results.length), count(meta.rows))} isMore={limit < MANY && results.length < meta.rows} onMore={() => setLimit(MANY)} />
          </>
        )
      }
    </Panel>
  );
}

/** The most that any model gives anything. */
const most = (rows: Answer['results']): number => Math.max(...rows.map((row) => bounds(row)[1]));

function finding({ results, meta }: Answer, dimension: FilterDimension): string | undefined {
  const row = results[0];
  if (row === undefined || row.name === OTHER || meta.hand_raises === null) return undefined;
  const [least, most] = bounds(row);
  return text.influence.finding(nameOf(dimension, row.name, meta.titles), credit(least), credit(most), count(meta.hand_raises));
}

function Head({ column, hasChain }: { column: string; hasChain: boolean }) {
  const { models, spread } = text.influence;
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          {column}
        </th>
        <th scope="col" role="columnheader" class="cell-spread">
          <Term {...spread} />
        </th>
        {COLUMNS.filter((model) => hasChain || model !== 'markov_removal').map((model) => (
          <th key={model} scope="col" role="columnheader">
            <Term {...models[model]} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
