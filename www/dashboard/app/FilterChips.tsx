import { useRef } from 'preact/hooks';
import { useTitles } from '../data/titles';
import { nameOf } from '../format/names';
import { flip, without, type Clause } from '../state/clause';
import { useDesk } from '../state/desk';
import { text } from '../strings';
import { Icon } from '../ui/Icon';

/** The filters at work. Each can be turned round or taken away. */
export function FilterChips() {
  const { view, go } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  const remove = (clause: Clause) => {
    go({ clauses: without(view.clauses, clause.dimension) });
    // The button is gone with its chip; without this, focus would fall back to the page's start.
    list.current?.focus();
  };
  return (
    <div class="chips" ref={list} tabIndex={-1} role="group" aria-label={text.filter.title}>
      {view.clauses.map((clause) => (
        <Chip
          key={clause.dimension}
          clause={clause}
          onFlip={() => go({ clauses: flip(view.clauses, clause.dimension) })}
          onRemove={() => remove(clause)}
        />
      ))}
      {view.clauses.length > 1 && (
        <button type="button" class="chips-clear" onClick={() => go({ clauses: [] })}>
          {text.filter.clear}
        </button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly clause: Clause;
  readonly onFlip: () => void;
  readonly onRemove: () => void;
}

function Chip({ clause, onFlip, onRemove }: ChipProps) {
  const name = text.filter.names[clause.dimension];
  const titleOf = useTitles();
  const values = clause.values
    .map((value) => (clause.dimension === 'item' ? titleOf(value) : undefined) ?? nameOf(clause.dimension, value))
    .join(text.filter.or);
  return (
    <span class="chip" data-testid="chip" data-dimension={clause.dimension}>
      <span class="chip-name">{name}</span>
      <button type="button" class="chip-flip" aria-label={text.filter.flip(name, clause.is)} onClick={onFlip}>
        {clause.is ? text.filter.is : text.filter.isNot}
      </button>
      <span class="chip-values" title={values}>
        {values}
      </span>
      <button type="button" class="chip-remove" aria-label={text.filter.remove(name)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}
