// The shim: small, alone on its feet. It honours objection, notes what happens early, wakes the
// core when the page is idle, and where the core cannot run still reports a plain page view.
import { address, referrer } from "./address";
import type { Answer, Hit, Options, Shim, View } from "./types";

/** What tells of a reader before the core is awake. */
const EARLY = "focus pagehide pointermove click pageshow blur scroll visibilitychange".split(" ");
/** The highest of an id's 64 bits: set in each, so that it always has sixteen digits. */
const TOP = 1n << 63n;
/** `shared::signal::engaged::IDLE_AFTER_MS`. */
const IDLE_MS = 5_000;

/** What the page calls, or what it noted to be called. */
type Page = { ungated?: Record<string, unknown> & { q?: unknown[][] } };

/** What a part of the tag brings that the shim wakes. */
export interface Sleeper {
  start(shim: Shim): Promise<Answer>;
}

/** `url` is where hits go, `load` brings the core. */
export function start(options: Options, url: string, load: () => Promise<Sleeper>): void {
  const before = (window as Page).ungated;
  if (before?.["optIn"]) return; // the tag stands in the page twice
  const nav = navigator as Navigator & { globalPrivacyControl?: boolean };
  // Without a name the site goes by its host: the edge knows it, or refuses it by a code.
  const { site = location.hostname } = options;
  // A frame without an address of its own is no page, and one in a page of its origin that has the
  // tag is part of that page.
  const objects =
    nav.globalPrivacyControl || +nav.doNotTrack! || location.origin[0] != "h" || (frameElement && (parent as Page).ungated);

  let awake: unknown;
  let core: Promise<Answer> | undefined;
  // Before the core is awake calls wait for it. Before a reader agrees nothing of them is kept, not
  // even for later.
  let answer: Answer = (name, args) => {
    if (!shim.off_ || name === "on") shim.calls_.push([name, args]);
  };

  /** Notes when something happened, and whether the page could be seen and had the focus then. */
  const note = (type: string, at: number): void => void shim.view_.early_.push([type, at, !document.hidden, document.hasFocus()]);
  const shim = {
    options_: options,
    off_: true,
    calls_: [],
    address_: address,
    json_: JSON.stringify,
    // One showing of one item. Its id lives in this variable and nowhere else.
    open_(from = referrer()) {
      shim.view_ = { id_: (crypto.getRandomValues(new BigUint64Array(1))[0]! | TOP).toString(16), sent_: 0, url_: shim.address_(), from_: from, early_: [] };
      note("", performance.now());
    },
    request_(more: Partial<Hit>, view: View): [string, RequestInit] {
      const hit: Hit = {
        v: 1, s: site, p: view.id_, n: view.sent_, u: view.url_, r: view.from_, i: { t: document.title + "" }, ...more,
      };
      // Plain text needs no preflight.
      return [url, { method: "POST", body: shim.json_(hit), keepalive: true, credentials: "omit", referrerPolicy: "no-referrer" }];
    },
    async post_(more: Partial<Hit>, view: View) {
      const request = shim.request_(more, view);
      view.sent_++;
      try {
        // Not sendBeacon first: it would send the site's cookies along. (What is awaited elsewhere
        // is not caught here: only a page without `fetch` comes below.)
        return fetch(...request);
      } catch {
        nav.sendBeacon(request[0], request[1].body as string);
      }
    },
  } as unknown as Shim;

  // Until the core is awake: what it will want to know, and a plain page view if the reader
  // leaves before.
  function early(event: Partial<PageTransitionEvent>): void {
    const { type, persisted } = event;
    if (shim.off_) return;
    // Its path is known only now.
    if (type === "click") answer(type, [event.timeStamp, event.composedPath!()]);
    // Back from the cache, and the core never woke: a plain page view again.
    if (type === "pageshow") {
      if (!persisted) return;
      shim.open_();
    } else note(type!, event.timeStamp!);
    // Only events of whole pages say so.
    if (persisted != undefined || document.hidden) plain();
  }
  const hear = (on: typeof addEventListener): unknown => EARLY.map((type) => on(type, early as EventListener));
  // Whoever waits here waits by `await`: what pages make of `then` and `catch` is not asked.
  async function plain(): Promise<void> {
    const { view_: view } = shim;
    if (view.sent_ || shim.off_) return;
    try {
      // What is certain of its time: the reader was there when it began.
      const [, begun, visible, focused] = view.early_[0] ?? [];
      const e = (visible && focused && Math.min(performance.now() - begun!, IDLE_MS)) as number;
      await shim.post_({ e: e | 0 }, view);
    } catch {} // the network is gone, and so is the reader; or the page has taken arrays apart
  }

  function begin(): void {
    if (objects || !shim.off_) return;
    shim.open_();
    shim.off_ = false;
    if (awake) answer("optIn", []);
    else (window.requestIdleCallback ?? setTimeout)(wake, { timeout: 1000 } as never);
  }
  async function wake(): Promise<void> {
    // Half a page has half its sections.
    if (document.readyState === "loading") return addEventListener("DOMContentLoaded", wake);
    try {
      answer = await (core ??= (async () => (await load()).start(shim))());
      awake = 1;
      // Whoever listens pays for each move of the pointer, even to do nothing.
      hear(removeEventListener);
    } catch {
      plain();
    }
  }

  const api = ((name: string, ...args: unknown[]) => (api[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args)) as unknown as Record<string, unknown>;
  "score event heard explain".split(" ").map((name) => api[name] = (...args: unknown[]) => answer(name, args) ?? null);
  api["on"] = (...args: unknown[]) => {
    answer("on", args);
    return () => void (args.length = 0);
  };
  api["optIn"] = begin;
  api["optOut"] = () => {
    shim.off_ = true;
    answer("optOut", []);
  };
  (window as Page).ungated = api;
  hear(addEventListener);
  if (!("hold" in options)) begin();
  before?.q?.map((call) => (api as unknown as (...call: unknown[]) => void)(...call));
}
