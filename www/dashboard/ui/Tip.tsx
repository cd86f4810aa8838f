import { cloneElement, type VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Props {
  readonly text: string;
  /** One element that can be focused. */
  readonly children: VNode<Record<string, unknown>>;
}

/** Keeps the bubble this far from the window's edges, px. */
const MARGIN = 12;

/**
 * A definition that opens on hover and focus, and that a screen reader reads with its element.
 *
 * It can be hovered itself and sent away with Escape (WCAG 1.4.13). Its place is computed because
 * tables and phones leave no side where a bubble always fits.
 */
export function Tip({ text, children }: Props) {
  const id = useId();
  const bubble = useRef<HTMLSpanElement>(null);
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    if (!isOpen) return undefined;
    place(bubble.current!, anchor.current!);
    const close = () => setOpen(false);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', close, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', close, { capture: true });
    };
  }, [isOpen]);

  return (
    <span
      class="tip"
      ref={anchor}
      onMouseEnter={() => setOpen(true)}
      onMouseLeave={() => setOpen(false)}
      onFocusIn={() => setOpen(true)}
      onFocusOut={() => setOpen(false)}
    >
      {cloneElement(children, { 'aria-describedby': id })}
      <span class="tip-bubble" id={id} role="tooltip" hidden={!isOpen} ref={bubble}>
        {text}
      </span>
    </span>
  );
}

function place(bubble: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(from.left, document.documentElement.clientWidth - width - MARGIN));
  const below = from.bottom + height + MARGIN < innerHeight;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${below ? from.bottom : from.top - height}px`;
}
