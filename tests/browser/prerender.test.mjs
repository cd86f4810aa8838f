// Pages that the browser prerenders: until the reader goes there, nobody has read anything. No
// debugger is attached, as Chromium prerenders nothing then: the pages act and report by themselves.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { html, site } from "./site.mjs";
import { eventually, pass, unattended, world } from "./world.mjs";

/** How long a page waits, rendered, before the reader goes there: longer than an idle reader is
 * engaged, so that a clock which runs from the load would show. */
const WAITS_MS = 6_500;
/** How long it is read then. */
const READ_MS = 2_500;

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const TEXT = `<main><h1>One</h1><p>${"word ".repeat(60)}</p></main>`;
/** Hits leave at once. */
const AT_ONCE = "<script>delete window.fetchLater</script>";
const rules = (path) => `{ "prerender": [{ "source": "list", "urls": ["${path}"], "eagerness": "immediate" }] }`;

/** The page before: has the next one prerendered, and when the test allows it goes somewhere. */
const first = (to) => `<!doctype html><title>First</title><link rel="icon" href="data:,"><script>
  const script = document.createElement("script");
  script.type = "speculationrules";
  script.textContent = ${JSON.stringify(rules("/next/"))};
  document.head.append(script);
  const ask = async () => ((await fetch("/go")).ok ? (location.href = "${to}") : setTimeout(ask, 50)); // real time: asks until it may
  ask();
</script>`;

/** What the prerendered page tells of itself, in addresses that the test's server notes; once
 * activated it is read for a while, and left. */
const REPORTS = `<script>
  const tell = (what) => fetch("/told/?" + new URLSearchParams(what), { keepalive: true });
  tell({ prerendering: document.prerendering });
  document.addEventListener("prerenderingchange", () => {
    const shown = performance.now();
    const { activationStart } = performance.getEntriesByType("navigation")[0];
    setTimeout(() => { // real time: a reader reads
      tell({ activationStart, read: performance.now() - shown });
      location.href = "/end/";
    }, ${READ_MS});
  });
</script>`;

/** A site on which the first page is open, and the next one is prerendered and has its tag. */
async function prerendered(goesTo, head) {
  const own = await site(it.url);
  own.page("/", first(goesTo));
  own.page("/next/", html(TEXT, { head: head + REPORTS }));
  own.page("/end/", html(TEXT, { head: AT_ONCE }));
  const browser = await unattended(own.url + "/");
  const asked = (path) => own.requests.filter(({ url }) => url.startsWith(path));
  const told = () => asked("/told/").map(({ url }) => Object.fromEntries(new URL(url, own.url).searchParams));
  const stop = async () => {
    await browser.stop(); // all that is held leaves now
    await own.stop();
  };
  try {
    // Without this proof the test would prove nothing: it was rendered, out of anybody's sight.
    await eventually(told, (all) => all.some(({ prerendering }) => prerendering === "true"));
    const [tag] = await eventually(() => asked("/stats/u.js"), ({ length }) => length);
    assert.match(tag.headers["sec-purpose"], /prerender/);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    told,
    stop,
    asked: () => [...asked("/stats/u/"), ...asked("/stats/e")].map(({ url }) => url),
    hits: (path) => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path),
    go: () => own.page("/go", "yes"),
  };
}

const KINDS = { "by a browser that holds hits": "", "by one that does not": AT_ONCE };

// Each waits more than it works.
describe("prerendered", { concurrency: 4 }, () => {
  for (const [name, head] of Object.entries(KINDS)) {
    test(`and never shown, ${name}: not one request beyond the script`, async () => {
      const { told, asked, hits, go, stop } = await prerendered("/end/", head);
      try {
        await pass(WAITS_MS);
        assert.deepEqual(asked(), [], "before the reader goes elsewhere");
        go();
        // Elsewhere the tag counts, which is how the reader is known to have gone there.
        await eventually(() => hits("/end/"), ({ length }) => length);
      } finally {
        await stop();
      }
      assert.ok(told().every(({ activationStart }) => !activationStart), "it was shown");
      assert.deepEqual(hits("/next/"), []);
    });

    test(`and shown, ${name}: one page view, engaged from then on`, async () => {
      const { told, asked, hits, go, stop } = await prerendered("/next/", head);
      const seen = () => told().find(({ activationStart }) => activationStart);
      const engaged = () => Math.max(...hits("/next/").map(({ hit }) => hit.e));
      try {
        await pass(WAITS_MS);
        assert.deepEqual(asked(), [], "while it waits");
        go();
        const { activationStart, read } = await eventually(seen, Boolean);
        assert.ok(activationStart >= WAITS_MS, `it waited, prerendered, for ${activationStart} ms`);
        await eventually(engaged, (ms) => Math.abs(ms - read) <= 100);
      } finally {
        await stop();
      }
      assert.ok(Math.abs(engaged() - seen().read) <= 100, `engaged for ${engaged()} ms, shown for ${seen().read} ms`);
      assert.equal(new Set(hits("/next/").map(({ hit }) => hit.p)).size, 1, "page views");
      assert.ok(hits("/next/").every(({ status }) => status === 202));
    });
  }
});
