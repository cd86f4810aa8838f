import { useEffect, useRef, useState } from 'preact/hooks';
import { useWidth } from './useWidth';

/** Draws data in so many px. */
export type Draw<T> = (data: T, width: number) => Element;

interface Props<T> {
  readonly name: string;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  /** Brings the drawing, once. */
  readonly load: () => Promise<Draw<T>>;
  readonly data: T;
}

/**
 * Holds a drawing. The chart library comes in a file of its own, so that the numbers are on screen
 * before it is. A table with the same numbers stands beside each.
 */
export function Picture<T>({ name, label, load, data }: Props<T>) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const pointer = useRef<PointerEventInit | null>(null);
  const [draw, setDraw] = useState<{ readonly now: Draw<T> }>();

  useEffect(() => {
    void load().then((now) => setDraw({ now }));
  }, []);

  useEffect(() => {
    if (draw === undefined || width === 0) return;
    const drawing = draw.now(data, width);
    // Plot puts a <style> element in, which our CSP would refuse and report; the same rules stand in
    // styles/picture.css.
    drawing.querySelector('style')?.remove();
    // Its words are for the eye.
    drawing.setAttribute('aria-hidden', 'true');
    place.current?.replaceChildren(drawing);
    // Whoever points at a mark goes on pointing at it, in the new drawing.
    if (pointer.current) drawing.dispatchEvent(new PointerEvent('pointermove', pointer.current));
    // Live beats bring equal data more often than new; only new is drawn.
  }, [draw, width, JSON.stringify(data)]);

  return (
    <div
      class={`picture picture-${name}`}
      ref={place}
      role="img"
      aria-label={label}
      onPointerMove={({ clientX, clientY, pointerType }) => (pointer.current = { clientX, clientY, pointerType })}
      onPointerLeave={() => (pointer.current = null)}
    />
  );
}
