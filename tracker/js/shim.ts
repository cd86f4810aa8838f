// u.js: the tag. Small, alone on its feet: it honours objection, notes what happens early, wakes
// the core when the page is idle, and where the core cannot run still reports a plain page view.
import type { Core, Early, Hit, Shim, Ungated } from "./types";

declare const CORE: string; // the core's file name, with its content hash; set by the build

const tag = document.currentScript as HTMLScriptElement | null;

function start(tag: HTMLScriptElement): void {
  const site = tag.dataset["site"];
  const nav = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (nav.globalPrivacyControl || nav.doNotTrack === "1") return;
  if (!site) return console.warn("ungated: the tag needs data-site");
  const page = window as { ungated?: Ungated };
  if (page.ungated?.score) return; // the tag stands in the page twice

  let core: Core | undefined;
  let view = open();

  // One showing of one item. Its id lives in this variable and nowhere else.
  function open() {
    const [id] = crypto.getRandomValues(new BigUint64Array(1));
    return {
      id: id!.toString(16).padStart(16, "0"),
      sent: 0,
      begun: performance.now(),
      visible: !document.hidden,
      focused: document.hasFocus(),
      early: [] as Early[],
    };
  }

  // The address without what could name a person: no fragment; of the query only what names a
  // campaign, and of click ids (`shared::source::click`) that there was one, never its value.
  function address(): string {
    const kept = location.search.match(
      /[?&](((utm|mtm|pk)_(source|medium|campaign)|ref|source|src)=[^&]*|(\w+c(l?k?|c)id|[gw]braid|gad_\w+|gclsrc|srsltid|li_fat_id|epik|igsh|mibextid|mc_eid|_hs\w+|mkt_tok|tblci|dicbo|\w+_sub\w+|_kx|vero_id|elqtrackid|dm_i|oly_enc_id)(?=[=&]|$))/gi,
    );
    return location.origin + location.pathname + (kept ? "?" + kept.map((part) => part.slice(1)).join("&") : "");
  }

  function referrer(): string {
    const from = document.referrer.match(/^([a-z-]+:\/\/[^/?#]+)/);
    return from ? from[1] + "/" : "";
  }

  function send(more: Partial<Hit>): void {
    const hit: Hit = {
      v: 1, s: site!, p: view.id, n: view.sent++, u: address(), r: referrer(),
      i: { t: [...document.title].slice(0, 200).join("") }, ...more,
    };
    const body = JSON.stringify(hit);
    const to = new URL("e", tag.src).href;
    try {
      // Not sendBeacon first: it would send the site's cookies along. Plain text needs no preflight.
      fetch(to, {
        method: "POST", body, keepalive: true, credentials: "omit", mode: "no-cors",
        referrerPolicy: "no-referrer",
      }).catch(() => undefined);
    } catch {
      nav.sendBeacon?.(to, body);
    }
  }

  const shim: Shim = { tag, send, view: () => view, again: () => (view = open()) };

  // Until the core is awake: what it will want to know, and a plain page view if the reader
  // leaves before.
  function note(event: Event): void {
    if (core) return;
    if (event.type === "pageshow") {
      // Back from the cache, and the core never woke: a plain page view again.
      if ((event as PageTransitionEvent).persisted) {
        view = open();
        plain();
      }
      return;
    }
    view.early.push([event.type, event.timeStamp, !document.hidden, document.hasFocus()]);
    if (event.type === "pagehide" || document.hidden) plain();
  }
  function plain(): void {
    if (!view.sent) send({});
  }
  for (const type of ["pagehide", "pageshow", "visibilitychange"]) addEventListener(type, note, true);
  for (const type of ["focus", "blur"]) addEventListener(type, note);

  page.ungated = { score: () => core?.score() ?? null };

  const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 200));
  const wake = () =>
    idle(() => {
      import(new URL(CORE, tag.src).href)
        .then((module) => module.start(shim))
        .then((awake: Core) => (core = awake))
        .catch(plain);
    }, { timeout: 1500 });
  // Half a page has half its sections.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", wake, { once: true });
  else wake();
}

// A page that is prerendered counts when it is shown.
if (tag) {
  const go = () => {
    try {
      start(tag);
    } catch {
      // Never into the page.
    }
  };
  if ((document as Document & { prerendering?: boolean }).prerendering)
    document.addEventListener("prerenderingchange", go, { once: true });
  else go();
}
