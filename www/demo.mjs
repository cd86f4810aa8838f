// Builds the demo publication: demo/content/*.md → OUT/demo/<slug>/index.html.
// Same input, same bytes: no clock, no randomness.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { authors, publication, topics, types } from "./demo/publication.mjs";
import { front } from "./demo/templates/front.mjs";
import { piecePage } from "./demo/templates/piece.mjs";
import { authorList, escape } from "./demo/templates/parts.mjs";

const home = fileURLToPath(new URL("./demo/", import.meta.url));
/** Adult silent reading of English non-fiction, words a minute (Brysbaert 2019). */
const WORDS_A_MINUTE = 238;
const FIELDS = ["title", "dek", "type", "topic", "author", "stage", "date", "keywords", "related"];
const STAGES = ["awareness", "consideration", "decision"];

const read = (...parts) => readFileSync(join(home, ...parts), "utf8");
const slugify = (words) =>
  words.toLowerCase().replace(/<[^>]+>/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
const list = (value) => value.split(",").map((item) => item.trim()).filter(Boolean);
/** A blank line would end an HTML block in Markdown. */
const svg = (folder, name) => read(folder, `${name}.svg`).trim();

/** @returns {{fields: Record<string, string>, body: string}} */
function parseFrontMatter(source, file) {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source);
  if (!match) throw new Error(`${file}: no front matter`);
  const fields = Object.fromEntries(match[1].split("\n").map((row) => {
    const colon = row.indexOf(":");
    return [row.slice(0, colon).trim(), row.slice(colon + 1).trim()];
  }));
  for (const field of FIELDS) if (!fields[field]) throw new Error(`${file}: front matter lacks ${field}`);
  if (!STAGES.includes(fields.stage)) throw new Error(`${file}: stage ${fields.stage}`);
  if (!types[fields.type]) throw new Error(`${file}: type ${fields.type}`);
  if (!authors[fields.author]) throw new Error(`${file}: author ${fields.author}`);
  return { fields, body: match[2] };
}

function markdown() {
  const md = new MarkdownIt({ html: true, typographer: true, quotes: "“”‘’" });
  const rules = md.renderer.rules;
  rules.heading_open = (tokens, i, _options, env) => {
    const { tag } = tokens[i];
    const html = md.renderer.renderInline(tokens[i + 1].children, md.options, env);
    const id = slugify(html);
    env.headings.push({ level: Number(tag[1]), id, html });
    return `<${tag} id="${id}">`;
  };
  // A wide table scrolls in its own box, which the keyboard must be able to reach.
  rules.table_open = (_tokens, _i, _options, env) =>
    `<div class="table" role="region" aria-label="Table ${++env.tables}" tabindex="0"><table>`;
  rules.table_close = () => "</table></div>\n";
  // The empty corner of a table heads nothing.
  rules.th_open = (tokens, i) => (tokens[i + 1].content ? '<th scope="col">' : "<td>");
  rules.th_close = (tokens, i) => (tokens[i - 1].content ? "</th>" : "</td>");
  rules.link_open = (tokens, i, options, _env, self) => {
    if (/^https?:/.test(tokens[i].attrGet("href"))) tokens[i].attrSet("rel", "noopener");
    return self.renderToken(tokens, i, options);
  };
  return md;
}

/** `![Caption.](figure:name)` on a line of its own becomes the drawing, inlined to share the page's colours. */
function withFigures(body, md) {
  return body.replace(/^!\[(.+)\]\(figure:([\w-]+)\)$/gm, (_, caption, name) =>
    `<figure>${svg("figures", name)}<figcaption>${md.renderInline(caption)}</figcaption></figure>`);
}

/** Spoken words: "D: …" lines of a script, or the cues of a caption file. */
function transcript(fields) {
  if (fields.captions) {
    const cues = read("assets/media", fields.captions).split(/\n\n+/).slice(1);
    return cues.map((cue) => cue.trim().split("\n").slice(1).join(" ")).join(" ").trim();
  }
  const names = { D: "Dev Ramanathan", C: "Claire Abiola" };
  return read("media", fields.audio.replace(/\.\w+$/, ".txt")).trim().split("\n")
    .map((row) => `**${names[row[0]]}:** ${row.slice(3)}`).join("\n\n");
}

const count = (html) => (html.replace(/<svg[\s\S]*?<\/svg>/g, "").replace(/<[^>]+>/g, " ").match(/[\p{L}\p{N}]\S*/gu) ?? []).length;

function loadPiece(file, md) {
  const { fields, body } = parseFrontMatter(read("content", file), file);
  const slug = file.replace(/\.md$/, "");
  const env = { headings: [], tables: 0 };
  const text = withFigures(body, md)
    .replace("{{transcript}}", () => transcript(fields))
    .replace("{{authors}}", () => authorList());
  const html = md.render(text, env);
  const ids = env.headings.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new Error(`${file}: two headings with one id`);
  const words = count(html);
  return {
    ...fields, slug, html, words, headings: env.headings,
    url: `${publication.base}${slug}/`,
    keywords: list(fields.keywords),
    related: list(fields.related),
    minutes: Math.max(1, Math.round(words / WORDS_A_MINUTE)),
    person: { id: fields.author, ...authors[fields.author] },
    section: topics.find(({ name }) => name === fields.topic) ?? { id: "about", name: fields.topic },
    kind: types[fields.type],
    art: svg("art", slug),
    titleHtml: escape(fields.title),
  };
}

/** Every piece, newest first, its `related` resolved. */
export function loadPieces() {
  const md = markdown();
  const pieces = readdirSync(join(home, "content")).filter((file) => file.endsWith(".md")).sort()
    .map((file) => loadPiece(file, md))
    .sort((a, b) => b.date.localeCompare(a.date) || a.slug.localeCompare(b.slug));
  const bySlug = new Map(pieces.map((piece) => [piece.slug, piece]));
  for (const piece of pieces) {
    piece.related = piece.related.map((slug) => {
      if (!bySlug.has(slug)) throw new Error(`${piece.slug}: related piece ${slug} does not exist`);
      return bySlug.get(slug);
    });
  }
  return pieces;
}

/** Writes the whole publication under `outDir`/demo. */
export async function buildDemo(outDir) {
  const out = join(outDir, "demo");
  const pieces = loadPieces();
  const write = (folder, html) => {
    mkdirSync(join(out, folder), { recursive: true });
    writeFileSync(join(out, folder, "index.html"), html);
  };
  write(".", front(pieces.filter((piece) => !piece.unlisted)));
  for (const piece of pieces) write(piece.slug, piecePage(piece));
  cpSync(join(home, "assets"), join(out, "assets"), { recursive: true });
  return pieces;
}
