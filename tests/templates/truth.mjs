// The article's sections as its author wrote them: headings and words, counted from the source.
// Nothing here knows the tracker, a generator or HTML; the article is plain Markdown.
import { readFileSync } from "node:fs";

/** Runs that begin with a letter or a digit; where words have no spaces, every letter and digit. */
const UNITS = { en: /[\p{L}\p{N}]\S*/gu, de: /[\p{L}\p{N}]\S*/gu, ja: /[\p{L}\p{N}]/gu };

/**
 * `[heading, words]` of every section under a heading of the first three levels, in order. A
 * template that has the title elsewhere leaves the first section the introduction alone.
 */
export function sections(language, { titled = true } = {}) {
  const text = readFileSync(new URL(`./article/${language}.md`, import.meta.url), "utf8");
  const found = [];
  let isCode = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) {
      isCode = !isCode;
      continue;
    }
    const heading = !isCode && /^#{1,3} (.*)/.exec(line);
    if (heading) found.push([heading[1], 0]);
    if (!titled && line.startsWith("# ")) continue;
    found.at(-1)[1] += (isCode ? line : prose(line)).match(UNITS[language])?.length ?? 0;
  }
  return found;
}

/** A line as it is read: without the marks of Markdown. */
function prose(line) {
  if (/^[|\- ]+$/.test(line)) return ""; // the rule under a table's head
  return line
    .replace(/^(#+ |> |- |\d+\. )/, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\|/g, " ")
    .replace(/[*`]/g, "");
}
