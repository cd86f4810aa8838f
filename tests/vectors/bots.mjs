// The user agents of programs, from the maintained list `crawler-user-agents` into the texts that
// `shared::source::bot` looks for: node tests/vectors/bots.mjs [--write]
//
// The list has regular expressions, nearly all of them literals with a class or two: here they
// become literals, so that no engine for expressions has to travel with the Worker. One file a
// class of bot, one text a line, in the order of their bytes; `^` is the beginning of a user
// agent, `$` its end.
//
// Without `--write` it compares, and fails where a file is not what the locked list gives.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The list's entries: `{pattern, instances, tags}`. */
export const listed = createRequire(import.meta.url)("crawler-user-agents");

export const folder = join(dirname(fileURLToPath(import.meta.url)), "../../shared/src/source/bot/listed");

/**
 * Patterns of programs that somebody sent: they fetch what a person asked an assistant for. The
 * list tags them as crawlers, searches and browsers.
 */
const AGENTS = [
  "ChatGPT-User", "Claude-User", "Perplexity-User", "PerplexityUser", "MistralAI-User", "DuckAssistBot", "Amzn-User",
  "Google-NotebookLM", "Google-Agent", "GoogleAgent-Mariner", "Google-Gemini-CLI", "Gemini-Deep-Research",
  "meta-externalfetcher\\/", "kagi-fetcher", "Manus-User", "Devin", "Novaact\\/", "Anchor Browser", "TwinAgent",
  "Amazon-Bedrock-AgentCore-Browser", "AmazonBuyForMe", "opencode-smartfetch", "Code\\/1\\.", "Trae\\/",
];

/** What a pattern's tags say, the first that it has. Every other tag is a crawler's. */
const CLASS_OF_TAG = { "ai-crawler": "ai_crawler", "browser-automation": "automation", "http-library": "automation" };

/**
 * Patterns that people's browsers match too, and what is looked for instead. `null`: only the very
 * user agents that the list gives as examples.
 */
const NARROWED = {
  // How Facebook's own browser signs since 2025 (github.com/shalanah/inapp-spy/issues/57,
  // github.com/ua-parser/uap-core/issues/665).
  "MetaIAB Facebook": null,
  // A build of Android 15, in whatever browser of such a phone; the example is Instagram's.
  "AP3A\\.240617\\.008": null,
  // Makes an application of a site that a person uses.
  "Fluid": null,
  // Ends the date of many a build as well.
  "008\\/": ["^008/", " 008/"],
  // HTC made a phone of that name.
  "Butterfly": ["Butterfly/"],
  // Its makers' browser signs with the name as well.
  "Sogou": ["Sogou News", "Sogou Pic", "Sogou web", "Sogou inst"],
  // Apps whose own browsers sign behind "Mozilla/5.0 …", and whose previews begin with the name.
  "WhatsApp": ["^WhatsApp"],
  "Viber": ["^Viber"],
  "Notion\\/": ["^Notion/"],
  "Asana\\/": ["^Asana/"],
  "Tumblr\\/": ["^Tumblr/"],
  "Bluesky\\/": ["^Bluesky/"],
  "Instapaper\\/": ["^Instapaper/"],
};

/** Stands for anything between two literals. */
const ANYTHING = Symbol("anything");

/**
 * What a pattern matches: alternatives, each a list of texts and ANYTHING. It knows the grammar
 * that the list uses, and fails at the rest.
 */
function alternatives(pattern) {
  let at = 0;
  const fail = () => {
    throw new Error(`a pattern that is not understood yet: ${pattern}, at ${at}`);
  };
  const either = () => {
    let all = sequence();
    while (pattern[at] === "|") {
      at++;
      all = [...all, ...sequence()];
    }
    return all;
  };
  const sequence = () => {
    let all = [[]];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const one = atom();
      all = all.flatMap((before) => one.map((next) => [...before, ...next]));
    }
    return all;
  };
  const atom = () => {
    const rest = pattern.slice(at);
    const gap = /^(\[\\s\\S\]\*|\\d\+?|\[\^.\]|\.\*)/.exec(rest);
    if (gap) return (at += gap[0].length), [[ANYTHING]];
    const letters = /^\[(\w+)\]/.exec(rest);
    if (letters) return (at += letters[0].length), [...letters[1]].map((letter) => [letter]);
    if (rest[0] === "(") {
      at++;
      const inner = either();
      if (pattern[at++] !== ")") fail();
      return inner;
    }
    if (rest[0] === "\\" && /\W/.test(rest[1])) return (at += 2), [[rest[1]]];
    if (/[\\[\]{}?*+.]/.test(rest[0])) fail();
    return at++, [[rest[0]]];
  };
  const all = either();
  if (at < pattern.length) fail();
  return all;
}

/** The texts, any of which is in whatever the pattern matches: of parts that stand apart, the longest. */
export function texts(pattern) {
  return alternatives(pattern).map((parts) => {
    const literals = [""];
    for (const part of parts) part === ANYTHING ? literals.push("") : (literals[literals.length - 1] += part);
    const longest = literals.reduce((a, b) => (b.length > a.length ? b : a));
    if (longest.length < 3) throw new Error(`too short to be looked for: ${longest}, of ${pattern}`);
    return longest;
  });
}

const classOf = ({ pattern, tags }) =>
  AGENTS.includes(pattern) ? "ai_agent" : Object.keys(CLASS_OF_TAG).filter((tag) => tags.includes(tag)).map((tag) => CLASS_OF_TAG[tag])[0] ?? "crawler";

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The texts of each class of bot, as the files have them. */
export function lists() {
  const known = new Set(listed.map(({ pattern }) => pattern));
  const gone = [...AGENTS, ...Object.keys(NARROWED)].filter((pattern) => !known.has(pattern));
  if (gone.length) throw new Error(`no longer on the list: ${gone.join(", ")}`);
  const classes = { ai_agent: [], ai_crawler: [], crawler: [], automation: [] };
  for (const entry of listed) {
    const narrowed = NARROWED[entry.pattern];
    const found = narrowed === null ? entry.instances.map((whole) => `^${whole}$`) : narrowed ?? texts(entry.pattern);
    classes[classOf(entry)].push(...found);
  }
  for (const [name, all] of Object.entries(classes)) {
    // A text with another one in it finds nothing that the other does not.
    const shortest = [...new Set(all)].filter((text) => !all.some((other) => other !== text && text.includes(other)));
    if (shortest.some((text) => /[\n\0]/.test(text))) throw new Error("a text of two lines");
    classes[name] = shortest.sort(byBytes);
  }
  return classes;
}

const file = (name) => join(folder, `${name}.txt`);
const written = (texts) => texts.map((text) => `${text}\n`).join("");

/** The files that are not what the locked list gives. */
export async function stale() {
  const stale = [];
  for (const [name, texts] of Object.entries(lists()))
    if ((await readFile(file(name), "utf8").catch(() => "")) !== written(texts)) stale.push(`${name}.txt`);
  return stale;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--write")) for (const [name, texts] of Object.entries(lists())) await writeFile(file(name), written(texts));
  const differ = await stale();
  if (differ.length) {
    console.error(`not what crawler-user-agents gives: ${differ.join(", ")}: run \`cargo xtask bless\``);
    process.exit(1);
  }
}
