// Puts a kept site on a test's own server, with the tag pasted into the head of its pages.
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { tag } from "../browser/site.mjs";

/** Where the sites believe that they live (`make/article.mjs`). */
const ORIGIN = "https://publication.example";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

/** Every file of the site under its own path; an index under its folder's. */
export async function publish(own, name) {
  const root = fileURLToPath(new URL(`./${name}`, import.meta.url));
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = file.slice(root.length).replaceAll("\\", "/").replace(/\.br$/, "");
    const bytes = await readFile(file);
    // The site moved to the test's address, as it would be built for that one.
    let text = (file.endsWith(".br") ? brotliDecompressSync(bytes) : bytes).toString().replaceAll(ORIGIN, own.url);
    if (path.endsWith(".html")) text = text.replace("</head>", `${tag()}</head>`);
    own.page(path.replace(/\/index\.html$/, "/"), text, { "content-type": `${TYPES[extname(path)]}; charset=utf-8` });
  }
}
