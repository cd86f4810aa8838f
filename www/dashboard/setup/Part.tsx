import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly help?: string | undefined;
  readonly children: ComponentChildren;
}

/** One thing to set up. */
export function Part({ title, help, children }: Props) {
  const id = useId();
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {help && <p class="part-help">{help}</p>}
      {children}
    </section>
  );
}
