import type { ComponentChildren } from 'preact';
import { useDesk } from '../state/desk';
import { hrefOf } from '../state/useView';
import type { View } from '../state/view';

interface Props {
  readonly change: Partial<View>;
  readonly isCurrent: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A way to another view: a real link, so that it can be copied or opened in a new tab. */
export function Link({ change, isCurrent, class: className, children }: Props) {
  const { view, go } = useDesk();
  const onClick = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(change);
  };
  return (
    <a class={className} href={hrefOf({ ...view, ...change })} aria-current={isCurrent ? 'true' : undefined} onClick={onClick}>
      {children}
    </a>
  );
}
