// <ungated-transparency> and `ungated.explain()`: what is recorded, for the reader to see.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { html, site } from "./site.mjs";
import { eventually, pass, world } from "./world.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let it, own;
before(async () => {
  it = await world();
  own = await site(it.url);
  own.page("/end/", `<!doctype html><title>An end</title><link rel="icon" href="data:,">`);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});

const HEAD = `<link rel="icon" href="/end/"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">`;
const OWN_WORDS = "If nothing else appears here, nothing is recorded about you.";
const element = (more = "") => `<ungated-transparency${more}>${OWN_WORDS}</ungated-transparency>`;
const body = (shown) => `<main><h1>Your visit</h1><p>${"word ".repeat(60)}</p>${shown}
<p><a href="mailto:us@example.com">Write to us</a></p></main>`;

let pages = 0;
/** A page of the test's own with the element in it: its path, and the last hit of it. */
function serve({ shown = element(), head = "", headers = {}, lang = "en", attributes = "" } = {}) {
  const path = `/transparency/${++pages}/${"a-long-name-that-does-not-break".repeat(3)}/`;
  own.page(path, html(body(shown), { head: HEAD + head, title: "Your visit", lang, attributes }), headers);
  return { path, hits: () => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path).map(({ hit }) => hit) };
}
const within = (page, code) => page.evaluate(`(() => { const root = document.querySelector("ungated-transparency").shadowRoot; return ${code}; })()`);
const lines = (page) => within(page, `[...root?.querySelectorAll("li") ?? []].map((line) => line.textContent)`);
const isTold = (page) => eventually(() => lines(page), ({ length }) => length);

describe("as it looks", { concurrency: 4 }, () => {
  for (const width of [1280, 390])
    for (const colorScheme of ["light", "dark"])
      test(`${width} px, ${colorScheme}: accessible, and no wider than its place`, async () => {
        const { path } = serve({ head: "<style>a { color: inherit }</style>" });
        const reader = await it.reader({ viewport: { width, height: 900 }, colorScheme });
        try {
          const page = await reader.newPage();
          await page.goto(own.url + path);
          await isTold(page);
          await page.evaluate(axe);
          const look = async () => {
            const { violations } = await page.evaluate(() => window.axe.run());
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            return { violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`), wide: Math.max(0, wide) };
          };
          const fine = { violations: [], wide: 0 };
          assert.deepEqual(await look(), fine);
          await page.locator("ungated-transparency summary").click();
          assert.deepEqual(await look(), fine, "with the message");
          await page.locator("ungated-transparency button").click();
          await eventually(() => lines(page), ({ length }) => !length);
          assert.deepEqual(await look(), fine, "opted out");
        } finally {
          await reader.close();
        }
      });
});

/** A test with a page of its own, and what that complained of. */
const tab = (name, act) =>
  test(name, async () => {
    const reader = await it.reader();
    const problems = [];
    try {
      const page = await reader.newPage();
      page.on("pageerror", ({ message }) => problems.push(message));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await act(page, problems);
    } finally {
      await reader.close();
    }
  });

describe("as it works", { concurrency: 4 }, () => {
  tab("it says what is recorded, to the letter of what is sent", async (page, problems) => {
    const { path, hits } = serve();
    await page.goto(`${own.url}${path}?utm_source=News&gclid=PRIVATE&name=PRIVATE`, { referer: "https://news.example/PRIVATE" });
    await isTold(page);
    await page.evaluate(() => {
      addEventListener("click", (event) => event.preventDefault());
      dispatchEvent(new Event("beforeprint"));
      window.ungated.event("signup", { plan: "pro" });
      window.ungated.event("signup", { plan: "pro" });
      window.ungated.heard("podcast");
    });
    await page.locator("main a").click();
    const all = [
      `You opened this page: ${path}`, "Its title: “Your visit”.", "You printed the page.", "You used a mail link.",
      "The site noted: signup (plan = pro), 2 times.", "You said what brought you here: a podcast.",
      "You came from news.example. From which page there is not recorded.",
      "The link that you followed has these labels: utm_source = News, gclid.",
      "All this puts your visit at “ready”, on a scale of passing, reading, engaged, considering, ready.",
    ];
    const told = await eventually(() => lines(page), (told) => all.every((line) => told.includes(line)));
    const { recorded, not_recorded, message } = await page.evaluate(() => window.ungated.explain("en"));
    const still = (list) => list.filter((line) => !/^You (spent|saw)/.test(line));
    assert.deepEqual(still(told), still([...recorded, ...not_recorded]));
    assert.deepEqual(Object.keys(JSON.parse(await within(page, `root.querySelector("pre").textContent`))), Object.keys(message));
    assert.ok(!JSON.stringify([told, message]).includes("PRIVATE"));

    // What leaves then is that message: the same but for the time since.
    await page.goto(own.url + "/end/");
    const last = await eventually(() => hits().at(-1), (hit) => hit?.w && hit.h);
    const lasting = ({ e, x, d, q, n, ...rest }) => rest;
    assert.deepEqual(lasting(last), lasting(message));
    assert.ok(last.n >= message.n && last.e >= message.e);
    assert.deepEqual(problems, []);
  });

  tab("it follows the reader, and leaves alone what the reader does in it", async (page) => {
    await page.goto(own.url + serve().path);
    await isTold(page);
    await page.locator("ungated-transparency summary").click();
    await page.mouse.move(300, 300);
    const spent = async () => Number((await lines(page)).map((line) => /^You spent (\d+) s/.exec(line)?.[1]).find(Boolean));
    await within(page, `(window.first = root.querySelector("li"), getSelection().selectAllChildren(window.first))`);
    const before = await spent();
    await eventually(spent, (seconds) => seconds >= before + 2);
    assert.equal(await within(page, `root.querySelector("li") === window.first`), true, "a line that stays the same is the same");
    assert.equal(await within(page, `root.querySelector("details").open`), true);
    assert.equal(await within(page, `root.activeElement?.nodeName`), "SUMMARY");
    const message = () => within(page, `JSON.parse(root.querySelector("pre").textContent).e`);
    const then = await message();
    await page.mouse.move(320, 300);
    await eventually(message, (ms) => ms > then);
  });

  tab("it changes nothing outside of itself", async (page) => {
    await page.addInitScript(() => {
      window.changes = [];
      addEventListener("DOMContentLoaded", () => {
        window.was = document.documentElement.outerHTML;
        const note = (all) => window.changes.push(...all.map(({ type, target }) => `${type} in ${target.nodeName}`));
        new MutationObserver(note).observe(document, { childList: true, attributes: true, characterData: true, subtree: true });
      });
    });
    await page.goto(own.url + serve().path);
    const look = () => page.evaluate(() => {
      const { font, color, display } = getComputedStyle(document.querySelector("p"));
      return [font, color, display, document.styleSheets.length, document.adoptedStyleSheets.length];
    });
    const before = await look();
    await isTold(page);
    await page.locator("ungated-transparency summary").click();
    for (const click of [1, 2]) await page.locator("ungated-transparency button").click({ clickCount: click });
    await pass(2_500); // the time of two drawings
    assert.deepEqual(await page.evaluate(() => window.changes), []);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML === window.was), true);
    assert.deepEqual(await look(), before);
  });

  for (const [name, policy, most] of [
    ["the strictest policy, without WASM", "default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'", 2],
    ["the same, with WASM", "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'", 0],
  ])
    tab(`it works under ${name}`, async (page, problems) => {
      await page.addInitScript(() => {
        window.broken = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => window.broken.push(`${effectiveDirective} ${blockedURI}`));
      });
      await page.goto(own.url + serve({ headers: { "content-security-policy": policy } }).path);
      await isTold(page);
      // Its own style holds.
      assert.equal(await within(page, `getComputedStyle(root.querySelector("button")).cursor`), "pointer");
      await page.locator("ungated-transparency button").click();
      await eventually(() => lines(page), ({ length }) => !length);
      const broken = await page.evaluate(() => window.broken);
      // Trying WASM is a report, and the browser's own words of it on the console.
      assert.ok(broken.length <= most && broken.every((text) => text === "script-src wasm-eval"), broken.join("\n"));
      assert.ok(problems.every((text) => /WebAssembly/.test(text)), problems.join("\n"));
    });

  tab("until something is known the site's own words stand there, and no wrong ones", async (page) => {
    let go;
    const waits = new Promise((resolve) => (go = resolve));
    await page.route(/live\.js$/, async (route) => (await waits, route.continue()));
    await page.goto(own.url + serve().path);
    await eventually(() => within(page, "Boolean(root)"), Boolean);
    const shows = () => within(page, `[...root.querySelectorAll("slot, h2, li, p, button")].map((node) => node.nodeName + " " + node.textContent)`);
    assert.deepEqual(await shows(), ["SLOT ", "BUTTON Do not record me on this page"]);
    assert.ok((await page.locator("main").innerText()).includes(OWN_WORDS));
    go();
    await isTold(page);
    assert.ok(!(await page.locator("main").innerText()).includes(OWN_WORDS));
  });

  tab("a reader who has not agreed reads the site's own words", async (page) => {
    await page.goto(own.url + serve({ attributes: "data-hold" }).path);
    await page.waitForFunction(() => window.ungated);
    await pass(2_000);
    assert.ok((await page.locator("main").innerText()).includes(OWN_WORDS));
    await page.evaluate(() => window.ungated.optIn());
    await isTold(page);
  });

  tab("a reader who objects reads the site's own words, and nothing is asked for", async (page) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(own.url + serve().path);
    await page.waitForFunction(() => window.ungated);
    await pass(2_000);
    assert.ok((await page.locator("main").innerText()).includes(OWN_WORDS));
    assert.deepEqual(asked.filter((path) => path.startsWith("/stats/")), ["/stats/u.js"]);
  });

  tab("its button ends the recording and begins it again, by the keyboard too", async (page, problems) => {
    const { path, hits } = serve();
    await page.goto(own.url + path);
    await isTold(page);
    const button = page.locator("ungated-transparency button");
    await button.focus();
    await page.keyboard.press("Enter");
    await eventually(() => button.textContent(), (text) => text === "Record again");
    assert.match(await within(page, `root.querySelector("p").textContent`), /^Nothing more is recorded/);
    await pass(500); // what was on its way when the reader objected has arrived
    const sent = hits().length;
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await pass(1_500); // the time of a drawing
    assert.equal(hits().length, sent);
    assert.equal(await within(page, "root.activeElement?.nodeName"), "BUTTON", "the focus stays");
    await page.keyboard.press("Enter");
    const told = await isTold(page);
    assert.equal(await within(page, "root.activeElement?.nodeName"), "BUTTON", "the focus stays");
    assert.ok(!told.includes("You printed the page."));
    assert.deepEqual(problems, []);
  });

  for (const [lang, own_lang, language, word] of [
    ["de-AT", "", "de", /^Sie haben diese Seite geöffnet/],
    ["fr", "", "en", /^You opened this page/],
    ["fr", ` lang="de"`, "de", /^Sie haben diese Seite geöffnet/],
  ])
    tab(`on a page in ${lang}${own_lang}: in ${language}, and marked as such`, async (page) => {
      await page.goto(own.url + serve({ lang, shown: element(own_lang) }).path);
      const told = await isTold(page);
      assert.match(told[0], word);
      assert.equal(await within(page, `root.querySelector("li").closest("[lang]").lang`), language);
    });

  tab("taken out and put back, or moved: it goes on", async (page, problems) => {
    await page.goto(own.url + serve().path);
    await isTold(page);
    await page.evaluate(() => {
      const element = document.querySelector("ungated-transparency");
      element.remove();
      document.querySelector("main").prepend(element);
    });
    const before = await lines(page);
    await page.mouse.move(300, 300);
    await eventually(() => lines(page), (now) => String(now) !== String(before));
    assert.deepEqual(problems, []);
  });
});
