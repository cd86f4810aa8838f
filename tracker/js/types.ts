// What crosses between the parts of the tag. What ends in an underscore never leaves them, and the
// build gives it a short name.
import type { Front } from "./front";

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
  k?: Record<string, number> | undefined;
  h?: Record<string, number> | undefined;
  o?: NamedEvent[] | undefined;
  w?: string[] | undefined;
  q?: number;
  m?: string;
  a?: 1;
}

/** A content item, as the page describes it. */
export interface Item {
  c?: string | undefined;
  t?: string | undefined;
  y?: string | undefined;
  p?: string | undefined;
  a?: string | undefined;
  g?: string | undefined;
  w?: number | undefined;
  l?: string | undefined;
}

export type Prop = boolean | number | string;

/** An event that the site's author named: name, properties, how often so far. */
export type NamedEvent = [name: string, props: Record<string, Prop>, count: number];

/** The `data-*` attributes of the tag, without `data-`. */
export interface Options {
  [name: string]: string | undefined;
  site?: string;
}

/** What a page asked before it could be answered; emptied by who no longer wants to know. */
export type Call = [name: string, args: unknown[]];

/** Answers a call of the page, or nothing if it will be answered later. */
export type Answer = (name: string, args: unknown[]) => unknown;

/** An event before the core was awake: type, time, whether the page was visible and focused. */
export type Early = [type: string, at: number, visible: boolean, focused: boolean];

/** One showing of one item. */
export interface View {
  id_: string;
  sent_: number;
  url_: string;
  from_: string;
  /** How it began, and what came before the core was awake. */
  early_: Early[];
}

/** What the shim does for the core. */
export interface Shim {
  options_: Options;
  /** Nothing is recorded: the reader objects, or has not agreed yet. */
  off_: boolean;
  view_: View;
  calls_: Call[];
  /** The page's address, as far as it leaves the page. */
  address_(): string;
  /** JSON of a value; with the core, whatever the page's objects make of themselves. */
  json_(value: unknown): string;
  /** Opens a new page view. */
  open_(from?: string): void;
  /** Where hits go, and how. */
  request_(more: Partial<Hit>, view: View): [url: string, how: RequestInit];
  post_(more: Partial<Hit>, view: View): Promise<Response | undefined>;
}

/** How soon what is known has to leave: when it is due; before the page is gone; at once; as the last
 * of its page view. */
export type Urgency = 0 | 1 | 2 | 3 | undefined;

export type PartName = "copies" | "embeds" | "hash" | "history" | "live" | "media" | "named" | "transparency";

/** An optional part; it answers calls, if it takes any. That of hash routers comes before the page. */
export interface Part {
  start(page: Page): Promise<Answer> | void;
}

/** What the core does for the listeners and the optional parts. */
export interface Page {
  shim_: Shim;
  /** The core runs as JavaScript, and so must others. */
  bare_: boolean;
  /** The module, which knows of the last touch. */
  core_(): Front;
  /** The page view as `shared::page_view::flat` has it. */
  numbers_(): Uint32Array;
  item_(): Item;
  /** What would be sent now. */
  hit_(): Partial<Hit>;
  /** Asks the edge for the visit so far. */
  ask_(): Promise<Response | undefined>;
  /** What has played, in order of first playing. */
  players_: Element[];
  /** The address may have changed. */
  turn_(): void;
  /** Events by their name and properties as JSON, and answers, of this page view. */
  events_: Map<string, NamedEvent>;
  heard_: Set<string>;
  /** Something was clicked, or what lies over it. */
  click_(at: number, path: EventTarget[]): void;
  /** Somebody is there. */
  awake_(at: number): void;
  /** Something is known that must not be lost. */
  told_(how?: Urgency): boolean;
  /** Something scrolled, or the window has another size: where one is now is asked after the next layout. */
  scroll_(target?: EventTarget | null): void;
  /** The page came back from the back/forward cache. */
  back_(): void;
}
