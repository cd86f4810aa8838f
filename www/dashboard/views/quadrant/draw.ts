import { axisX, axisY, dot, plot, pointer, ruleX, ruleY, text as textMark, tip } from '@observablehq/plot';
import { count, percentOf100 } from '../../format/number';
import { text } from '../../strings';
import { place, type Box } from './labels';
import type { Cut, Piece } from './pieces';

const HEIGHT = 420;
const NARROW_HEIGHT = 360;
/** Below this width titles are cut shorter. */
const NARROW = 520;

const RADIUS = 4;
const MOST_RADIUS = 11;

/** Of a title, in a picture; the rest is in its tip. */
const [CHARS, NARROW_CHARS] = [34, 20];

/** The names of the lower corners stand in the frame. */
const FOOT = 18;

const MARGIN = { top: 22, right: 16, bottom: 36, left: 36 };

/** Draws how many opened a piece against how much of it they read, cut in four by the middle of each. */
export function drawQuadrant(pieces: readonly Piece[], cut: Cut, width: number, onPick: (piece: Piece) => void): Element {
  const height = width < NARROW ? NARROW_HEIGHT : HEIGHT;
  const words = text.quadrant;
  const most = Math.max(1, ...pieces.map(({ raises }) => raises));
  const radius = ({ raises }: Piece): number => (raises === 0 ? RADIUS : RADIUS + (MOST_RADIUS - RADIUS) * Math.sqrt(raises / most));
  const [least, top] = [Math.min(...pieces.map(({ visits }) => visits)), Math.max(...pieces.map(({ visits }) => visits))];
  // Reach runs over orders of magnitude: evenly spaced, all but a few would stand in one corner.
  const x = { type: 'log', domain: [Math.max(1, least / 1.4), Math.max(2, top * 1.4)] } as const;
  const highest = Math.max(10, ...pieces.map(({ read }) => read));
  const y = { domain: [0, Math.min(100, highest * 1.12)] } as const;
  const frame: Box = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom };
  const at = scales(x.domain, y.domain, frame);

  const chars = width < NARROW ? NARROW_CHARS : CHARS;
  const measure = measurer();
  // Hand-raises first, then reach: what matters most is sure of its name.
  const ordered = [...pieces].sort((one, other) => other.raises - one.raises || other.visits - one.visits);
  const short = (title: string): string => (title.length > chars ? `${title.slice(0, chars - 1).trimEnd()}…` : title);
  const places = place(ordered.map((piece) => ({ x: at.x(piece.visits), y: at.y(piece.read), r: radius(piece), width: measure(short(piece.title)) })), { ...frame, bottom: frame.bottom - FOOT });
  const named = ordered.flatMap((piece, index) => {
    const spot = places[index];
    return spot === undefined ? [] : [{ piece, label: short(piece.title), dx: spot.x - at.x(piece.visits), dy: spot.y - at.y(piece.read) }];
  });
  const corner = { fill: 'var(--ink-3)', fontWeight: 600 } as const;
  const svg = plot({
    className: 'plot',
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x,
    y,
    r: { type: 'identity' },
    marks: [
      axisY({ ticks: 5, label: null, tickSize: 0, tickFormat: percentOf100, fill: 'var(--ink-3)' }),
      axisX({ ticks: width < NARROW ? 4 : 8, label: words.reach, labelArrow: 'none', labelAnchor: 'right', tickSize: 0, tickFormat: count, fill: 'var(--ink-3)' }),
      ruleX([cut.visits], { stroke: 'var(--line-strong)', strokeOpacity: 0.35 }),
      ruleY([cut.read], { stroke: 'var(--line-strong)', strokeOpacity: 0.35 }),
      textMark([words.corners.gem], { frameAnchor: 'top-left', dy: -16, ...corner }),
      textMark([words.corners.star], { frameAnchor: 'top-right', dy: -16, ...corner }),
      textMark([words.corners.quiet], { frameAnchor: 'bottom-left', dx: 2, dy: -4, ...corner }),
      textMark([words.corners.opened], { frameAnchor: 'bottom-right', dx: -2, dy: -4, ...corner }),
      dot(ordered, {
        x: 'visits',
        y: 'read',
        r: radius,
        fill: (piece: Piece) => (piece.raises > 0 ? 'var(--raise)' : 'var(--read-4)'),
        stroke: 'var(--paper)',
        className: 'quadrant-dots',
      }),
      ...named.map(({ piece, label, dx, dy }) => textMark([piece], { x: 'visits', y: 'read', text: () => label, dx, dy, textAnchor: 'start', fill: 'var(--ink)' })),
      tip(ordered, pointer({ x: 'visits', y: 'read', title: summary, fill: 'var(--paper)', stroke: 'var(--line-strong)' })),
    ],
  });
  // Names that found a place.
  svg.dataset['labels'] = String(named.length);
  // What the pointer is nearest to: a tip may come between the mark and the button that is let go of.
  svg.addEventListener('click', () => svg.value && onPick(svg.value as Piece));
  return svg;
}

/** Where a value stands, as the drawing has it. */
function scales([least, most]: readonly [number, number] | readonly number[], [low, high]: readonly number[], frame: Box) {
  const logs = [Math.log(least!), Math.log(most!)] as const;
  return {
    x: (value: number): number => frame.left + ((Math.log(value) - logs[0]) / (logs[1] - logs[0])) * (frame.right - frame.left),
    y: (value: number): number => frame.bottom - ((value - low!) / (high! - low!)) * (frame.bottom - frame.top),
  };
}

/** How wide a text is, px, in the picture's type. */
function measurer(): (label: string) => number {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null) return (label) => label.length * 7;
  canvas.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return (label) => Math.ceil(canvas.measureText(label).width) + 2;
}

const summary = ({ title, visits, read, raises }: Piece): string =>
  [title, `${text.metrics.visits.name}: ${count(visits)}`, `${text.metrics.read_through.name}: ${percentOf100(read)}`, `${text.metrics.hand_raises.name}: ${count(raises)}`].join('\n');
