// One reader, one tag, and everything an auditor could hold against it.
import { readFile } from "node:fs/promises";
import { awake, eventually } from "../world.mjs";
import { site } from "../site.mjs";
import { isAllowed, unhooked } from "./allowed.mjs";
import { hatch, search } from "./canaries.mjs";
import { hook } from "./hooks.mjs";
import { audited, FILM, OWN, use } from "./page.mjs";
import { wiretap } from "./wiretap.mjs";

/** What the address of each script of the tag contains: `u.js`, `u/…`, `u/tag.….js`. */
export const MINE = "/stats/u";

/**
 * Lets a reader do all that one can do, and answers what is `wrong` with the tag, in words.
 * @param {object} it the world
 * @param {string} addition code to add to the tag, to see that the audit finds it
 * @param {RegExp[]} expected what has to be found of it, and is waited for
 * @param {string} attributes of the tag: with some, the page has the transparency element, too, and
 *   what the parts may do is allowed
 */
export async function audit(it, addition = "", expected = [], attributes = "") {
  const canaries = hatch();
  const own = await site(it.url);
  const tap = await wiretap();
  const reader = await it.reader({ proxy: tap.proxy, permissions: ["clipboard-read", "clipboard-write"] });
  try {
    await lay(own, canaries, addition, attributes);
    const noted = await hook(reader, MINE);
    const page = await reader.newPage();
    // The way in, so that the page has a referrer with canaries in it.
    await page.goto(`${own.url}/from/${canaries.referrer_path}/?q=${canaries.referrer_query}`);
    await Promise.all([page.waitForURL("**/audit/**"), page.locator("a").click()]);
    await awake(page);
    await use(page, canaries, Boolean(addition));
    await Promise.all([page.waitForURL("**/next/"), page.locator("#next").click()]);
    await awake(page);
    await page.close({ runBeforeUnload: true });
    // Both page views, to their end: the hit that tells of the last acts, and one of the last page.
    await own.arrived((hits) => hits.some((hit) => hit.k?.print) && hits.some((hit) => hit.u.endsWith("/next/")));
    const all = (found) => expected.every((words) => found.some((finding) => words.test(finding)));
    await eventually(() => wrong(noted, tap.taken, own, canaries, attributes), all, 5_000).catch(() => undefined);
    const code = await readCode(tap.taken);
    return { noted, taken: tap.taken, own, code, wrong: wrong(noted, tap.taken, own, canaries, attributes) };
  } finally {
    await reader.close();
    await tap.stop();
    await own.stop();
  }
}

async function lay(own, c, addition, attributes) {
  const plain = (body) => `<!doctype html><title>A page</title><link rel="icon" href="data:,">${body}`;
  const address = `/audit/?q=${c.query_value}&gclid=${c.click_id}&utm_source=news&utm_term=${c.campaign_term}#${c.hash}`;
  own.page(`/from/${c.referrer_path}/`, plain(`<a href="${address.replaceAll("&", "&amp;")}">In</a>`));
  own.page("/audit/", audited(c, attributes), { "set-cookie": `session=${c.cookie_kept_from_scripts}; HttpOnly; Path=/` });
  own.page("/next/", plain(`<script async src="/stats/u.js" data-site="demo"></script><main><h1>Next</h1></main>`));
  own.page("/frame/", plain("<p>A frame</p>"));
  const film = new URL("../../../www/demo/assets/media/a-day-of-load.webm", import.meta.url);
  own.page(FILM, await readFile(film), { "content-type": "video/webm" });
  const served = await (await fetch(`${own.url}/stats/u.js`)).text();
  if (addition) own.page("/stats/u.js", `${served}\n;${addition}`, { "content-type": "text/javascript" });
  own.requests.length = 0;
}

/** Chromium asks its maker how to fill in forms, whatever page has one. */
const CHROMIUMS_OWN = "content-autofill.googleapis.com:443";

/** What the browser itself adds when it fetches a script for a page: not in the tag's hand. */
const BROWSERS = ["cookie", "referer"];

function wrong(noted, taken, own, canaries, attributes) {
  const found = [...noted.tag].filter((what) => !isAllowed(what, Boolean(attributes))).map((what) => `asked for ${what}`);
  for (const { method, url, headers, body } of taken) {
    if (method === "CONNECT" && url === CHROMIUMS_OWN) continue;
    const { host, pathname } = new URL(url.includes("://") ? url : `http://${url}`);
    if (host !== new URL(own.url).host) found.push(`went to ${host}`);
    else if (OWN.test(pathname)) continue; // the page's own
    const isHit = method === "POST" && pathname === "/stats/e";
    const isPart = method === "GET" && /^\/stats\/u(\.js|\/[\w./-]+)$/.test(pathname);
    if (!isHit && !isPart) found.push(`${method} ${pathname}`);
    if (isHit) for (const name of BROWSERS) if (headers[name]) found.push(`sent ${name} with a hit`);
    const sent = Object.entries(headers).filter(([name]) => !(isPart && BROWSERS.includes(name)));
    const bytes = Buffer.concat([Buffer.from(`${method} ${url}\n${sent.join("\n")}\n\n`, "latin1"), body]);
    for (const canary of search(bytes, canaries)) found.push(`sent ${canary}`);
  }
  return [...new Set(found)];
}

/** What the code of every script that was fetched reads past the hooks. */
async function readCode(taken) {
  const scripts = new Set(taken.map(({ url }) => url).filter((url) => /\/stats\/u.*\.js$/.test(url)));
  const found = [];
  for (const url of scripts) found.push(...unhooked(await (await fetch(url)).text()));
  return found;
}
