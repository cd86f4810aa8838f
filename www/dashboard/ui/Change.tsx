import type { ComponentChildren } from 'preact';
import { rowChange, type RowChange } from '../data/change';
import { count, NOTHING } from '../format/number';
import { earlierName } from '../format/range';
import { useDesk } from '../state/desk';
import { text } from '../strings';
import { Icon } from './Icon';
import { Term } from './Term';

/** The head over [`ChangeCell`]. */
export function ChangeHead() {
  const { range, comparison } = useDesk().view;
  return (
    <th scope="col" role="columnheader" class="cell-change">
      <Term name={text.change.name} means={text.change.means(earlierName(range, comparison))} />
    </th>
  );
}

interface Props {
  readonly visits: number | null;
  /** Those of the row of the same name before; `null` if they may not be told, `undefined` if there is no such row. */
  readonly was: number | null | undefined;
  /** The period is not over. */
  readonly isRunning: boolean;
}

/** How a row's visits stand against those before: short for the eye, whole for whoever points at it or listens. */
export function ChangeCell({ visits, was, isRunning }: Props) {
  const { range, comparison } = useDesk().view;
  const when = earlierName(range, comparison);
  const change = rowChange(visits, was, isRunning);
  return (
    <td role="cell" class="cell-change" data-metric="change" data-is={change.is} data-value={was ?? ''} data-label={text.change.name} title={before(change, when)}>
      <span aria-hidden="true">{short(change)}</span>
      <span class="sr-only">{whole(change, when)}</span>
    </td>
  );
}

function short(change: RowChange): ComponentChildren {
  switch (change.is) {
    case 'up':
    case 'down':
      return (
        <>
          <Icon name={change.is} />
          {`\u00a0${change.by}`}
        </>
      );
    case 'was':
      return text.change.was(count(change.was));
    case 'nothing':
      return NOTHING;
    default:
      return text.change[change.is];
  }
}

/** What it was. */
function before(change: RowChange, when: string): string {
  if (change.is === 'nothing') return text.headline.nothing(when);
  return text.headline.was(change.is === 'hidden' ? text.change.hidden : count(change.was), when);
}

function whole(change: RowChange, when: string): string {
  if (change.is === 'same') return text.headline.same(when);
  return change.is === 'up' || change.is === 'down' ? text.headline[change.is](change.by, when) : before(change, when);
}
