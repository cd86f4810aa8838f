import type { ComponentChildren } from 'preact';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';

interface Props {
  readonly item: string;
  readonly children: ComponentChildren;
}

/** Goes on to another piece: that is chosen in the place of this one. */
export function Step({ item, children }: Props) {
  const { view, go } = useDesk();
  const others = view.clauses.filter(({ dimension }) => dimension !== 'item');
  return (
    <button type="button" class="pick" title={text.beside.step} onClick={() => go({ clauses: [...others, { dimension: 'item', is: true, values: [item] }] })}>
      {children}
    </button>
  );
}
