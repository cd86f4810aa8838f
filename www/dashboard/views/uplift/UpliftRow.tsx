import type { UpliftArm, UpliftRow as Row } from '../../api/types';
import { count, perThousand } from '../../format/number';
import { text } from '../../strings';
import { Interval } from '../ungate/Interval';

interface Props {
  readonly row: Row;
  readonly name: string;
  /** Where the lines of all rows end, in millionths. */
  readonly reach: number;
}

/** Something to read: hand-raises after weeks with more of it, after the others, and what is between them. */
export function UpliftRow({ row, name, reach }: Props) {
  const words = text.uplift;
  const { difference_micro: difference } = row;
  const facts = [words.weeks(count(row.weeks), row.weeks === 1), words.both(count(row.segments_in_both), row.segments_in_both === 1)];
  if (row.cells_left_out > 0) facts.push(words.leftOut(count(row.cells_left_out)));
  return (
    <tr data-testid="uplift-row" data-value={row.name}>
      <th scope="row">
        {name}
        <span class="cell-path">{facts.join(' · ')}</span>
      </th>
      <td>
        {difference === null ? (
          <span class="ungate-little">{words.little}</span>
        ) : (
          <>
            <span class="num" data-testid="uplift-difference" data-value={difference.value}>
              {words.perThousand(signed(difference.value))}
            </span>
            <Interval of={difference} from={-reach} to={reach} />
            <span class="cell-path">{text.ungate.between(signed(difference.low), signed(difference.high))}</span>
          </>
        )}
      </td>
      <Cell arm={row.exposed} />
      <Cell arm={row.unexposed} />
    </tr>
  );
}

function Cell({ arm }: { readonly arm: UpliftArm }) {
  const words = text.uplift;
  return (
    <td>
      <span class="num">{arm.raising_share_micro === null ? '' : words.perThousand(perThousand(arm.raising_share_micro))}</span>
      <span class="cell-path">{words.of(count(arm.raising_visits), count(arm.visits))}</span>
      <span class="cell-path">{words.cells(count(arm.cells), arm.cells === 1)}</span>
    </td>
  );
}

const signed = (micro: number): string => `${micro < 0 ? '−' : '+'}${perThousand(Math.abs(micro))}`;
