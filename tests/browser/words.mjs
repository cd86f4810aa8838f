// Every word of the dashboard, in each language, as the product serves it.

/** Words, and functions that put something between words, by where they stand: `live.few`. */
function* leaves(words, at = "") {
  for (const [key, value] of Object.entries(words)) {
    const name = at === "" ? key : `${at}.${key}`;
    if (typeof value === "object") yield* leaves(value, name);
    else yield [name, value];
  }
}

/** The dictionaries of a language: each is a script of its own that nothing else is in. */
export async function dictionaries(url) {
  const found = { en: new Map(), de: new Map() };
  const seen = new Set();
  async function follow(path) {
    if (seen.has(path)) return;
    seen.add(path);
    const text = await (await fetch(url + path)).text();
    const [, language] = /\/(en|de)-[^/]+$/.exec(path) ?? [];
    if (language !== undefined) {
      const script = await import(`data:text/javascript,${encodeURIComponent(text.replace(/\/\/# sourceMappingURL.*/, ""))}`);
      for (const [room, words] of Object.entries(script)) for (const [name, value] of leaves(words, room)) found[language].set(name, value);
      return;
    }
    for (const [, name] of text.matchAll(/["'](?:\.|\/assets)\/([\w-]+\.js)["']/g)) await follow(`/assets/${name}`);
  }
  await follow("/");
  return found;
}

const mark = (at) => `⟦${at}⟧`;

/** What a placeholder's function makes of marks, one for each placeholder. */
export const marked = (value) => value(...Array.from({ length: value.length }, (_, at) => mark(at)));

/** The marks that are left. */
export const marks = (text) => [...new Set(text.match(/⟦\d⟧/g))].sort();

/** The texts around placeholders, whichever of its forms a function chooses. */
export function fragments(value) {
  if (typeof value === "string") return [value];
  const all = Array.from({ length: value.length }, (_, at) => mark(at));
  const forms = [all, ...all.flatMap((_, at) => [false, null, 0, 1].map((other) => all.with(at, other)))];
  return forms.flatMap((form) => String(value(...form)).split(/⟦\d⟧|\bfalse\b|\bnull\b|\b[01]\b/));
}
