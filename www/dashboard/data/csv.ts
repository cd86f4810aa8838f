/** What a cell may hold. */
type Cell = string | number | boolean | null | undefined;

/** Names of a report's columns. */
export interface Columns {
  readonly dimensions?: readonly string[] | undefined;
  readonly metrics?: readonly string[] | undefined;
}

/**
 * The rows of an answer as CSV: as RFC 4180 has it, with the mark by which spreadsheets know UTF-8. None
 * if it has no rows. What lies deeper has a name with points between: `credits.first`.
 */
export function csvOf(answer: unknown, columns: Columns = {}): string | undefined {
  const results = (answer as { readonly results?: unknown } | null)?.results;
  if (!Array.isArray(results) || results.length === 0) return undefined;
  const rows = results.map((row) => new Map(flat(row, columns, '')));
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = [names, ...rows.map((row) => names.map((name) => row.get(name)))];
  return `\ufeff${lines.map((line) => line.map(cell).join(',') + '\r\n').join('')}`;
}

/** The cells of a value, by name: those of a report's row by the names of its columns. */
function flat(value: unknown, columns: Columns, before: string): (readonly [string, Cell])[] {
  if (value === null || typeof value !== 'object') return [[before, value as Cell]];
  const known: Readonly<Record<string, readonly string[] | undefined>> = {
    dimensions: columns.dimensions,
    metrics: columns.metrics,
    comparison: columns.metrics?.map((metric) => `${metric} before`),
  };
  return Object.entries(value).flatMap(([key, own]) => {
    const names = known[key];
    if (names !== undefined) return Array.isArray(own) ? names.map((name, at): readonly [string, Cell] => [name, own[at] as Cell]) : [];
    return flat(own, {}, before === '' ? key : `${before}.${key}`);
  });
}

/** Texts are not ours: one that begins like a formula gets a ' before it, so that no spreadsheet runs it. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
