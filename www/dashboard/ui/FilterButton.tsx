import type { ComponentChildren } from 'preact';
import { isChosen, toggle, type FilterDimension } from '../state/clause';
import { useDesk } from '../state/desk';
import { nameOf, OTHER } from '../format/names';
import { text } from '../strings';

interface Props {
  readonly dimension: FilterDimension;
  readonly value: string;
  readonly children: ComponentChildren;
  /** Fuller words on hover, where the visible ones may be cut. */
  readonly title?: string;
}

/**
 * Whatever names a value filters by it when clicked, and lets go when clicked again; what stands for
 * all others does not.
 */
export function FilterButton({ dimension, value, children, title }: Props) {
  const { view, go } = useDesk();
  const words = text.filter.by(text.filter.names[dimension], title ?? nameOf(dimension, value));
  if (value === OTHER) return <span>{children}</span>;
  return (
    <button
      type="button"
      class="pick"
      title={words}
      aria-pressed={isChosen(view.clauses, dimension, value)}
      onClick={() => go({ clauses: toggle(view.clauses, dimension, value) })}
    >
      {children}
    </button>
  );
}
