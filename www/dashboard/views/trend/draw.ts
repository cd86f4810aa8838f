import { axisX, axisY, dot, gridY, plot, pointerX, rectY, ruleX, ruleY, text as textMark, tip } from '@observablehq/plot';
import { DAY_MS, HOUR_MS, type Period } from '../../data/period';
import { count } from '../../format/number';
import { day, hour, shortDay } from '../../format/time';
import { text } from '../../strings';
import { drawn, turned, type Bucket } from './buckets';

/** As tall as the ladder beside it, or less where it stands alone on a phone. */
const HEIGHT = 290;
const NARROW_HEIGHT = 220;
/** Below this width every second label goes. */
const NARROW = 520;

/** Hand-raises have a lane of their own above the bars: the area of a dot is their number. */
const LANE = 44;
const RADIUS = 6;
/** What was changed has its number above that, beside the line that it hangs on. */
const FLAG = 14;
/** A bucket this wide has room for the number, too. */
const ROOM = 20;

export interface Trend {
  readonly buckets: readonly Bucket[];
  readonly period: Period;
  readonly hourly: boolean;
}

const middle = (bucket: Bucket): Date => new Date((bucket.start.getTime() + bucket.end.getTime()) / 2);

/** Draws visits as bars, the period before as a line over each, hand-raises as marks on top, and a numbered line where something was changed. */
export function drawTrend({ buckets, period, hourly }: Trend, width: number): Element {
  const { from, to } = drawn(period, hourly);
  const raised = buckets.filter((bucket) => bucket.raises > 0);
  const changed = turned(buckets);
  const top = LANE + (changed.length > 0 ? FLAG : 0);
  const known = buckets.filter((bucket) => bucket.previous !== undefined);
  const high = Math.max(4, ...buckets.map((bucket) => Math.max(bucket.visits, bucket.previous ?? 0)));
  const most = Math.max(1, ...raised.map((bucket) => bucket.raises));
  const isRoomy = width / ((to - from) / (hourly ? HOUR_MS : DAY_MS)) >= ROOM;
  const lane = { x: middle, frameAnchor: 'top' } as const;
  const inset = width < NARROW && buckets.length > 24 ? 0.5 : 1.5;

  return plot({
    className: 'plot',
    width,
    height: width < NARROW ? NARROW_HEIGHT : HEIGHT,
    marginLeft: 0,
    marginRight: 34,
    marginTop: top,
    marginBottom: 26,
    x: { type: 'utc', domain: [new Date(from), new Date(to)] },
    y: { domain: [0, high], nice: 4 },
    r: { type: 'identity' },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY({ ticks: 4, anchor: 'right', label: null, tickSize: 0, tickFormat: count, fill: 'var(--ink-3)' }),
      axisX({ label: null, tickSize: 0, tickPadding: 8, fill: 'var(--ink-3)', ...ticksOf(period, hourly, width) }),
      rectY(buckets, {
        x1: 'start',
        x2: 'end',
        y: 'visits',
        inset,
        insetTop: 0,
        insetBottom: 0,
        fill: (bucket: Bucket) => (bucket.isRunning ? 'var(--read-3)' : 'var(--read-4)'),
      }),
      ruleY(known, { x1: 'start', x2: 'end', y: 'previous', inset: 0, stroke: 'var(--ink)', strokeWidth: 1.5, strokeOpacity: 0.55 }),
      ruleY([0], { stroke: 'var(--ink)' }),
      ruleX(changed, { x: 'start', insetTop: -top, stroke: 'var(--ink-2)', strokeDasharray: '3 3', className: 'trend-flags' }),
      textMark(changed, { x: 'start', frameAnchor: 'top', textAnchor: 'start', dx: 3, dy: FLAG / 2 - top, text: (_: Bucket, at: number) => count(at + 1), fill: 'var(--ink-2)', fontWeight: 600 }),
      dot(raised, { ...lane, dy: -12, r: (bucket: Bucket) => RADIUS * Math.sqrt(bucket.raises / most), fill: 'var(--raise)' }),
      isRoomy ? textMark(raised, { ...lane, dy: -28, text: (bucket: Bucket) => count(bucket.raises), fill: 'var(--raise)', fontWeight: 600 }) : null,
      ruleX(buckets, pointerX({ x: middle, stroke: 'var(--ink)', strokeOpacity: 0.25 })),
      tip(buckets, pointerX({ x: middle, y: 'visits', title: (bucket: Bucket) => summary(bucket, hourly, period.zone), fill: 'var(--paper)', stroke: 'var(--line-strong)' })),
    ],
  });
}

function ticksOf(period: Period, hourly: boolean, width: number) {
  const { from, to } = drawn(period, hourly);
  if (hourly) {
    const every = width < NARROW ? 6 : 3;
    const ticks = Array.from({ length: (to - from) / HOUR_MS / every }, (_, at) => new Date(from + at * every * HOUR_MS));
    return { ticks, tickFormat: (date: Date) => hour(date.getTime(), period.zone), textAnchor: 'start' as const };
  }
  const days = Math.round((to - from) / DAY_MS);
  const every = Math.ceil(days / (width < NARROW ? 5 : 10));
  const ticks = Array.from({ length: Math.ceil(days / every) }, (_, at) => new Date(from + at * every * DAY_MS));
  return { ticks, tickFormat: (date: Date) => shortDay(date.getTime()), textAnchor: 'start' as const };
}

function summary(bucket: Bucket, hourly: boolean, zone: string): string {
  const start = bucket.start.getTime();
  const lines = [
    hourly ? `${hour(start, zone)} – ${hour(bucket.end.getTime(), zone)}` : day(start),
    `${text.metrics.visits.name}: ${count(bucket.visits)}`,
  ];
  if (bucket.isRunning) lines[0] += `, ${text.trend.unfinished}`;
  if (bucket.previous !== undefined) lines.push(`${text.trend.previous}: ${count(bucket.previous)}`);
  if (bucket.raises > 0) lines.push(`${text.metrics.hand_raises.name}: ${count(bucket.raises)}`);
  return [...lines, ...bucket.turns].join('\n');
}
