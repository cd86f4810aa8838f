import { axisX, axisY, gridY, plot, pointerX, rect, ruleX, ruleY, tip } from '@observablehq/plot';
import type { PieceMedium } from '../../api/types';
import { ofMicro, percentOf100 } from '../../format/number';
import { duration } from '../../format/time';
import { text } from '../../strings';

const HEIGHT = 220;
/** Below this width ticks stand further apart. */
const NARROW = 520;

interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly middle: number;
  readonly percent: number;
}

/** Draws the share of those who started that played each second. */
export function drawRetention({ length_s, bucket_s, retention_micro }: PieceMedium, width: number): Element {
  const buckets = retention_micro.map((share, at): Bucket => {
    const [from, to] = [at * bucket_s, Math.min(length_s, (at + 1) * bucket_s)];
    return { from, to, middle: (from + to) / 2, percent: share / 10_000 };
  });
  const many = width < NARROW ? 3 : 6;
  return plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginLeft: 0,
    marginRight: 44,
    marginTop: 12,
    marginBottom: 26,
    x: { type: 'linear', domain: [0, length_s] },
    y: { domain: [0, 100] },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY({ ticks: 4, anchor: 'right', label: null, tickSize: 0, tickFormat: percentOf100, fill: 'var(--ink-3)' }),
      axisX({
        ticks: Array.from({ length: many }, (_, at) => Math.round((at * length_s) / many)),
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: (second: number) => duration(second * 1000),
        textAnchor: 'start',
        fill: 'var(--ink-3)',
      }),
      rect(buckets, { x1: 'from', x2: 'to', y1: 0, y2: 'percent', fill: 'var(--read-4)', shapeRendering: 'crispEdges' }),
      ruleY([0], { stroke: 'var(--ink)' }),
      ruleX(buckets, pointerX({ x: 'middle', stroke: 'var(--ink)', strokeOpacity: 0.25 })),
      tip(buckets, pointerX({ x: 'middle', y: 'percent', title: summary, fill: 'var(--paper)', stroke: 'var(--line-strong)' })),
    ],
  });
}

const summary = ({ from, to, percent }: Bucket): string =>
  `${duration(from * 1000)} – ${duration(to * 1000)}\n${text.piece.media.played}: ${ofMicro(percent * 10_000)}`;
