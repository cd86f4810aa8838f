import type { AskedReader, Report } from '../../api/types';
import { NONE, OTHER } from '../../format/names';

/** What a made-up reader can be said to be. */
export const KEYS = ['organisation', 'country', 'language', 'device', 'campaign', 'source', 'channel'] as const satisfies readonly (keyof AskedReader)[];

/** What of a reader reports can tell, four at a time. */
export const TOLD = ['country', 'device', 'channel', 'source'] as const satisfies readonly (typeof KEYS)[number][];

/** A line that is no reader, from 1, and the part that is not understood. */
export interface Wrong {
  readonly line: number;
  readonly part: string;
}

export interface Read {
  readonly readers: readonly AskedReader[];
  /** The line of each, as it was written. */
  readonly lines: readonly string[];
  /** Its place in the text, from 1. */
  readonly places: readonly number[];
  readonly wrong: Wrong | undefined;
}

/** Readers as they are written: one a line, `country=DE; device=desktop`. */
export function readersOf(said: string): Read {
  const readers: AskedReader[] = [];
  const lines: string[] = [];
  const places: number[] = [];
  for (const [at, line] of said.split('\n').entries()) {
    if (line.trim() === '') continue;
    const reader: Record<string, string> = {};
    for (const part of line.split(';')) {
      if (part.trim() === '') continue;
      const cut = part.indexOf('=');
      const key = part.slice(0, cut).trim().toLowerCase();
      if (cut < 0 || !KEYS.some((known) => known === key)) return { readers, lines, places, wrong: { line: at + 1, part: part.trim() } };
      reader[key] = part.slice(cut + 1).trim();
    }
    readers.push(reader);
    lines.push(line.trim());
    places.push(at + 1);
  }
  return { readers, lines, places, wrong: undefined };
}

const isTold = (value: string | undefined): value is string => value !== undefined && ![NONE, OTHER, 'unknown', ''].includes(value) && !/[;\n]/.test(value);

/** Readers as the site has them, by what reports tell of most visits. */
export function samplesOf({ results }: Report): string {
  const lines = results.map(({ dimensions }) =>
    TOLD.flatMap((key, at) => (isTold(dimensions[at]) ? [`${key}=${dimensions[at]}`] : [])).join('; '),
  );
  return [...new Set(lines)].filter((line) => line !== '').join('\n');
}

/** What a refusal says of a reader, by its place: `readers[1].country: …`. */
export function wrongReader(message: string | undefined): { readonly at: number; readonly said: string } | undefined {
  const [, at, said] = /^readers\[(\d+)\]\.(.*)$/s.exec(message ?? '') ?? [];
  return at === undefined ? undefined : { at: Number(at), said: said! };
}
