import { axisX, axisY, gridY, plot, rect, ruleY } from '@observablehq/plot';
import { count } from '../../format/number';
import { text } from '../../strings';

const HEIGHT = 200;

interface Minute {
  /** Minutes before this one, as a negative number. */
  readonly at: number;
  readonly visits: number;
}

/** Draws visits by minute; what is too little to be told has no bar. */
export function drawMinutes(minutes: readonly (number | null)[], width: number): Element {
  const first = 1 - minutes.length;
  const bars = minutes.map((visits, n): Minute => ({ at: first + n, visits: visits ?? 0 }));
  return plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: 0,
    marginRight: 34,
    marginTop: 12,
    marginBottom: 26,
    x: { type: 'linear', domain: [first, 1] },
    y: { domain: [0, Math.max(4, ...bars.map(({ visits }) => visits))], nice: 4 },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY({ ticks: 4, anchor: 'right', label: null, tickSize: 0, tickFormat: count, fill: 'var(--ink-3)' }),
      axisX({
        ticks: [first, -20, -10, 0],
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: (at: number) => text.live.ago(-at),
        textAnchor: 'start',
        fill: 'var(--ink-3)',
      }),
      rect(bars, {
        x1: 'at',
        x2: ({ at }: Minute) => at + 1,
        y1: 0,
        y2: 'visits',
        insetLeft: 1,
        insetRight: 1,
        fill: ({ at }: Minute) => (at === 0 ? 'var(--read-3)' : 'var(--read-4)'),
      }),
      ruleY([0], { stroke: 'var(--ink)' }),
    ],
  });
}
