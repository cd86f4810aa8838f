// The listeners: which events, when. What they mean, the module knows. All are passive, none
// listens to keys, fields or forms.
import { FOCUSED, VISIBLE, core, touch, write } from "./front";
import { AT_ONCE, LEAVING, OVER } from "./outbox";
import type { Page } from "./types";

/** The place of printing in `signal::act::Act`. */
const PRINT = 3;
/** What `link` and `marked` answer to a raised hand. */
const ASKED = 2;

export function listen(page: Page): void {
  const { shim_: shim } = page;

  function on(types: string, handler: (at: number, event: Event) => void, capture = true, isTouch?: boolean): void {
    const hear = (event: Event): void => {
      try {
        // Most moves of the pointer end here.
        shim.off_ || (isTouch && !touch(event)) || handler(event.timeStamp | 0, event);
      } catch {
        // Never into the page.
      }
    };
    // Captured, as scrolling boxes and players tell nobody above them.
    for (const type of types.split(" ")) addEventListener(type, hear, { capture, passive: true });
  }

  on("pointermove pointerdown wheel touchmove", page.awake_, true, true);
  on("scroll", (at, event) => {
    if (touch(event)) page.awake_(at);
    page.scroll_(event.target);
  });
  // What its new size moves, the browser tells of by itself.
  on("resize", () => page.scroll_());
  // That a field got the focus is none of our business: not captured.
  on("focus blur", (at) => {
    // An embedded frame takes the window's focus, not the document's.
    const focused = document.hasFocus();
    if (focused) page.awake_(at);
    core().did_(at, FOCUSED + +focused);
  }, false);
  on("visibilitychange", (at) => {
    const { hidden } = document;
    if (!hidden) page.awake_(at);
    core().did_(at, VISIBLE + +!hidden);
    if (hidden) page.told_(LEAVING);
  });
  on("pagehide", (at) => {
    // Comes while the page still counts as visible.
    core().did_(at, VISIBLE);
    page.told_(OVER);
  });
  on("pageshow", (_, event) => {
    if ((event as PageTransitionEvent).persisted) page.back_();
  });
  on("beforeprint", (at) => {
    core().did_(at, PRINT);
    page.told_();
  });
  page.click_ = (at, path) => {
    for (const node of path as Partial<HTMLAnchorElement>[]) {
      const mark = node.dataset?.["ungated"];
      const isLink = node.localName === "a" && node.host !== undefined; // those of drawings have none
      const meant =
        mark !== undefined
          ? core().marked_(at, write(mark))
          : isLink && core().link_(at, write(node.href!), node.hasAttribute!("download"), node.host === location.host);
      // Who asks should not wait for an answer; who takes something along leaves it to the next hit.
      if (meant) page.told_(meant === ASKED ? AT_ONCE : undefined);
      if (mark !== undefined || isLink) return;
    }
  };
  on("click auxclick", (at, event) => {
    // The right button opens a menu.
    if ((event as MouseEvent).button < 2) page.click_(at, event.composedPath());
  });
}
