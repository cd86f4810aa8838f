/** What is in the way of others. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A point that would like to be named; those that matter most come first. */
export interface Named {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly width: number;
}

export interface Placed {
  /** The left end of the text, and its middle. */
  readonly x: number;
  readonly y: number;
}

const HEIGHT = 14;
const GAP = 3;

const overlaps = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const boxAt = (x: number, y: number, width: number): Box => ({ left: x, top: y - HEIGHT / 2, right: x + width, bottom: y + HEIGHT / 2 });

/**
 * Where labels stand so that none lies on another, on a point, or out of the frame: beside its point,
 * above or below it. One without room has no place, and is named by its tip and by the table.
 */
export function place(points: readonly Named[], frame: Box): readonly (Placed | undefined)[] {
  const taken: Box[] = points.map(({ x, y, r }) => ({ left: x - r, top: y - r, right: x + r, bottom: y + r }));
  return points.map(({ x, y, r, width }, own) => {
    const side = r + GAP;
    const above = r + HEIGHT / 2;
    const ways: readonly Placed[] = [
      { x: x + side, y },
      { x: x - side - width, y },
      { x: x - width / 2, y: y - above },
      { x: x - width / 2, y: y + above },
    ];
    const free = ways.find((way) => {
      const box = boxAt(way.x, way.y, width);
      const isInside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      return isInside && !taken.some((other, at) => at !== own && overlaps(box, other));
    });
    if (free !== undefined) taken.push(boxAt(free.x, free.y, width));
    return free;
  });
}
