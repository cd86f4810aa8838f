// What a page's own scripts may use: the types of `window.ungated` and of the package.

export type Standing = "passing" | "reading" | "engaged" | "considering" | "ready";

export type HandRaise = "mail" | "call" | "calendar" | "chat" | "copied" | "named";

/** An answer to "How did you hear about us?". */
export type Heard =
  | "colleague" | "friend" | "customer" | "partner" | "search" | "assistant" | "social" | "community"
  | "newsletter" | "podcast" | "video" | "press" | "event" | "review" | "ad" | "other";

/** One line of a score: why, and what it added. `index` is the item's place in the visit. */
export type Part = { plus: number } & (
  | { part: "read" | "played"; index: number; share: number }
  | { part: "decision" | "consideration" | "return" | "kept"; index: number }
  | { part: "hand_raise"; kinds: number }
  | { part: "progress"; stages: number }
);

/** The score of this page view, and of the visit that it is part of. Whole numbers; 0–100 unless a
 * unit is named. */
export interface Score {
  /** Engaged time of this page view, ms. */
  engaged_ms: number;
  /** Furthest part of the content seen. */
  depth: number;
  /** Share of its words that was read. */
  read_through: number;
  /** Points of this page view: the sum of the next three. */
  points: number;
  attention_points: number;
  read_through_points: number;
  kept_points: number;
  /** How often a hand was raised on this page view. */
  hand_raises: number;
  /** Whether what follows is of the whole visit; of this page view alone until the edge has told
   * what came before. */
  whole_visit: boolean;
  engagement: number;
  intent: number;
  standing: Standing;
  /** What `engagement` is the sum of. */
  engagement_parts: Part[];
  /** What `intent` is the sum of. */
  intent_parts: Part[];
}

/** What is recorded about this page view, in plain words. */
export interface Explanation {
  /** The language of the words. */
  language: string;
  /** One sentence a fact. */
  recorded: string[];
  /** What is not recorded. */
  not_recorded: string[];
  /** The very message, as it is sent. */
  message: unknown;
}

export interface Ungated {
  /** A call by its name, for pages that call before the tag has loaded. */
  (name: "event" | "heard" | "on" | "optIn" | "optOut", ...args: unknown[]): unknown;
  /** The score so far; `null` until the core is awake, and for readers who are not recorded. The
   * first call wakes the part that knows. */
  score(): Score | null;
  /** Tells when the score, the standing or the hand-raises of this page change. Returns what ends
   * it. */
  on(type: "score", listener: (score: Score) => void): () => void;
  on(type: "standing", listener: (standing: Standing, before: Standing | null) => void): () => void;
  on(type: "handraise", listener: (kind: HandRaise, score: Score) => void): () => void;
  /** Counts an event of the site's own: a name of up to 40 characters, up to 8 properties, their
   * texts cut at 80 characters; up to 32 different ones a page view. What is out of bounds is not
   * counted, and the console says so (`event_invalid`). */
  event(name: string, props?: Record<string, boolean | number | string>): void;
  /** What the reader said brought them. What is not in the list is not sent, and the console says so
   * (`heard_unknown`). */
  heard(option: Heard): void;
  /** Nothing is recorded or sent any more while this page lives. */
  optOut(): void;
  /** Begins recording where `data-hold` waits for it, or after `optOut`. Readers who send Global
   * Privacy Control or Do Not Track are not recorded all the same. */
  optIn(): void;
  /** What is recorded, in plain words; `null` until that is known. English and German. */
  explain(language?: string): Explanation | null;
}
