// When hits leave, and how. A hit is a snapshot that says all, so few are needed: with `fetchLater`
// the browser holds the latest one and sends it when the page is gone, however it went; without,
// one goes at the start and one when the page is left.
import { now } from "./front";
import type { Hit, Page, Shim, Urgency, View } from "./types";

interface Held {
  readonly activated: boolean;
}
type FetchLater = (url: string, how: RequestInit & { activateAfter: number }) => Held;

/** How long a page is read before it is told that somebody reads: long enough that a page which is
 * left soon has one hit, short enough that whoever looks at live readers sees real ones. */
const FIRST_MS = 20_000;
/** How long after that, and each later time, what is known leaves at the latest. */
const AGAIN_MS = [60_000, 120_000];
/** At the latest, for readers who stay: below the five minutes after which nobody reads "now". */
const LONG_MS = 240_000;
/** What is known of a page that lies idle leaves after this. */
const IDLE_MS = 60_000;
/** Times that a hit which did not arrive is sent again, after 2, 4, 8 … seconds. */
const TRIES = 5;

/** Hidden: it may come back, or never. */
export const LEAVING = 1;
export const AT_ONCE = 2;
/** The page view is over: it is `LEAVING`, too. */
export const OVER = 3;

export interface Outbox {
  /** Tells what is known, if it is new. Returns whether something waits that only this page can
   * send. */
  tell_(how?: Urgency): boolean;
  /** Nothing more will happen for a while. */
  rest_(): void;
  /** A new page view. */
  begin_(): void;
  /** Nothing is to leave any more. */
  drop_(): void;
  ask_: Page["ask_"];
}

export function outbox(shim: Shim, snapshot: () => Partial<Hit>): Outbox {
  let later = (window as { fetchLater?: FetchLater }).fetchLater;
  let held: Held | undefined;
  let holder: AbortController;
  let told = ""; // what left last, or is held
  let due = 0;
  let step = 0;

  function leaves(): void {
    due = now() + (AGAIN_MS[step++] ?? LONG_MS);
  }

  /** Takes back what is held, unless it has left. */
  function drop(): void {
    if (held?.activated) {
      shim.view_.sent_++;
      leaves();
    } else if (held) {
      holder.abort();
      told = "";
    }
    held = undefined;
  }

  function hold(record: Partial<Hit>): boolean {
    try {
      holder = new AbortController();
      const [url, how] = shim.request_(record, shim.view_);
      held = later!(url, { ...how, signal: holder.signal, activateAfter: Math.max(0, due - now()) });
      return true;
    } catch {
      later = undefined; // its room is full, or the page forbids it
      return false;
    }
  }

  // Sends, and again while the edge is too busy. A snapshot that is overtaken by a later one of its
  // page view need not arrive; one that is not takes a later one's place, under the same number.
  // Where the network is gone or the page's policy forbids it, the next snapshot is the next try.
  async function send(record: Partial<Hit>, view: View = shim.view_, tries = 0): Promise<Response | undefined> {
    const { sent_: number } = view;
    try {
      const answer = await shim.post_(record, view);
      if (answer?.status === 503 && tries < TRIES)
        setTimeout(() => {
          if (shim.off_ || view.sent_ !== number + 1) return;
          view.sent_ = number;
          send(view === shim.view_ ? snapshot() : record, view, tries + 1);
        }, Math.max(2 << tries, +answer.headers.get("retry-after")!) * 1000);
      return answer;
    } catch {
      told = "";
    }
    return;
  }

  function rest(): void {
    due = Math.min(due, now() + IDLE_MS);
  }

  return {
    rest_: rest,
    tell_(how = 0) {
      if (shim.off_) return false;
      // Hidden or over: what the browser held on it would take along if it were killed, as phones do with
      // what nobody looks at, and keep with a page in its cache. At once, it is still the browser that
      // sends it, which outlives the page.
      const record = snapshot();
      const text = shim.json_(record);
      if (text === told && !(how && held)) return false;
      drop();
      if (how & LEAVING) due = 0;
      if (text === told) return false; // it has left meanwhile
      if (how !== AT_ONCE && later && hold(record)) {
        told = text;
        return false;
      }
      if (!how && now() < due) return true;
      told = text;
      leaves();
      send(record);
      return false;
    },
    begin_() {
      held = undefined;
      told = "";
      step = 0;
      due = later ? now() + FIRST_MS : 0;
    },
    drop_: drop,
    ask_() {
      drop();
      const record = snapshot();
      told = shim.json_(record);
      leaves();
      return send({ ...record, a: 1 });
    },
  };
}
