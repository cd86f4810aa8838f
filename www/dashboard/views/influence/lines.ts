import type { InfluenceModel, InfluenceRow } from '../../api/types';

/** From those that pay what brings readers in to those that pay what comes right before the hand. */
export const ORDER: readonly InfluenceModel[] = ['first', 'position_based', 'linear', 'engaged_time', 'markov_removal', 'time_decay', 'last_content', 'last'];

/** What the models say of one row, in their order. */
export interface Slope {
  readonly value: string;
  readonly name: string;
  readonly points: readonly { readonly model: InfluenceModel; readonly credit: number }[];
}

export function slopesOf(rows: readonly InfluenceRow[], nameOf: (value: string) => string): readonly Slope[] {
  return rows.map(({ name, credits }) => ({
    value: name,
    name: nameOf(name),
    points: ORDER.flatMap((model) => (credits[model] === undefined ? [] : [{ model, credit: credits[model] / 1_000_000 }])),
  }));
}

/** Where labels of one column stand: as near to their places as goes without one lying on another. */
export function apart(places: readonly number[], gap: number, top: number, bottom: number): readonly number[] {
  const order = places.map((place, at) => ({ place, at })).sort((one, other) => one.place - other.place);
  const found: number[] = [];
  order.reduce((least, { place, at }) => (found[at] = Math.max(place, least)) + gap, top);
  // What was pushed out at the bottom goes up again, and those above it with it.
  order.reduceRight((most, { at }) => (found[at] = Math.min(found[at]!, most)) - gap, bottom);
  return found;
}
