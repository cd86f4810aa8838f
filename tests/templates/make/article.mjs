// The article that every site publishes, in the pieces that generators want it in.
import { readFileSync } from "node:fs";

/** Where the sites say that they live. */
export const ORIGIN = "https://publication.example";

/** Others of the site, so that its lists, its "next" and its "previous" are not empty. */
export const NEIGHBOURS = { before: "Letters that were answered", after: "A shelf for lost maps" };

export const neighbour = (title) => `Some words under the title “${title}”, so that the page is one.\n\n## One heading\n\nAnd some more.\n`;

export function article(language = "en") {
  const text = readFileSync(new URL(`../article/${language}.md`, import.meta.url), "utf8");
  const [first, ...rest] = text.split("\n");
  return { text, title: first.slice(2), body: rest.join("\n").trimStart() };
}

/** Front matter in YAML, whose strings may be written as JSON. */
export const front = (data) => `---\n${Object.entries(data).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join("\n")}\n---\n\n`;
