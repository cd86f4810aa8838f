// The core's listeners: which events, when. What they mean, the WASM knows.
import { load, marked, wasm } from "./link";
import { content, describe } from "./describe";
import { layout } from "./sections";
import type { Act, Core, HandRaise, Hit, Item, PageScore, Shim } from "./types";

const ACTS: Act[] = ["copy", "download", "outbound", "print"];
const KINDS: HandRaise[] = ["mail", "call", "calendar", "chat", "copied", "named"];

/** A gap that ends a visit: `shared::visit::GAP_MS`. A page used again after it is viewed anew. */
const GAP_MS = 30 * 60_000;
/** Engaged seconds between the first snapshots of a page that is read on; later ones are 60 apart. */
const STEPS_S = [5, 10, 20, 40];

const now = (): number => performance.now() | 0;
const visible = (): boolean => !document.hidden;
const inView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

export async function start(shim: Shim): Promise<Core> {
  await load();
  const element = content();
  const item = describe(shim.tag, element);
  const measure = layout(element, item);
  let last = "";
  let lastAt = 0;
  let lastEngaged = 0;
  let lastTick = 0;
  let returned = -1e9;
  let step = 0;
  let timer = 0;
  let touched = 0;
  const played: HTMLMediaElement[] = []; // in order of first playing

  function open(): void {
    const view = shim.view();
    wasm.begin(view.begun | 0, view.visible, view.focused);
    last = "";
    lastEngaged = lastTick = step = 0;
    for (const [type, at, shown, hasFocus] of view.early.splice(0)) {
      if (type === "focus" || type === "blur") wasm.focused(at | 0, hasFocus);
      else wasm.visible(at | 0, shown);
    }
    measure();
    send();
  }

  /** Sends what is known, unless nothing is new. */
  function send(): void {
    const record = snapshot(wasm.numbers(now()), item);
    const text = JSON.stringify(record);
    if (text === last) return;
    last = text;
    lastAt = now();
    lastEngaged = record.e ?? 0;
    shim.send(record);
  }

  // A page that is read for long tells so now and then. One that falls idle tells it once more,
  // so that nothing is left to tell when it is closed hours later, and is silent.
  function tick(): void {
    timer = 0;
    const engaged = wasm.numbers(now())[0] ?? 0;
    const due = (STEPS_S[step] ?? 60) * 1000;
    const idle = engaged === lastTick;
    lastTick = engaged;
    if (idle || engaged - lastEngaged >= due - 50) {
      step++;
      send();
    }
    if (!idle) wait();
  }
  function wait(): void {
    timer ||= window.setTimeout(tick, 1000);
  }

  function awake(at: number): void {
    if (lastAt && at - Math.max(lastAt, touched) > GAP_MS) {
      returned = at;
      shim.again();
      open();
    }
    touched = at;
    wait();
  }

  function on(types: string, handler: (at: number, event: Event) => void): void {
    for (const type of types.split(" "))
      addEventListener(
        type,
        (event) => {
          try {
            handler(event.timeStamp | 0, event);
          } catch {
            // Never into the page.
          }
        },
        { capture: true, passive: true },
      );
  }

  on("pointermove pointerdown wheel touchstart touchmove", (at) => {
    if (at - touched < 100) return;
    awake(at);
    wasm.active(at);
  });
  on("scroll", (at, event) => {
    if (event.target !== document) return;
    awake(at);
    wasm.scroll(at, Math.max(0, scrollY), Math.max(0, scrollY) + innerHeight);
  });
  on("resize", () => measure());
  on("focus blur", (at, event) => {
    if (event.target !== window) return;
    // An embedded frame takes the window's focus, not the document's.
    const focused = document.hasFocus();
    if (focused) awake(at);
    wasm.focused(at, focused);
  });
  on("visibilitychange", (at) => {
    if (visible()) awake(at);
    wasm.visible(at, visible());
    if (!visible()) send();
  });
  on("pagehide", (at) => {
    // Comes while the page still counts as visible.
    wasm.visible(at, false);
    send();
  });
  on("pageshow", (at, event) => {
    // Unless the visibility change before it was a return after so long that it opened one.
    if (!(event as PageTransitionEvent).persisted || at - returned < 1000) return;
    shim.again();
    open();
  });
  on("play playing pause ended timeupdate", (at, event) => {
    const media = event.target;
    // What loops is decoration, and a film that nobody sees is not watched.
    if (!(media instanceof HTMLMediaElement) || media.loop) return;
    if (media instanceof HTMLVideoElement && !inView(media)) return;
    if (!played.includes(media)) played.push(media);
    wasm.media(at, played.indexOf(media), media);
    wait();
  });
  on("beforeprint", (at) => wasm.printed(at));
  on("click auxclick", (at, event) => {
    if ((event as MouseEvent).button > 1) return; // the right button opens a menu
    for (const node of event.composedPath()) {
      if (!(node instanceof HTMLElement)) continue;
      const mark = node.dataset["ungated"];
      const raised =
        mark !== undefined
          ? marked(at, mark)
          : node instanceof HTMLAnchorElement && wasm.link(at, node, node.hasAttribute("download"), node.host === location.host);
      if (raised) return send();
      if (node instanceof HTMLAnchorElement) return;
    }
  });
  const resized = new ResizeObserver(() => measure());
  resized.observe(element);
  resized.observe(document.body); // what grows above the content moves it

  open();
  wait();
  return { score: () => named(wasm.score(now())) };
}

/** The numbers of `tracker::score` with their names. */
function named(score: number[] | null): PageScore | null {
  if (!score) return null;
  const [engaged_ms, depth, read_through, points, attention_points, read_through_points, kept_points, hand_raises] = score;
  return { engaged_ms, depth, read_through, points, attention_points, read_through_points, kept_points, hand_raises } as PageScore;
}

/** The numbers of `tracker::numbers` as the growing part of a hit. */
function snapshot(numbers: Uint32Array, item: Item): Partial<Hit> {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const hex = (): string => next().toString(16).padStart(8, "0");
  const counts = <K extends string>(kinds: K[]): Partial<Record<K, number>> | undefined => {
    const counted = kinds.map((kind) => [kind, next()]).filter(([, n]) => n);
    return counted.length ? (Object.fromEntries(counted) as Partial<Record<K, number>>) : undefined;
  };
  const list = <T>(length: number, one: () => T): T[] => Array.from({ length }, one);
  const some = <T>(all: T[]): T[] | undefined => (all.length ? all : undefined);
  // In the order of the numbers; what is undefined is not sent.
  return {
    i: item,
    e: next(),
    l: next() || undefined,
    d: [next(), next()],
    q: next(),
    m: hex() + hex(),
    k: counts(ACTS),
    h: counts(KINDS),
    x: some(list<[number, number]>(next(), () => [next(), next()])),
    y: media(),
  };

  function media(): number[][] | undefined {
    const all: number[][] = [];
    while (at < numbers.length) {
      const length = next();
      all.push([length, ...list(next() * 2, next)]);
    }
    return some(all);
  }
}
