// Which files of a built site an article needs: what it asks for in a real browser.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".txt": "text/plain" };

/** Images and fonts change no word and no order of sections; they are left out. */
const KEPT = new Set(["document", "stylesheet", "script"]);

/** `ready` tells, in the page, that its scripts are done: silence on the network does not. */
export async function needed(root, pages, ready) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const file = path.endsWith("/") ? `${path}index.html` : path;
    try {
      const body = await readFile(join(root, file));
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: process.env.UNGATED_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const found = new Set();
  for (const path of pages) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("request", (request) => {
      if (!request.url().startsWith(url) || !KEPT.has(request.resourceType())) return;
      const asked = decodeURIComponent(new URL(request.url()).pathname);
      found.add(asked.slice(1) + (asked.endsWith("/") ? "index.html" : ""));
    });
    await page.goto(url + path, { waitUntil: "networkidle" });
    await page.waitForFunction(ready);
    await page.close();
  }
  await browser.close();
  server.close();
  const there = await Promise.all([...found].map((path) => stat(join(root, path)).then(() => path, () => null)));
  return there.filter(Boolean).sort();
}
