import { axisX, axisY, dot, gridY, line, plot, pointer, text as textMark, tip } from '@observablehq/plot';
import { credit } from '../../format/number';
import { text } from '../../strings';
import { apart, type Slope } from './lines';

const HEIGHT = 280;
/** Below this width names stand under their lines' ends no more: the table has them, and the tip. */
const NARROW = 560;

/** Room for names at the right, and their lines' distance. */
const [NAMES, GAP] = [200, 16];
const CHARS = 32;
const MARGIN = { top: 12, bottom: 44, left: 40, right: 12 };

/** Draws what each model says of each row as one line; the first row's is the one that stands out. */
export function drawSlopes(slopes: readonly Slope[], width: number, onPick: (value: string) => void): Element {
  const isNarrow = width < NARROW;
  const points = slopes.flatMap(({ value, name, points }, row) => points.map((point) => ({ ...point, value, name, row })));
  const models = [...new Set(points.map(({ model }) => model))];
  const high = Math.max(1, ...points.map(({ credit }) => credit));
  const marginRight = isNarrow ? MARGIN.right : NAMES;
  const bottom = HEIGHT - MARGIN.bottom;
  const heightOf = (credit: number): number => bottom - (credit / high) * (bottom - MARGIN.top);
  const ends = slopes.map(({ points }) => heightOf(points.at(-1)?.credit ?? 0));
  const places = apart(ends, GAP, MARGIN.top, bottom);
  const last = models.at(-1);
  const short = (name: string): string => (name.length > CHARS ? `${name.slice(0, CHARS - 1).trimEnd()}…` : name);
  const of = ({ row }: { readonly row: number }, first: string, other: string): string => (row === 0 ? first : other);
  const svg = plot({
    className: 'plot',
    width,
    height: HEIGHT,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    marginRight,
    x: { type: 'point', domain: models, padding: 0.3 },
    y: { domain: [0, high] },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      axisY({ ticks: 4, label: null, tickSize: 0, tickFormat: (value: number) => credit(value * 1_000_000), fill: 'var(--ink-3)' }),
      // In two lines, so that long names of models do not meet.
      ...[0, 1].map((line) =>
        axisX(models.filter((_, at) => at % 2 === line), {
          label: null,
          tickSize: 0,
          tickPadding: 8 + line * 15,
          tickFormat: (model: (typeof models)[number]) => text.influence.models[model].name,
          fill: 'var(--ink-2)',
        }),
      ),
      // The first row's line lies on top.
      line([...points].reverse(), { x: 'model', y: 'credit', z: 'value', stroke: (point) => of(point, 'var(--read-4)', 'var(--read-2)'), strokeWidth: (point: { row: number }) => (point.row === 0 ? 2.5 : 1.5) }),
      dot(points, { x: 'model', y: 'credit', r: 3, fill: (point) => of(point, 'var(--read-4)', 'var(--read-2)'), stroke: 'var(--paper)' }),
      ...(isNarrow
        ? []
        : slopes.map(({ value, name, points }, row) =>
            textMark([{ value }], {
              x: () => last,
              y: () => points.at(-1)?.credit ?? 0,
              text: () => short(name),
              dx: 12,
              dy: places[row]! - ends[row]!,
              textAnchor: 'start',
              fill: row === 0 ? 'var(--ink)' : 'var(--ink-2)',
              fontWeight: row === 0 ? 600 : 400,
              className: 'slopes-ends',
            }),
          )),
      tip(points, pointer({ x: 'model', y: 'credit', title: summary, fill: 'var(--paper)', stroke: 'var(--line-strong)' })),
    ],
  });
  svg.addEventListener('click', () => svg.value && onPick((svg.value as { value: string }).value));
  return svg;
}

const summary = ({ name, model, credit: own }: { name: string; model: keyof typeof text.influence.models; credit: number }): string =>
  `${name}\n${text.influence.models[model].name}: ${credit(own * 1_000_000)}`;
