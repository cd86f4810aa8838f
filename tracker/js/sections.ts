// Finds the sections under the headings, counts their words, and tells the core where they lie.
import { language, wasm } from "./link";
import type { Item } from "./types";

const SKIP = "nav,aside,footer,script,style,noscript,svg,form,textarea,select,[hidden]";
const HEADING = /^H[123]$/;
/** `shared::limit::SECTIONS`: what follows counts as part of the last one. */
const MOST = 64;

/** Counts words once, sets the item's, and returns what tells the core the layout again. */
export function layout(element: HTMLElement, item: Item): () => void {
  // Every letter, or runs that begin with one.
  const unit = language(item.l ?? "") ? /[\p{L}\p{N}]/gu : /[\p{L}\p{N}]\S*/gu;
  const heads: (HTMLElement | null)[] = [null];
  const words = [0];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node instanceof Element && node.matches(SKIP) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  });
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof HTMLElement) {
      if (HEADING.test(node.tagName)) {
        // What stands before the first heading is no section if it says nothing.
        if (heads.length === 1 && !words[0]) heads[0] = node;
        else if (heads.length < MOST) words[heads.push(node) - 1] = 0;
      }
    } else {
      const count = node.nodeValue?.match(unit)?.length ?? 0;
      words[heads.length - 1]! += count;
    }
  }
  item.w = words.reduce((sum, count) => sum + count, 0);

  return () => {
    const px = (y: number): number => Math.max(0, Math.round(y + scrollY));
    const box = element.getBoundingClientRect();
    const [top, bottom] = [px(box.top), px(box.bottom)];
    wasm.content(top, bottom - top);
    let end = bottom;
    // Backwards, as a section ends where the next one starts. What is not displayed (a closed
    // tab, an accordion) takes no room, and its words count once it is shown.
    for (let i = heads.length - 1; i >= 0; i--) {
      const head = heads[i];
      if (head && !head.getClientRects().length) wasm.section(i, 0, 0, 0);
      else {
        const start = head ? px(head.getBoundingClientRect().top) : top;
        wasm.section(i, words[i] ?? 0, start, end);
        end = start;
      }
    }
    wasm.viewport(Math.max(0, scrollY), Math.max(0, scrollY) + innerHeight);
  };
}
