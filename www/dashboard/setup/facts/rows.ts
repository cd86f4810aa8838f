import type { ExportForm } from '../../api/admin';

const [NEWLINE, QUOTE] = [10, 34];
const [ROW, END] = ['{"cursor":', '{"end":'].map((start) => new TextEncoder().encode(start)) as [Uint8Array, Uint8Array];

/** What a stream has brought, as whole rows. */
export interface Whole {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  /** Of the last row: what follows is asked for with it. */
  readonly cursor: string | null;
  /** What the last line of NDJSON says. */
  readonly end: { readonly complete: boolean; readonly why?: string | null } | undefined;
}

const begins = (line: Uint8Array, start: Uint8Array): boolean => start.every((byte, at) => line[at] === byte);

/** Every row ends, or begins, with its cursor. */
const cursorIn = (row: string): string | null => (/^\{"cursor":"([^"]+)"/.exec(row) ?? /"([^"]*)"\r?\n$/.exec(row))?.[1] ?? null;

/**
 * Cuts the stream of an export into whole rows, so that whatever ends it, what came can be kept and
 * gone on from. A row that was cut is left out: the rest brings all of it.
 */
export function rowsOf(form: ExportForm, isFirst: boolean): (chunk: Uint8Array) => Whole {
  const isCsv = form !== 'ndjson';
  let left = new Uint8Array(0);
  let isHead = isCsv && isFirst;
  return (chunk) => {
    const all = new Uint8Array(left.length + chunk.length);
    all.set(left);
    all.set(chunk, left.length);
    let [rows, from, isQuoted] = [0, 0, false];
    let row: Uint8Array | undefined;
    let end: Whole['end'];
    for (let at = 0; at < all.length; at++) {
      // A row of a CSV may have a line break between quotes.
      if (isCsv && all[at] === QUOTE) isQuoted = !isQuoted;
      if (all[at] !== NEWLINE || isQuoted) continue;
      const line = all.subarray(from, at + 1);
      from = at + 1;
      if (isHead) isHead = false;
      else if (isCsv || begins(line, ROW)) [row, rows] = [line, rows + 1];
      else if (begins(line, END)) end = (JSON.parse(new TextDecoder().decode(line)) as { end: NonNullable<Whole['end']> }).end;
    }
    left = all.slice(from);
    return { bytes: all.slice(0, from), rows, cursor: row ? cursorIn(new TextDecoder().decode(row)) : null, end };
  };
}
