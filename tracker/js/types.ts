// What crosses between the shim, the core and the page.

/** A hit: the same shape, with the same bounds, as `shared::hit::Hit`. */
export interface Hit {
  v: 1;
  s: string;
  p: string;
  n: number;
  u: string;
  r?: string;
  i?: Item;
  e?: number;
  l?: number | undefined;
  d?: [number, number];
  x?: [number, number][] | undefined;
  y?: number[][] | undefined;
  k?: Partial<Record<Act, number>> | undefined;
  h?: Partial<Record<HandRaise, number>> | undefined;
  q?: number;
  m?: string;
}

/** A content item, as the page describes it. */
export interface Item {
  c?: string;
  t?: string;
  y?: string;
  p?: string;
  a?: string;
  g?: string;
  w?: number;
  l?: string;
}

export type Act = "copy" | "download" | "outbound" | "print";

export type HandRaise = "mail" | "call" | "calendar" | "chat" | "copied" | "named";

/** An event before the core was awake: type, time, whether the page was visible and focused. */
export type Early = [type: string, at: number, visible: boolean, focused: boolean];

/** One showing of one item. */
export interface View {
  id: string;
  sent: number;
  begun: number;
  visible: boolean;
  focused: boolean;
  early: Early[];
}

/** What the shim does for the core. */
export interface Shim {
  tag: HTMLScriptElement;
  send(more: Partial<Hit>): void;
  view(): View;
  /** Opens a new page view and returns it. */
  again(): View;
}

/** The score of this page view so far. */
export interface PageScore {
  engaged_ms: number;
  depth: number;
  read_through: number;
  points: number;
  attention_points: number;
  read_through_points: number;
  kept_points: number;
  hand_raises: number;
}

/** The core, once awake. */
export interface Core {
  score(): PageScore | null;
}

/** `window.ungated`. */
export interface Ungated {
  /** The score of this page view so far; `null` until the core is awake. */
  score(): PageScore | null;
}
