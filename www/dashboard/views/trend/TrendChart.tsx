import { useEffect, useRef, useState } from 'preact/hooks';
import type { Period } from '../../data/period';
import { useWidth } from '../../ui/useWidth';
import type { Bucket } from './buckets';

interface Props {
  readonly buckets: readonly Bucket[];
  readonly period: Period;
  readonly hourly: boolean;
  readonly label: string;
}

type Draw = typeof import('./draw').drawTrend;

/**
 * Holds the drawing. The chart library comes in a file of its own, so that the numbers are on
 * screen before it is.
 */
export function TrendChart({ buckets, period, hourly, label }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const pointer = useRef<PointerEventInit | null>(null);
  const [draw, setDraw] = useState<{ readonly trend: Draw }>();

  useEffect(() => {
    void import('./draw').then((module) => setDraw({ trend: module.drawTrend }));
  }, []);

  useEffect(() => {
    if (draw === undefined || width === 0) return;
    const chart = draw.trend(buckets, period, hourly, width);
    place.current?.replaceChildren(chart);
    // Whoever points at a bar goes on pointing at it, in the new drawing.
    if (pointer.current) chart.dispatchEvent(new PointerEvent('pointermove', pointer.current));
    // Live beats bring equal buckets more often than new ones; only new ones are drawn.
  }, [draw, width, JSON.stringify(buckets), period.from, period.to, hourly]);

  return (
    <div
      class="trend-chart"
      ref={place}
      role="img"
      aria-label={label}
      onPointerMove={({ clientX, clientY, pointerType }) => (pointer.current = { clientX, clientY, pointerType })}
      onPointerLeave={() => (pointer.current = null)}
    />
  );
}
