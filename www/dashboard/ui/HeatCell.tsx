import { count } from '../format/number';
import { isOnly, togglePair, type FilterDimension } from '../state/clause';
import { useDesk } from '../state/desk';
import { text } from '../strings';

interface Props {
  readonly testid: string;
  /** The values whose visits these are; a click shows them alone, another lets go. */
  readonly pair: readonly (readonly [FilterDimension, string])[];
  /** What the cell says in words, after the number of visits. */
  readonly about: string;
  /** `null` where there may be too few to tell. */
  readonly visits: number | null;
  /** Visits of the fullest cell. */
  readonly most: number;
  /** What stands small below the number; `about` says it in words. */
  readonly notes?: readonly string[] | undefined;
}

/** Steps of shade. */
const SHADES = 5;

/**
 * The shade of a cell. By the square root: most visits are alike, and beside them all else would be
 * one shade.
 */
const shade = (visits: number, most: number): number => Math.max(1, Math.ceil(SHADES * Math.sqrt(visits / most)));

/** How many visits have two values at once, as a number on a shade. */
export function HeatCell({ testid, pair, about, visits, most, notes }: Props) {
  const { view, go } = useDesk();
  const words = text.heat;
  const said = { 'data-testid': testid, 'data-pair': pair.map(([, value]) => value).join(' ') };
  if (!visits) {
    return (
      <td class="matrix-cell" {...said} data-value={visits ?? ''}>
        <span class="matrix-none" title={visits === null ? words.few : undefined}>
          {count(visits)}
        </span>
      </td>
    );
  }
  const cell = words.cell(count(visits), visits === 1, about);
  return (
    <td class={`matrix-cell shade-${shade(visits, most)}`} {...said} data-value={visits}>
      <button
        type="button"
        title={words.filter(cell)}
        aria-label={words.filter(cell)}
        aria-pressed={pair.every(([dimension, value]) => isOnly(view.clauses, dimension, value))}
        onClick={() => go({ clauses: togglePair(view.clauses, pair) })}
      >
        {count(visits)}
        {notes && (
          <small class="matrix-notes">
            {notes.map((note) => (
              <span key={note}>{note}</span>
            ))}
          </small>
        )}
      </button>
    </td>
  );
}
