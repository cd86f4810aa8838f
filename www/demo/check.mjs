// Checks the built publication:  node www/demo/check.mjs
// First the files (links, linked data, no form, nothing inline), then Chromium (own origin only, no
// overflow, accessibility in light and dark, film and podcast really play).
// Chromium: CHROMIUM=/path, else /usr/bin/chromium.
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { buildDemo } from "../demo.mjs";

const out = mkdtempSync(join(tmpdir(), "demo-"));
const problems = [];
const want = (ok, where, what) => { if (!ok) problems.push(`${where}: ${what}`); };
const fileOf = (path) => join(out, path.endsWith("/") ? `${path}index.html` : path);
const isFile = (path) => { try { return statSync(path).isFile(); } catch { return false; } };
const all = (html, pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
const bytes = (folder) => readdirSync(folder, { recursive: true }).sort()
  .filter((name) => isFile(join(folder, name))).map((name) => [name, readFileSync(join(folder, name), "base64")]);

const pieces = await buildDemo(out);
const urls = ["/demo/", ...pieces.map(({ url }) => url)];
const pages = new Map(urls.map((url) => [url, readFileSync(fileOf(url), "utf8")]));

function checkFile(url, html) {
  const article = /<main id="main">\s*<article [^>]*data-ungated-stage="(awareness|consideration|decision)"/;
  want(article.test(html), url, "no staged article in main");
  want(html.includes(`<link rel="canonical" href="${url}">`), url, "canonical");
  for (const tag of ["<title>", 'name="description"', "og:title", "og:type", '<html lang="en">']) want(html.includes(tag), url, `lacks ${tag}`);
  const asks = html.includes("<select data-heard>"); // the one list, and what passes its answer on
  want(all(html, /(<script[^>]*src)/g).length === 1 + asks && html.includes('<script async src="/u.js" data-site="demo"></script>'), url, "one tag");
  want(!/<(form|input|textarea|select(?! data-heard>)|button|iframe)\b/.test(html), url, "a form element");
  want(!/<style|\sstyle="|\son\w+="|<script>/.test(html), url, "something inline");
  const ids = all(html, /\sid="([^"]+)"/g);
  want(new Set(ids).size === ids.length, url, "two elements with one id");
  for (const block of all(html, /<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    const data = JSON.parse(block);
    want(data["@type"] && data.headline, url, "linked data without type or headline");
  }
  for (const link of all(html, /\s(?:href|src|poster)="([^"]+)"/g)) {
    if (/^(mailto:|tel:|https:\/\/cal\.com\/)/.test(link) || link === "/u.js") continue;
    const { origin, pathname, hash } = new URL(link, `http://own${url}`);
    want(origin === "http://own", url, `foreign ${link}`);
    want(isFile(fileOf(pathname)), url, `broken ${link}`);
    if (hash && pages.has(pathname)) want(pages.get(pathname).includes(`id="${hash.slice(1)}"`), url, `no such place ${link}`);
  }
  if (!url.includes("strict-csp")) want(!html.includes("/demo/strict-csp/"), url, "links to the unlisted piece");
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2",
  ".webm": "video/webm", ".webp": "image/webp", ".mp3": "audio/mpeg", ".vtt": "text/vtt", ".js": "text/javascript" };

function serve() {
  const server = createServer(({ url }, answer) => {
    const { pathname } = new URL(url, "http://own");
    if (pathname === "/u.js") return answer.writeHead(200, { "content-type": TYPES[".js"] }).end();
    const file = fileOf(pathname);
    if (!isFile(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function checkPage(browser, origin, url, colorScheme, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: false });
  const where = `${url} (${colorScheme}, ${width})`;
  page.on("request", (request) => want(request.url().startsWith(origin) || request.url().startsWith("data:"), where, `asks ${request.url()}`));
  page.on("response", (response) => want(response.status() < 400, where, `${response.status()} ${response.url()}`));
  page.on("console", (message) => want(message.type() !== "error", where, message.text()));
  await page.goto(origin + url);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  want(over <= 0, where, `${over} px too wide`);
  if (!url.includes("strict-csp")) {
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core") });
    const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const { id, nodes } of violations) problems.push(`${where}: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
  }
  await page.close();
}

async function checkMedia(browser, origin, url, tag, [shortest, longest]) {
  const page = await browser.newPage();
  await page.goto(origin + url);
  const media = await page.evaluate(async (tag) => {
    const element = document.querySelector(tag);
    element.muted = true;
    await element.play();
    await new Promise((resolve) => element.addEventListener("timeupdate", () => element.currentTime > 0.3 && resolve()));
    return { ready: element.readyState, seconds: element.duration, at: element.currentTime };
  }, tag);
  want(media.ready >= 3 && media.seconds >= shortest && media.seconds <= longest, url, `plays badly: ${JSON.stringify(media)}`);
  console.log(`${url} plays: ${media.seconds.toFixed(1)} s`);
  await page.close();
}

try {
  for (const [url, html] of pages) checkFile(url, html);
  const first = JSON.stringify(bytes(out));
  await buildDemo(out);
  want(JSON.stringify(bytes(out)) === first, "build", "twice is not the same");

  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  for (const url of urls) for (const scheme of ["light", "dark"]) for (const width of [390, 1440]) await checkPage(browser, origin, url, scheme, width);
  await checkMedia(browser, origin, "/demo/a-day-of-load/", "video", [40, 60]);
  await checkMedia(browser, origin, "/demo/payback-trap/", "audio", [60, 90]);
  await browser.close();
  server.close();
} finally {
  rmSync(out, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(`${urls.length} pages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
