import type { DealsReading, DealsRow, DealsSum } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, multiple, ofMicro, signedPoints } from '../../format/number';
import { text } from '../../strings';
import { Interval } from '../ungate/Interval';
import { money } from '../proof/cost';

interface Props {
  readonly row: DealsRow;
  readonly dimension: keyof typeof text.deals.tabs;
  readonly titles: Readonly<Record<string, string>>;
}

/** The deals of one segment, and what its readers read before, against all others in the same weeks. */
export function Cohort({ row, dimension, titles }: Props) {
  const words = text.deals;
  const named = [row.segment ?? '', row.country === null ? '' : nameOf('country', row.country)].filter(Boolean).join(', ');
  const name = named || words.anybody;
  return (
    <section class="asset" data-testid="deals-segment" data-value={row.segment ?? ''} aria-label={name}>
      <h3>
        {name} <span class="cell-path">{facts(row)}</span>
      </h3>
      {!row.is_asked ? (
        <p class="nothing">{named ? words.notAsked : words.nobody}</p>
      ) : row.visits === null || row.other_visits === null ? (
        <p class="nothing">{words.hidden}</p>
      ) : row.results.length === 0 ? (
        <p class="nothing">{words.noReaders}</p>
      ) : (
        <>
          <p class="matrix-caption">{words.compared(count(row.visits), count(row.other_visits), count(row.weeks.length), row.weeks.length === 1)}</p>
          <div class="matrix-scroll" tabIndex={0} role="region" aria-label={name}>
            <table class="sheet breakdown deals-table">
              <thead>
                <tr>
                  <th scope="col">{words.tabs[dimension]}</th>
                  <th scope="col">{words.own_share}</th>
                  <th scope="col">{words.other_share}</th>
                  <th scope="col">{words.difference}</th>
                  <th scope="col">{words.lift}</th>
                </tr>
              </thead>
              <tbody>
                {row.results.map((reading) => (
                  <Line key={reading.name} reading={reading} name={nameOf(dimension, reading.name, titles)} />
                ))}
              </tbody>
            </table>
          </div>
          {row.rows > row.results.length && <p class="matrix-how">{words.more(count(row.rows - row.results.length))}</p>}
        </>
      )}
    </section>
  );
}

function Line({ reading, name }: { readonly reading: DealsReading; readonly name: string }) {
  const words = text.deals;
  const { difference_micro: difference, lift_micro: lift } = reading;
  const reach = difference === null ? 1 : Math.max(1, Math.abs(difference.low), Math.abs(difference.high));
  return (
    <tr data-testid="deals-reading" data-value={reading.name}>
      <th scope="row">{name}</th>
      <td>
        <span class="num">{ofMicro(reading.share_micro?.value)}</span>
        <span class="cell-path">{words.of(count(reading.visits), count(reading.reads))}</span>
      </td>
      <td>
        <span class="num">{ofMicro(reading.other_share_micro?.value)}</span>
        <span class="cell-path">{words.of(count(reading.other_visits), count(reading.other_reads))}</span>
      </td>
      <td>
        {difference === null ? (
          <span class="ungate-little">{words.little}</span>
        ) : (
          <>
            <span class="num">{signedPoints(difference.value)}</span>
            <Interval of={difference} from={-reach} to={reach} />
            <span class="cell-path">{text.ungate.between(signedPoints(difference.low), signedPoints(difference.high))}</span>
          </>
        )}
      </td>
      <td>
        {lift === null || lift.value === null ? (
          <span class="ungate-little">{difference === null ? '' : words.onlyHere}</span>
        ) : (
          <>
            <span class="num">{words.times(multiple(lift.value))}</span>
            <span class="cell-path">{lift.high === null ? words.atLeast(multiple(lift.low)) : text.ungate.between(multiple(lift.low), multiple(lift.high))}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** How many deals, worth what, after how long. */
function facts({ deals, values, lead_days: lead }: DealsRow): string {
  const words = text.deals;
  const told = [words.deals(count(deals), deals === 1), sums(values)];
  if (lead.median !== null) told.push(words.lead(count(lead.median), lead.median === 1));
  return told.filter(Boolean).join(' · ');
}

export const sums = (values: readonly DealsSum[]): string => values.map(({ minor, currency }) => money(minor / 100, currency)).join(' + ');
