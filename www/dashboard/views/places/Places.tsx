import { useState } from 'preact/hooks';
import { useReport } from '../../data/useReport';
import { nameOf, OTHER } from '../../format/names';
import { count, share } from '../../format/number';
import { earlierName } from '../../format/range';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';
import { Nothing } from '../../ui/Nothing';
import { Panel } from '../../ui/Panel';
import { Tabs, useTab } from '../../ui/Tabs';
import { Term } from '../../ui/Term';
import { PLACES, PlaceRow } from './PlaceRow';

const FEW = 10;
/** More than there are countries. */
const ALL = 300;

/** Where visits come from: how many, which share, and how both stand against the days before. */
export function Places() {
  const words = text.places;
  const { comparison, range } = useDesk().view;
  const dimension = useTab('places', words.tabs);
  const [isLong, setLong] = useState(false);
  // A share is of all visits, also of those whose place may not be told.
  const whole = useReport({ metrics: ['visits'], comparison });
  const asked = useReport({ metrics: PLACES, dimensions: [dimension], order_by: [['visits', 'desc']], comparison, limit: ALL });
  // Rows of another dimension would lie under this one's name.
  const isOurs = asked.answer !== undefined && !asked.isStale;
  const usable = isOurs || asked.problem ? asked : { ...asked, answer: undefined };
  const [all, allBefore] = [whole.answer?.results[0]?.metrics[0] ?? null, whole.answer?.results[0]?.comparison?.[0] ?? null];
  const first = isOurs ? asked.answer.results.find(({ dimensions }) => dimensions[0] !== OTHER) : undefined;
  const finding =
    first?.metrics[0] != null && all !== null && !whole.isStale
      ? words.finding(nameOf(dimension, first.dimensions[0] ?? ''), share(first.metrics[0], all))
      : undefined;
  return (
    <Panel name="places" title={words.title} finding={finding} aside={<Tabs panel="places" label={words.title} tabs={words.tabs} open={dimension} />} asked={usable} lines={FEW}>
      {({ results }) =>
        results.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <table class="sheet breakdown">
              <thead>
                <tr>
                  <th scope="col">{words.tabs[dimension]}</th>
                  <th scope="col">{text.metrics.visits.name}</th>
                  <th scope="col">{words.share}</th>
                  <th scope="col">
                    <Term name={text.change.name} means={words.changeMeans(earlierName(range, comparison))} />
                  </th>
                  <th scope="col">
                    <Term name={text.breakdown.short.hand_raises} means={text.metrics.hand_raises.means} />
                  </th>
                </tr>
              </thead>
              <tbody>
                {results.slice(0, isLong ? ALL : FEW).map((row) => (
                  <PlaceRow key={row.dimensions[0]} dimension={dimension} row={row} all={all} allBefore={allBefore} />
                ))}
              </tbody>
            </table>
            {results.length > FEW && (
              <p class="more">
                <button type="button" class="button" onClick={() => setLong(!isLong)}>
                  {isLong ? text.breakdown.less : text.breakdown.more(count(results.length))}
                </button>
              </p>
            )}
          </>
        )
      }
    </Panel>
  );
}
