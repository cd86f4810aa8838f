import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Whether an element has come near the window; it stays so. */
export function useSeen(): [RefObject<HTMLElement>, boolean] {
  const ref = useRef<HTMLElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (ref.current === null || isSeen) return undefined;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: '200px' });
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, [isSeen]);
  return [ref, isSeen];
}

interface Props {
  readonly panelRef: RefObject<HTMLElement>;
  readonly title: string;
  /** Why it has nothing to show, if that is so. */
  readonly note?: string;
}

/** A panel that has not asked. */
export function Unseen({ panelRef, title, note }: Props) {
  const id = useId();
  return (
    <section ref={panelRef} class="panel panel-unseen" aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
      </header>
      {note && <p class="nothing">{note}</p>}
    </section>
  );
}
