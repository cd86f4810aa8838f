// The core: ties the parts together for as long as a page lives. One page view after the other;
// of each, what the listeners notice goes to the module, and what the module counts to the edge.
import { part } from "parts";
import { content, describe, find } from "./describe";
import { ACTIVE, FOCUSED, VISIBLE, bare, core, load, now, read, rest, wasm } from "./front";
import { listen } from "./listen";
import { AT_ONCE, outbox } from "./outbox";
import { record } from "./record";
import { safe } from "./safe";
import { layout, type Layout } from "./sections";
import type { Answer, Hit, Item, NamedEvent, Page, PartName, Shim } from "./types";

/** A gap that ends a visit: `shared::visit::GAP_MS`. A page used again after it is viewed anew. */
const GAP_MS = 30 * 60_000;
/** How often a page that is read looks what is new. */
const TICK_MS = 2_000;
/** How soon after it changed a page is looked at again, at first. */
const FIRST_LOOK_MS = 100;
/** How soon after a change of address the new content is looked at first. */
const SETTLE_MS = 500;
/** Most that is sent of events: `shared::limit::EVENTS`, and in characters, what leaves room for
 * longer ones in bytes below `EVENTS_BYTES`. */
const EVENTS = 32;
const EVENT_CHARS = 1_500;

export async function start(shim: Shim): Promise<Answer> {
  const { options_: options } = shim;
  // Some pages have `toJSON` put arrays and objects into quotation marks: here all is as it is.
  shim.json_ = (value) =>
    JSON.stringify(value, function (this: Record<string, unknown>, key) {
      return this[key];
    });
  await load(options);
  if ("hash" in options) await (await part("hash")).start({ shim_: shim } as Page);
  let item: Item;
  let place: Layout | undefined;
  let timer = 0;
  let alive = 0; // the last time that somebody read
  let engaged = 0;
  let idle: boolean; // when last looked
  let fresh = false; // nothing is told yet of this page view
  let stale = false; // the page has changed since it was looked at
  let pause = 0;
  let returned = -1e9; // when somebody came back after so long that it was another page view
  const events = new Map<string, NamedEvent>();
  const heard = new Set<string>();
  const awake: Record<string, Answer> = {};

  const hit = (): Partial<Hit> => {
    if (!place) look();
    return {
      ...record(read()), i: item,
      o: events.size ? [...events.values()] : undefined,
      w: heard.size ? [...heard] : undefined,
    };
  };
  const box = outbox(shim, hit);

  // Layouts are measured when the browser has just made one, so none is made for us.
  const sized = new ResizeObserver(safe(() => {
    place?.measure_();
    // The first hit of a page view waits until it is known where its sections lie.
    if (fresh) box.tell_();
    fresh = false;
  }));

  /** What the page says of itself, and where its sections lie. */
  function look(): void {
    stale = false;
    const element = content();
    // What the page says of itself belongs to the address that it was opened under.
    if (!place || shim.address_() === shim.view_.url_) item = describe(options, element);
    place = layout(element, item);
    sized.disconnect();
    sized.observe(element);
    sized.observe(document.body); // what grows above the content moves it
    if (find("audio,video")) wake("media");
    if (find("ungated-transparency")) wake("transparency");
  }

  /** Begins the page view that the shim opened. */
  function open(): void {
    for (const [type, at, shown, hasFocus] of shim.view_.early_.splice(0)) {
      if (!type) wasm.begin_(at, shown, hasFocus);
      else wasm.did_(at, /^[fb]/.test(type) ? FOCUSED + +hasFocus : /^pa|^v/.test(type) ? VISIBLE + +shown : ACTIVE);
    }
    events.clear();
    heard.clear();
    box.begin_();
    engaged = 0;
    idle = false;
    pause = FIRST_LOOK_MS;
    alive = now();
    place = undefined;
    fresh = true;
  }
  /** Begins it, with content that is there. */
  function show(): void {
    open();
    look();
    // A page in the background is laid out when it comes forward.
    if (document.hidden) box.tell_(AT_ONCE);
    wait();
  }

  function tick(): void {
    rest();
    idle = engaged === (engaged = read()[3]!);
    if (idle) box.rest_();
    else alive = now();
    if (page.told_() || !idle) wait();
  }
  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(safe(tick), idle ? 60_000 : TICK_MS);
  }

  const page: Page = {
    shim_: shim,
    bare_: bare,
    core_: core,
    numbers_: read,
    item_: () => item,
    hit_: hit,
    ask_: box.ask_,
    click_: () => {},
    players_: [],
    events_: events,
    heard_: heard,
    awake_(at) {
      if (at - alive > GAP_MS) {
        returned = at;
        shim.open_();
        show();
      }
      alive = Math.max(alive, at);
      core();
      if (idle) {
        idle = false;
        wait();
      }
    },
    told_(how) {
      // Before the page is gone, and not when its address has changed, which may have been first.
      if (how) {
        if (stale) look();
        place?.look_();
      }
      const waits = box.tell_(how);
      awake["live"]?.("changed", []);
      return waits;
    },
    scroll_: (target) => place?.scroll_(target),
    back_() {
      // Unless the return after so long has opened one already.
      if (now() - returned < 1000) return;
      shim.open_();
      show();
    },
    turn_: safe(() => {
      // A part of the address that is no other page: an anchor, a filter, a campaign taken off.
      const path = (url: string): string => url.split("?")[0]!;
      if (shim.off_ || path(shim.address_()) === path(shim.view_.url_)) return;
      core().did_(now(), VISIBLE);
      box.tell_(AT_ONCE);
      shim.open_(location.origin + "/");
      open();
      setTimeout(safe(tick), SETTLE_MS);
    }),
  };

  /** Wakes an optional part, once, and calls it. */
  const loading: Record<string, Promise<void>> = {};
  async function wake(name: PartName, ...call: Partial<Parameters<Answer>>): Promise<void> {
    try {
      await (loading[name] ??= bring(name));
      awake[name]?.(...(call as Parameters<Answer>));
    } catch {
      // It does not come.
    }
  }
  async function bring(name: PartName): Promise<void> {
    awake[name] = (await (await part(name)).start(page)) as Answer;
  }

  listen(page);
  // Only what is added or taken away; what a page writes into texts and attributes is animation. A
  // page that never rests is looked at less and less often.
  new MutationObserver(safe(() => {
    if (stale) return;
    stale = true;
    setTimeout(safe(() => stale && look()), pause);
    pause = Math.min(pause * 2, 60_000);
  })).observe(document, { childList: true, subtree: true });
  const { navigation } = window as { navigation?: EventTarget };
  if (options["spa"] !== "off")
    if (navigation) navigation.addEventListener("currententrychange", page.turn_);
    else wake("history");
  for (const name of ["embeds", "copies"] as const) if (name in options) wake(name);

  // What waited for the core must not keep it from waking either.
  const call: Answer = safe((name: string, args: unknown[]) => {
    if (name === "optOut") return box.drop_();
    if (shim.off_) {
      // Who wants to know is heard again when there is something to know.
      if (name === "on") shim.calls_.push([name, args]);
      return;
    }
    if (name === "optIn") return begin();
    if (name === "click") return page.click_(...(args as [number, EventTarget[]]));
    if (name === "event") {
      // Counted at once, as the page may be on its way out; checked a moment later.
      const key = shim.json_([args[0], args[1] ?? {}]);
      const [what, props] = JSON.parse(key);
      const known = events.get(key);
      if (known) known[2] += +(known[2] < 1000);
      else if (events.size < EVENTS && [...events.keys(), key].join().length < EVENT_CHARS) events.set(key, [what, props, 1]);
      page.told_();
    }
    if (name === "event" || name === "heard") wake("named", name, args);
    else if (awake["live"]) return awake["live"](name, args);
    else wake("live", name, args);
    return;
  });

  function begin(): void {
    show();
    for (const [name, args] of shim.calls_.splice(0)) call(name, args);
  }
  begin();
  return call;
}
