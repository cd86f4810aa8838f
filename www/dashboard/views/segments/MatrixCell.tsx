import { nameOf } from '../../format/names';
import { count } from '../../format/number';
import { isOnly, togglePair, type FilterDimension } from '../../state/clause';
import { useDesk } from '../../state/desk';
import { text } from '../../strings';

interface Props {
  readonly fit: string;
  readonly engagement: string;
  /** `null` where there may be too few to tell. */
  readonly visits: number | null;
  /** Visits of the fullest cell. */
  readonly most: number;
}

/** Steps of shade. */
const SHADES = 5;

/**
 * The shade of a cell. By the square root: most visits fit and engage little, and beside
 * them all else would be one shade.
 */
const shade = (visits: number, most: number): number => Math.max(1, Math.ceil(SHADES * Math.sqrt(visits / most)));

/** How many visits have this fit and this engagement; a click shows them alone, another lets go. */
export function MatrixCell({ fit, engagement, visits, most }: Props) {
  const { view, go } = useDesk();
  const words = text.segments.matrix;
  if (!visits) {
    return (
      <td class="matrix-cell" data-testid="matrix-cell" data-fit={fit} data-engagement={engagement} data-value={visits ?? ''}>
        <span class="matrix-none" title={visits === null ? words.few : undefined}>
          {count(visits)}
        </span>
      </td>
    );
  }
  const cell = words.cell(count(visits), visits === 1, nameOf('fit_band', fit), nameOf('engagement_band', engagement));
  const pair: readonly (readonly [FilterDimension, string])[] = [
    ['fit_band', fit],
    ['engagement_band', engagement],
  ];
  return (
    <td class={`matrix-cell shade-${shade(visits, most)}`} data-testid="matrix-cell" data-fit={fit} data-engagement={engagement} data-value={visits}>
      <button
        type="button"
        title={words.filter(cell)}
        aria-label={words.filter(cell)}
        aria-pressed={pair.every(([dimension, value]) => isOnly(view.clauses, dimension, value))}
        onClick={() => go({ clauses: togglePair(view.clauses, pair) })}
      >
        {count(visits)}
      </button>
    </td>
  );
}
