import type { Brought } from '../../api/admin';
import type { BroughtFile, Deal } from '../../api/types';
import { nameOf } from '../../format/names';
import { count } from '../../format/number';
import { text } from '../../strings';
import { money } from '../proof/cost';

/** As many rows as one looks through. */
const ROWS = 20;

interface Props {
  readonly file: BroughtFile;
  readonly kind: Brought;
}

/** What would be kept of a file: its first rows. */
export function FileRows({ file, kind }: Props) {
  const words = text.bring;
  if (file.rows.length === 0) return null;
  return (
    <>
      <div class="list-wrap" tabIndex={0} role="group" aria-label={words.rows}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.times}</th>
              <th scope="col">{words.row}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {file.rows.slice(0, ROWS).map(({ line, n, state, row }) => (
              <tr key={line} data-testid="bring-row" data-value={state}>
                <td class="num">{count(line)}</td>
                <td class="num">{count(n)}</td>
                <td>{kind === 'deals' ? deal(row as Deal) : answer(row as Exclude<typeof row, Deal>)}</td>
                <td>{words.states[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {file.rows.length > ROWS && <p class="matrix-how">{words.moreRows(count(file.rows.length - ROWS))}</p>}
    </>
  );
}

const answer = ({ date, answer: said, channel }: { readonly date: string; readonly answer: string; readonly channel?: string | null }): string =>
  [date, nameOf('heard', said), channel ? nameOf('channel', channel) : ''].filter(Boolean).join(' · ');

function deal({ closed, lead, segment, country, heard, way, value, id }: Deal): string {
  const words = text.deals;
  return [
    lead ? `${lead} → ${closed}` : closed,
    segment ?? words.anybody,
    country ? nameOf('country', country) : '',
    heard ? nameOf('heard', heard) : '',
    way ? words.wayNames[way] : '',
    value ? money(value.minor / 100, value.currency) : '',
    id ?? '',
  ]
    .filter(Boolean)
    .join(' · ');
}
