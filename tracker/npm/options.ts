// What an application tells the tracker, and how the tag would have it: as `data-*` attributes.

/** Options of `start` and of the adapters. */
export interface Options {
  /** The site, as the edge knows it. */
  site: string;
  /** Where hits go: `https://YOUR-UNGATED-HOST/e`, or a path of the site's own that leads there. */
  api: string;
  /** The application's routes lie in the fragment: `#/a/route`. */
  hash?: boolean;
  /** Nothing at all is recorded or sent until `optIn()`. */
  hold?: boolean;
  /** Changes of the address are no new page views. */
  spa?: "off";
  /** Counts what is played in embedded players of YouTube and Vimeo. */
  embeds?: boolean;
  /** Counts that something was copied from the page, never what. */
  copies?: boolean;
  /** The core runs as JavaScript even where WebAssembly is allowed. */
  wasm?: "off";
  /** What the content is, where pages do not say it themselves. It holds for every page view; on
   * an application of many pages put `data-ungated-title` and so on on their `<article>`. */
  title?: string;
  type?: string;
  topic?: string;
  author?: string;
  stage?: "awareness" | "consideration" | "decision";
}

/** Labels have a prefix, as the same attributes may stand on the page's own elements. */
const LABELS = /^(title|type|topic|author|stage)$/;
const prefixed = (name: string): string => "ungated" + name[0]!.toUpperCase() + name.slice(1);

/** The dataset of the tag that says the same. */
export function dataset(options: Options): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(options) as [string, string | boolean | undefined][])
    if (value || value === "") set[LABELS.test(name) ? prefixed(name) : name] = value === true ? "" : value;
  return set;
}
