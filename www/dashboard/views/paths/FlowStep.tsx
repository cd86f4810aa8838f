import type { Paths } from '../../api/types';
import { nameOf } from '../../format/names';
import { count, share } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';
import { FilterButton } from '../../ui/FilterButton';
import { Icon } from '../../ui/Icon';
import type { Way } from './Flow';

interface Props {
  readonly way: Way;
  readonly answer: Paths;
  /** The place of the step. */
  readonly at: number;
  /** Where a path can begin at a branch. */
  readonly onBegin: ((item: string) => void) | undefined;
}

/** One step as a column: its branches, those that went no further, and all others. */
export function FlowStep({ way, answer: { results, meta }, at, onBegin }: Props) {
  const words = text.paths;
  const { step, reached, ended, other, branches } = results[at]!;
  const all = meta.visits ?? reached;
  const name = (item: string) => nameOf('item', item, meta.titles);
  const before = results[at - 1]?.branches ?? [];
  // What goes on from the same branch stands together, as its own column has it.
  const inOrder = branches.map((branch, place) => ({ branch, place })).sort((a, b) => (a.branch.from ?? 0) - (b.branch.from ?? 0) || a.place - b.place);
  const rest = [[words.ended[way], ended], [words.other, other]] as const;
  return (
    <li class="flow-step" data-testid="flow-step" data-step={step} data-reached={reached} data-ended={ended} data-other={other}>
      <h3>{words.step[way](count(step))}</h3>
      <p class="flow-reached">{words.reached(count(reached))}</p>
      <ul>
        {inOrder.map(({ branch, place }, row) => {
          const from = branch.from === null ? undefined : before[branch.from];
          const isFirst = row === 0 || inOrder[row - 1]!.branch.from !== branch.from;
          return (
            <li key={place} class="flow-branch" data-testid="flow-branch" data-item={branch.item} data-from={from?.item ?? ''} data-visits={branch.visits} data-between={branch.between_ms ?? ''}>
              {from && isFirst && <p class="flow-from">{words.after[way](name(from.item))}</p>}
              <span class="flow-name">
                <FilterButton dimension="item" value={branch.item} title={name(branch.item)}>
                  {name(branch.item)}
                </FilterButton>
                {onBegin && branch.item.startsWith('/') && (
                  <button type="button" class="flow-begin" title={words.begin(name(branch.item))} aria-label={words.begin(name(branch.item))} onClick={() => onBegin(branch.item)}>
                    <Icon name="next" />
                  </button>
                )}
              </span>
              <span class="flow-bar" aria-hidden="true">
                <span style={{ inlineSize: `${(branch.visits / Math.max(all, 1)) * 100}%` }} />
              </span>
              <span class="flow-figures">
                <span>{words.visits(count(branch.visits), share(branch.visits, reached))}</span>
                {branch.between_ms !== null && <span>{words.between(duration(branch.between_ms))}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      <dl class="flow-rest">
        {rest.map(
          ([word, visits]) =>
            visits > 0 && (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{words.visits(count(visits), share(visits, reached))}</dd>
              </div>
            ),
        )}
      </dl>
    </li>
  );
}
