/** A rule as it is being written: what its inputs hold, by field. */
export interface Draft {
  /** Its own for as long as the page is open, so that inputs go with their rule when rules move. */
  readonly key: number;
  readonly values: Readonly<Record<string, string>>;
}

let made = 0;

export const draftOf = (values: Readonly<Record<string, string>>): Draft => ({ key: made++, values });

/** A list with one of its members a place up. */
export function up<T>(list: readonly T[], at: number): readonly T[] {
  const moved = [...list];
  moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}

/**
 * What a refused list of rules says, by the rule's place.
 *
 * The API tells all at once, `content: rules[1].stage: …; rules[2].path: …`, or the first:
 * `alerts[1].percent: …`.
 */
export function wrongsIn(message: string | undefined): ReadonlyMap<number, string> {
  const wrongs = new Map<number, string>();
  for (const [, at, said] of message?.matchAll(/(?:rules|alerts)\[(\d+)\]\.?(.*?)(?=; rules\[\d+\]|$)/gs) ?? []) {
    const before = wrongs.get(Number(at));
    wrongs.set(Number(at), [...(before === undefined ? [] : [before]), said!.replace(/^: /, '')].join('; '));
  }
  return wrongs;
}
