// What the page says of itself. Titles and labels of published content; never its text.
import type { Item } from "./types";

/** The main content. */
export function content(): HTMLElement {
  const found = ["main article", "article", "main", "[role=main]"]
    .map((selector) => document.querySelector<HTMLElement>(selector))
    .find(Boolean);
  return found ?? document.body;
}

type Data = Record<string, unknown>;

/** The content item: `data-ungated-*` first, then JSON-LD, then the document's own head. */
export function describe(tag: HTMLElement, element: HTMLElement): Item {
  const data = structured();
  const own = (name: string): string | undefined =>
    text(
      [tag, element, document.documentElement]
        .map((source) => source.getAttribute("data-ungated-" + name))
        .find(Boolean),
    );
  const author = first(data["author"]);
  // What is not known is left out: JSON has no `undefined`.
  return {
    c: canonical(),
    t: own("title") ?? text(data["headline"] ?? data["name"]) ?? text(document.title),
    y: own("type") ?? text(data["@type"])?.toLowerCase(),
    p: own("topic") ?? text(data["articleSection"]),
    a: own("author") ?? text(typeof author === "object" ? (author as Data)?.["name"] : author),
    g: own("stage"),
    l: document.documentElement.lang || undefined,
  };
}

/** The canonical path, if it is one of this host. */
function canonical(): string | undefined {
  const link = document.querySelector<HTMLLinkElement>("link[rel=canonical]");
  try {
    const url = new URL(link!.href);
    return url.host === location.host ? url.pathname : undefined;
  } catch {
    return; // none, or a broken one
  }
}

/** The JSON-LD node that describes a work, or nothing. */
function structured(): Data {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const parsed = JSON.parse(script.textContent ?? "") as Data;
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
