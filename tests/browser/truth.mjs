// What really happened on a page, noted by the test itself, and the engaged time that follows
// from it by the definition alone: visible, and focused and touched less than 5 s ago or with
// media that plays in view and does not loop. It knows nothing of the tracker but when its script
// had run.
import { eventually } from "./world.mjs";

/**
 * To be run in every page before any other script. Notes every page view: one begins when the
 * tag has run, when the page comes back from the cache, and when its route changes.
 */
export function observe() {
  // A frame is part of its page, which knows what is clicked in it: the focus goes there.
  if (window !== top) {
    try {
      const { touched } = top;
      if (touched) addEventListener("pointerdown", ({ timeStamp }) => touched(performance.timeOrigin + timeStamp), true);
    } catch {} // of another origin
    return;
  }
  const { navigation } = window; // before the page can take it away
  const name = `truth ${performance.timeOrigin} ${Math.random()}`;
  const views = [];
  let gone = false;
  let route = "";

  const inView = (element) => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  };
  // A film that is moved goes on, unless it takes over a second to get there: then it stands still, as
  // one does that waits for its data.
  const moved = new WeakMap();
  addEventListener("seeking", ({ target, timeStamp }) => moved.set(target, timeStamp), true);
  const goesOn = (media) => (media.seeking ? performance.now() - (moved.get(media) ?? 0) < 1_000 : media.readyState > 2);
  const plays = (media) =>
    !media.paused && !media.ended && !media.loop && goesOn(media) && (media.tagName === "AUDIO" || inView(media));
  const state = () => [
    !gone && !document.hidden,
    document.hasFocus(),
    [...document.querySelectorAll("audio, video")].some(plays),
  ];

  /** Touches that follow each other within a second are one entry, from the first to the last. */
  function note(type, at, isTouch, now = state()) {
    const events = views.at(-1)?.events;
    if (!events) return;
    const last = events.at(-1);
    const same = String(last.slice(2, 5)) === String(now);
    if (isTouch && same && last[5] && at - last[5] < 1_000) last[5] = Math.max(last[5], at);
    else if (isTouch) events.push([type, at, ...now, at]);
    else if (!same) events.push([type, at, ...now]);
  }
  function begin(how, at) {
    route = routed();
    const [path, opened] = [location.pathname, performance.timeOrigin + at];
    views.push({ path, how, opened, begun: at, events: [["begin", at, ...state()]] });
  }
  function end(type, at) {
    const [, focused] = state();
    note(type, at, false, [false, focused, false]);
  }

  // A hash router says so in the tag; whoever wants no routes at all says that.
  const says = (attribute) => document.querySelector(`script[${attribute}]`);
  const routed = () => (says('data-spa="off"') ? "" : location.pathname + (says("data-hash") ? location.hash : ""));
  navigation.addEventListener("currententrychange", (event) => {
    if (!views.length || routed() === route) return;
    end("route", event.timeStamp);
    begin("route", event.timeStamp);
  });

  // A script that runs asks first which element it is; at the latest its element hears of it.
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript");
  const ran = (script, at) => !views.length && script?.src?.endsWith("/u.js") && begin("loaded", at);
  Object.defineProperty(Document.prototype, "currentScript", {
    configurable: true,
    get() {
      const script = get.call(this);
      ran(script, performance.now());
      return script;
    },
  });
  document.addEventListener("load", ({ target, timeStamp }) => ran(target, timeStamp), true);

  const listen = (types, heard) => {
    for (const type of types.split(" ")) addEventListener(type, heard, { capture: true, passive: true });
  };
  window.touched = (time) => note("touched", time - performance.timeOrigin, true);
  listen("pointermove pointerdown wheel touchstart touchmove scroll", ({ type, timeStamp }) => note(type, timeStamp, true));
  listen("visibilitychange focus blur playing pause ended seeking seeked waiting", ({ type, timeStamp }) => note(type, timeStamp, false));
  listen("pageshow", ({ persisted }) => {
    if (!persisted || !views.length) return;
    gone = false;
    // Not the event's own time: Chromium's says when the way back began, before the page is shown.
    begin("restored", performance.now());
  });
  listen("pagehide", ({ timeStamp }) => {
    if (!views.length) return;
    gone = true;
    end("pagehide", timeStamp);
    localStorage.setItem(name, JSON.stringify(views));
    const before = JSON.parse(sessionStorage.getItem("truth") ?? "[]");
    sessionStorage.setItem("truth", JSON.stringify([...before, views.at(-1)]));
  });

  // Some changes have no event: a focus that leaves an embedded frame for another window, a film
  // that is moved out of view.
  setInterval(() => note("tick", performance.now(), false), 50);

  window.truth = () => (views.length ? { ...views.at(-1), now: performance.now() } : null);
}

/** How long what a page writes as it goes may take: it comes from another process. */
const WRITTEN_MS = 5_000;

/** What was noted of the pages under `base`, in order: of each all, up to its end. `away` is a page of their origin. */
export async function remembered(context, away, base, count) {
  const page = await context.newPage();
  try {
    await page.goto(away);
    const all = () => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("truth ")).map(([, text]) => text));
    const seen = async () => (await all()).flatMap((text) => JSON.parse(text)).filter(({ path }) => path.startsWith(base));
    const noted = await eventually(seen, ({ length }) => length >= count, WRITTEN_MS).catch(seen);
    return noted.sort((a, b) => a.opened - b.opened);
  } finally {
    await page.close();
  }
}

/** A view whose device slept for a while, by the clock of the day: nothing played meanwhile. */
export function slept(view, [from, to]) {
  const [asleep, awake] = [from, to].map((time) => time - view.opened + view.begun);
  const before = view.events.filter(([, at]) => at <= asleep);
  if (!before.length || view.events.at(-1)[1] < awake) return view;
  const [, , visible, focused, playing] = before.at(-1);
  const gap = [["asleep", asleep, visible, focused, false], ["awake", awake, visible, focused, playing]];
  return { ...view, events: [...before, ...gap, ...view.events.slice(before.length)] };
}

const IDLE_AFTER = 5_000;

/** Engaged milliseconds of one observed page view, up to its end. */
export function engaged({ begun, events, now }) {
  let [, , visible, focused, playing] = events[0];
  let [until, last, sum] = [begun + IDLE_AFTER, begun, 0];
  const step = (at) => {
    if (at <= last) return;
    if (visible) sum += playing ? at - last : focused ? Math.max(0, Math.min(at, until) - last) : 0;
    last = at;
  };
  for (const [, at, isVisible, isFocused, isPlaying, touched] of events) {
    step(at);
    const came = (isVisible && !visible) || (isFocused && !focused);
    [visible, focused, playing] = [isVisible, isFocused, isPlaying];
    if (came || touched) until = Math.max(until, at + IDLE_AFTER);
    if (!touched) continue;
    // Touched again and again in between: no pause of a second, let alone of five.
    until = Math.max(until, touched + IDLE_AFTER);
    step(touched);
  }
  if (now) step(now);
  return sum;
}
