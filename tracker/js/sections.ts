// Finds the sections under the headings, counts their words, and tells the core where they lie.
import { core, wasm, write } from "./front";
import { safe } from "./safe";
import type { Item } from "./types";

/** What is no part of the text: navigation, what is typed, what only screen readers or only eyes
 * meet, labels and numbers of lines of code, and what stands between a title and its text (who wrote
 * it, when). */
const SKIP =
  "nav,aside,footer,script,style,noscript,svg,form,textarea,select,button,[hidden]:not(:has(h1,h2,h3)),[contenteditable],[aria-hidden=true],.sr-only,.visually-hidden,.screen-reader-text,[class$=lang],td:not(:last-child) pre,header h1~div,header h1~ul";
const HEADINGS = ",h1,h2,h3,";
/** Words from which a text over the title is one. */
const LABELS = 12;
/** Elements within a word. */
const INLINE = ",a,b,code,em,i,kbd,mark,s,span,strong,sub,sup,u,wbr,";
/** `Node.TEXT_NODE`. */
const TEXT = 3;
/** `shared::limit::SECTIONS`: what follows counts as part of the last one. */
const MOST = 64;

/** What is on screen of the content, told by the last layout. */
export interface Layout {
  /** Tells the core where everything lies. To be called when the layout is clean. */
  measure_(): void;
  /** The reader scrolled `target`; tells the core, if that moves the content. */
  scroll_(target?: EventTarget | null): void;
  /** Tells what is on screen now. */
  look_(): void;
}

/** The box that scrolls the content, if it is not the page itself. */
let scroller: Element | undefined;

const box = (element: Element): DOMRect => element.getBoundingClientRect();
/** Where an element lies, if it is displayed. */
const shown = (element: Element): DOMRect | undefined => {
  const place = box(element);
  return place.top || place.bottom ? place : undefined;
};
/** Positions are told from the start of what scrolls. */
const origin = (): number => (scroller ? box(scroller).top - scroller.scrollTop : -scrollY);
const screen = (): [number, number] => {
  const top = Math.max(0, scroller ? scroller.scrollTop : scrollY);
  return [top, top + (scroller ? scroller.clientHeight : innerHeight)];
};

/** Counts words, sets the item's, and returns what tells the core the layout. */
export function layout(element: HTMLElement, item: Item): Layout {
  // Every letter, or runs that begin with one.
  const unit = wasm.language_(write(item.l ?? "")) ? /[\p{L}\p{N}]/gu : /[\p{L}\p{N}]\S*/gu;
  const heads: (Element | null)[] = [null];
  const firsts: (Element | null)[] = [null]; // where the text under each heading begins
  const words = [0];
  const skipped = new Set<Node>(element.querySelectorAll(SKIP));
  let text = "";
  // A word may go on from one element into the next, so text is counted by the section.
  const count = (): void => {
    words[heads.length - 1]! += text.match(unit)?.length ?? 0;
    text = "";
  };
  const walk = (parent: Node): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const { nodeType, localName } = node as Element;
      if (nodeType === TEXT) {
        const { nodeValue } = node;
        text += nodeValue;
        const last = heads.length - 1;
        if (!firsts[last] && nodeValue!.trim() && !heads[last]?.contains(node)) firsts[last] = parent as Element;
      } else if (localName && !skipped.has(node)) {
        const name = `,${localName},`;
        if (!INLINE.includes(name)) text += " ";
        if (HEADINGS.includes(name)) {
          count();
          // What stands before the first heading is no section if it says nothing, or no more than a
          // line of labels over the title.
          if (heads.length === 1 && (!words[0] || (words[0] < LABELS && localName === "h1"))) {
            heads[0] = node as Element;
            words[0] = 0;
          } else if (heads.length < MOST) words[heads.push(node as Element) - 1] = 0;
        }
        walk(node);
      }
    }
  };
  walk(element);
  count();
  item.w = words.reduce((sum, count) => sum + count, 0);

  const look = (): void => core().viewport_(...screen());
  // Told when the browser has just made a layout, for whatever it begins to watch: of a page that
  // writes its layout while it scrolls, 80 were forced by reading at once. So of one that is resized.
  const laid = new ResizeObserver(safe(() => {
    laid.disconnect();
    look();
  }));

  function measure(): void {
    // An app whose content scrolls in a box of its own: around it, or within.
    scroller = undefined;
    for (let node: Element | null = heads.find(Boolean) ?? element; node && node !== document.body; node = node.parentElement)
      if (node.scrollHeight > node.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(node).overflowY)) scroller = node;
    const start = origin();
    const px = (y: number): number => Math.max(0, Math.round(y - start));
    const inside = scroller && element.contains(scroller);
    const top = inside ? 0 : px(box(element).top);
    const bottom = inside ? scroller!.scrollHeight : px(box(element).bottom);
    wasm.content_(top, bottom - top);
    let end = bottom;
    // Backwards, as a section ends where the next one starts. What is not displayed (a closed
    // tab, an accordion) takes no room, and its words count once it is shown.
    for (let i = heads.length - 1; i >= 0; i--) {
      const head = heads[i];
      const place = head && shown(head);
      if (head && !place) wasm.section_(i, 0, 0, 0);
      else {
        // A heading that sticks to the top of the screen is not where its section begins.
        const first = firsts[i] && shown(firsts[i]!);
        const begin = place ? px(Math.min(place.top, first ? first.top : Infinity)) : top;
        wasm.section_(i, words[i]!, begin, end);
        end = begin;
      }
    }
    look();
  }

  return {
    measure_: measure,
    scroll_(target) {
      if (!target || target === (scroller ?? document)) laid.observe(document.body);
    },
    look_: look,
  };
}
