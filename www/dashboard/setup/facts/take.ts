import { askExport, type ExportForm } from '../../api/admin';
import { Problem } from '../../api/problem';
import { rowsOf } from './rows';

/** Longer than a shard takes to tell a piece; past it the way is cut, though nobody says so. */
const PIECE_MS = 60_000;

/** What has come of an export so far. */
export interface Taken {
  /** In whole rows, in order. A browser puts blobs of many bytes on the disk. */
  readonly parts: readonly Blob[];
  readonly bytes: number;
  readonly rows: number;
  /** What follows is asked for with it; `null` before the first row. */
  readonly cursor: string | null;
  /** Whether nothing follows. */
  readonly isWhole: boolean;
}

export const NOTHING_YET: Taken = { parts: [], bytes: 0, rows: 0, cursor: null, isWhole: false };

/**
 * Takes what is missing of an export, answer by answer, and tells after each piece what there is.
 *
 * @throws a `Problem` when it breaks off; what was told last can be gone on from
 */
export async function take(site: string, form: ExportForm, from: Taken, signal: AbortSignal, tell: (taken: Taken) => void): Promise<Taken> {
  let taken = from;
  while (!taken.isWhole) {
    const before = taken.rows;
    let isOver = false;
    const stuck = new AbortController();
    const stop = AbortSignal.any([signal, stuck.signal]);
    const response = await askExport(site, form, taken.cursor, stop);
    const cut = rowsOf(form, taken.cursor === null);
    const reader = response.body!.getReader();
    for (;;) {
      const late = setTimeout(() => stuck.abort(), PIECE_MS);
      const piece = await reader.read().catch(() => {
        throw new Problem(0, { code: 'network' });
      }).finally(() => clearTimeout(late));
      if (piece.done) break;
      const { bytes, rows, cursor, end } = cut(piece.value);
      taken = {
        parts: bytes.length > 0 ? [...taken.parts, new Blob([bytes])] : taken.parts,
        bytes: taken.bytes + bytes.length,
        rows: taken.rows + rows,
        cursor: cursor ?? taken.cursor,
        isWhole: end?.complete === true,
      };
      tell(taken);
      if (end?.why) throw new Problem(503, { code: 'unavailable' });
      isOver ||= end !== undefined;
    }
    // A CSV is whole when an answer has no rows; NDJSON says so, and without its last line it was cut.
    if (form === 'ndjson' && !isOver) throw new Problem(0, { code: 'network' });
    // Nothing more, and not all: who asked again would ask for ever.
    if (form === 'ndjson' && !taken.isWhole && taken.rows === before) throw new Problem(503, { code: 'unavailable' });
    if (form !== 'ndjson' && taken.rows === before) taken = { ...taken, isWhole: true };
    tell(taken);
  }
  return taken;
}
