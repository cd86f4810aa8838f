import { areaY, dot, lineY, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** By hour or day; what may not be told is drawn as none. */
  readonly visits: readonly number[];
  readonly label: string;
}

const WIDTH = 140;
const HEIGHT = 36;

/** How visits went, small: a shape to compare by, beside numbers that are read. */
export function Spark({ visits, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const points = visits.map((count, at) => [at, count] as const);
    const svg = plot({
      className: 'plot',
      width: WIDTH,
      height: HEIGHT,
      margin: 4,
      axis: null,
      x: { domain: [0, Math.max(1, points.length - 1)] },
      y: { domain: [0, Math.max(1, ...visits)] },
      marks: [
        areaY(points, { x: '0', y: '1', fill: 'var(--read-1)' }),
        lineY(points, { x: '0', y: '1', stroke: 'var(--read-4)', strokeWidth: 1.5 }),
        dot(points.slice(-1), { x: '0', y: '1', r: 2.5, fill: 'var(--read-5)' }),
      ],
    });
    // As in the trend: our policy would refuse the style, and the picture is for the eye.
    svg.querySelector('style')?.remove();
    svg.setAttribute('aria-hidden', 'true');
    place.current?.replaceChildren(svg);
  }, [visits.join()]);
  return <div class="spark" ref={place} role="img" aria-label={label} />;
}
