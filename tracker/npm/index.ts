// The tag as a part of an application. Everything may be imported and called anywhere: on a server
// it does nothing, and what is called before the start is heard at the start.
import { start as begin } from "../js/shim";
import type { Explanation, Score, Ungated } from "../js/api";
import { dataset, type Options } from "./options";

export type { Explanation, HandRaise, Heard, Part, Score, Standing, Ungated } from "../js/api";
export type { Options } from "./options";

/** Most calls that wait for the start: an application that never starts must not pile them up. */
const WAITING = 100;

type Call = (...call: unknown[]) => unknown;
type Queue = Call & { q?: unknown[][] };
type Page = { ungated?: Queue | Ungated };

/** Begins to record. Once a page: a second start changes nothing. */
export function start(options: Options): void {
  if (typeof document === "undefined") return;
  const go = (): void => {
    try {
      const attributes = dataset(options);
      begin(attributes, new URL(attributes["api"] ?? "e", document.baseURI).href, () => {
        // The core will ask for it anyway: together they are one round trip.
        if (options.wasm !== "off") import("./core-bytes.js").catch(() => 0);
        return import("../js/core");
      });
    } catch {
      // Never into the page.
    }
  };
  // A page that is prerendered counts when it is shown.
  if ((document as Document & { prerendering?: boolean }).prerendering)
    document.addEventListener("prerenderingchange", go, { once: true });
  else go();
}

/** Calls what the page has: the tracker, the tag, or the queue that either empties at its start. */
function call(name: string, ...args: unknown[]): unknown {
  if (typeof document === "undefined") return null;
  try {
    const page = window as Page;
    page.ungated ??= queue();
    return (page.ungated as Call)(name, ...args);
  } catch {
    return null; // never into the application
  }
}

function queue(): Queue {
  const queue: Queue = (...call) => {
    const waiting = (queue.q ??= []);
    if (waiting.length < WAITING) waiting.push(call);
  };
  return queue;
}

/** Answers are only to be had after the start; asking before it leaves nothing behind. */
function ask(name: "explain" | "score", ...args: unknown[]): unknown {
  const begun = typeof document !== "undefined" && (window as { ungated?: Partial<Ungated> }).ungated?.optIn;
  return begun ? call(name, ...args) : null;
}

/** The score so far; `null` until the core is awake, on a server, and for readers who are not
 * recorded. The first call wakes the part that knows. */
export const score: Ungated["score"] = () => ask("score") as Score | null;

/** What is recorded, in plain words; `null` until that is known. */
export const explain: Ungated["explain"] = (language) => ask("explain", language) as Explanation | null;

/** Tells when the score, the standing or the hand-raises of this page change. Returns what ends it. */
export const on: Ungated["on"] = (type: string, listener: (...what: never[]) => void) => {
  let wanted = true;
  const end = call("on", type, (...what: never[]) => wanted && listener(...what));
  return () => {
    wanted = false;
    if (typeof end === "function") end();
  };
};

/** Counts an event of the site's own. */
export const event: Ungated["event"] = (name, props) => void call("event", name, props);

/** What the reader said brought them. */
export const heard: Ungated["heard"] = (option) => void call("heard", option);

/** Nothing is recorded or sent any more while this page lives. */
export const optOut: Ungated["optOut"] = () => void call("optOut");

/** Begins recording where `hold` waits for it, or after `optOut`. */
export const optIn: Ungated["optIn"] = () => void call("optIn");
