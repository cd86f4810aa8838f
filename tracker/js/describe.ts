// What the page says of itself. Titles and labels of published content; never its text.
import type { Item, Options } from "./types";

/** The first element of the page that is like this. */
export const find = <E extends HTMLElement>(selector: string): E | null => document.querySelector<E>(selector);

/** The main content. */
export function content(): HTMLElement {
  // Of several articles the one that the page is about: the others are cards.
  return find("article:has(h1)") ?? find("main article") ?? find("article") ?? find("main,[role=main]") ?? document.body;
}

type Data = Record<string, unknown>;

/** The content item: `data-ungated-*` first, then JSON-LD, then the document's own head. */
export function describe(options: Options, element: HTMLElement): Item {
  const data = structured();
  const own = (name: string): string | undefined => {
    name = "ungated" + name;
    return text(options[name] || element.dataset[name] || document.documentElement.dataset[name]);
  };
  const meta = (name: string): string | undefined =>
    // Some authors are given as the address of their profile, which is no label.
    text(find<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`)?.content.replace(/.*:\/\/.*/, ""));
  const author = first(data["author"]);
  // The title that the page shows, where the document's goes on with the site's name; without the
  // signs of a link to itself.
  const head = element.querySelector("h1")?.textContent?.replace(/[\s\u200b¶#]+/g, " ").trim();
  // What is not known is left out: JSON has no `undefined`.
  return {
    c: canonical(),
    t: own("Title") ?? text(data["headline"] ?? data["name"]) ?? text(head && `${document.title}`.startsWith(head) ? head : document.title),
    y: own("Type") ?? text(data["@type"])?.toLowerCase() ?? meta("og:type"),
    p: own("Topic") ?? text(data["articleSection"]) ?? meta("article:section"),
    a: own("Author") ?? text(typeof author === "object" ? (author as Data)?.["name"] : author) ?? meta("author") ?? meta("article:author"),
    g: own("Stage"),
    l: document.documentElement.lang || meta("og:locale"),
  };
}

let path: string | undefined;
let told: string | undefined;

/** The canonical path, if it is one of this host. An application that changes its address and not
 * its canonical link does not mean it any more. */
function canonical(): string | undefined {
  const link = find<HTMLLinkElement>("link[rel=canonical]");
  if (!link) return; // an error, caught or not, costs more than all the rest
  try {
    const url = new URL(link.href);
    if (url.host !== location.host) return;
    if (url.pathname !== told) {
      told = url.pathname;
      path = location.pathname;
    }
    return path === location.pathname ? told : undefined;
  } catch {} // a broken one
  return;
}

/** The JSON-LD node that describes a work, or nothing. */
function structured(): Data {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const parsed = JSON.parse(script.textContent!) as Data;
      const nodes = [parsed["@graph"] ?? parsed].flat() as Data[];
      const work = nodes.find((node) => node?.["headline"] || node?.["articleSection"]);
      const kind = /Article|Posting|Report|Video|Audio|Podcast|Product|WebPage/;
      const found = work ?? nodes.find((node) => kind.test(String(node?.["@type"])));
      if (found) return found;
    } catch {
      // Somebody else's broken JSON.
    }
  }
  return {};
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function text(value: unknown): string | undefined {
  const one = first(value);
  // By characters: half of a pair is no text.
  return typeof one === "string" && one ? [...one].slice(0, 200).join("") : undefined;
}
