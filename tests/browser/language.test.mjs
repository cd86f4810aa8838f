// The dashboard in German: all of it, and only where it is wanted.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { scrolled, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { dictionaries, fragments, marked, marks } from "./words.mjs";
import { world } from "./world.mjs";

const PARTS = ["tag", "site", "content", "segments", "people", "history", "facts", "new"];

let it;
let words;
before(async () => {
  it = await world();
  await simulate(["--visits", "400", "--days", "3"]);
  words = await dictionaries(it.url);
});
after(() => it?.stop());

/** Visits of days ago, which are over. */
const simulate = (how) =>
  new Promise((resolve, reject) => {
    const [program, ...first] = process.env.UNGATED_XTASK ? [process.env.UNGATED_XTASK] : ["cargo", "xtask"];
    execFile(program, [...first, "simulate", ...how, "--url", it.url], (error) => (error ? reject(error) : resolve()));
  });

async function browser(locale, options = {}) {
  const context = await it.browser.newContext({ baseURL: it.url, locale, bypassCSP: true, ...options });
  const page = await context.newPage();
  return { context, page };
}

const langOf = (page) => page.evaluate(() => document.documentElement.lang);
const searchOf = (page) => new URL(page.url()).search;

/** All that a page says: what is seen, what screen readers hear, and what stands behind a pointer. */
const said = (page) =>
  page.evaluate(() => {
    const texts = [document.title, document.body.innerText];
    for (const element of document.querySelectorAll("body *")) {
      texts.push(...["title", "aria-label", "placeholder", "data-label"].map((name) => element.getAttribute(name) ?? ""));
      if (element.matches("option, .sr-only, caption, summary, th")) texts.push(element.textContent);
    }
    return texts.join("\n").replace(/\s+/g, " ");
  });

/** Words that are said in English alone, two or more in a row. */
function english() {
  const pieces = (value) => fragments(value).map((text) => text.replace(/\s+/g, " ").replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ""));
  const german = new Set([...words.de.values()].flatMap(pieces));
  const own = [...words.en.values()].flatMap(pieces).filter((text) => /\p{L} .*\p{L}/u.test(text) && !german.has(text));
  return [...new Set(own)];
}

/** The names of numbers that are cut short on a phone, where each stands over its number; run in the page. */
function cutNames() {
  const name = document.createElement("span");
  name.style.cssText = "position: absolute; font-size: 0.75rem; font-weight: 400; white-space: nowrap";
  const cells = [...document.querySelectorAll(".sheet td[data-label]")];
  const cut = cells.filter((cell) => {
    name.textContent = cell.dataset.label;
    cell.append(name);
    const { overflow } = getComputedStyle(cell, "::before");
    return overflow === "hidden" && name.offsetWidth > cell.clientWidth;
  });
  name.remove();
  return [...new Set(cut.map((cell) => cell.dataset.label))];
}

/** Nothing English is left on the page, and nothing is wrong with it. */
async function isGerman(page, what) {
  assert.equal(await langOf(page), "de", what);
  const text = await said(page);
  const known = english();
  assert.ok(known.length > 400, `${known.length} English words`);
  assert.deepEqual(known.filter((words) => text.includes(words)), [], `English on ${what}`);
  assert.deepEqual(await flaws(page), FINE, what);
}

test("both languages say the same of the same: no word is missing, no placeholder is forgotten", () => {
  assert.ok(words.en.size > 500, `${words.en.size} words`);
  assert.deepEqual([...words.de.keys()].sort(), [...words.en.keys()].sort());
  for (const [name, en] of words.en) {
    const de = words.de.get(name);
    assert.equal(typeof de, typeof en, name);
    if (typeof en === "string") {
      assert.notEqual(de.trim(), "", name);
      // Longer texts that are the same were forgotten.
      if (/\p{L}+ \p{L}+ \p{L}+/u.test(en)) assert.notEqual(de, en, name);
    } else {
      assert.deepEqual(marks(marked(de)), marks(marked(en)), name);
    }
  }
});

test("a browser that asks for German first gets it, with nothing in the address and no other language loaded", { timeout: 120_000 }, async () => {
  const { context, page } = await browser("de-DE");
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto("/?range=7d&proof=12345.6+EUR");
  await settled(page);
  assert.equal(await langOf(page), "de");
  assert.match(await page.locator(".panel-proof .panel-finding").innerText(), /^12\.300\s€ brachten/);
  assert.match(await page.getByTestId("proof-piece").first().innerText(), /\d,\d bis \d/);
  await page.getByRole("link", { name: "Nachweis" }).click();
  await settled(page);
  assert.equal(searchOf(page), "?range=7d");
  assert.match(await page.title(), /7 Tage/);
  assert.match(await page.locator(".board-period").first().innerText(), /^7 Tage, (Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. .*– (Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. \p{L}+/u);
  const german = loaded.filter((path) => /\/de-/.test(path));
  assert.equal(german.length, 1, german.join(" "));
  assert.deepEqual(loaded.filter((path) => /\/en-/.test(path)), []);
  await context.close();
});

test("the address says the language, every step keeps it, and the switch works without a mouse", { timeout: 120_000 }, async () => {
  const { context, page } = await browser("en-US");
  await page.goto("/?range=7d");
  await settled(page);
  assert.equal(await langOf(page), "en");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.waitForFunction(() => document.documentElement.lang === "de" && location.search === "?range=7d&lang=de");
  await settled(page);
  // German in an English browser is written as Germans do.
  assert.match(await page.getByTestId("influence-row").first().innerText(), /\d,\d/);

  await page.getByRole("button", { name: /^Filtern nach Kanal/ }).or(page.locator('.panel [data-testid] .pick')).first().click();
  await page.waitForFunction(() => document.querySelector(".chip"));
  assert.equal(new URL(page.url()).searchParams.get("lang"), "de");
  await page.goBack();
  await page.waitForFunction(() => location.search === "?range=7d&lang=de" && !document.querySelector(".chip"));
  assert.equal(await langOf(page), "de");
  await page.getByRole("link", { name: "Gestern" }).click();
  await page.waitForFunction(() => location.search === "?range=yesterday&lang=de");
  await page.reload();
  await settled(page);
  assert.equal(await langOf(page), "de");

  const other = page.getByRole("link", { name: "English" });
  assert.deepEqual(await other.evaluate(({ lang, hreflang }) => [lang, hreflang]), ["en", "en"]);
  for (let tabs = 0; !(await other.evaluate((link) => link === document.activeElement)); tabs++) {
    assert.ok(tabs < 40, "the switch is not reached by Tab");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  // The browser's own language needs no word in the address.
  await page.waitForFunction(() => document.documentElement.lang === "en" && location.search === "?range=yesterday");
  await page.goBack();
  await page.waitForFunction(() => document.documentElement.lang === "de" && location.search === "?range=yesterday&lang=de");
  await context.close();

  const german = await browser("de-AT");
  await german.page.goto("/?lang=en");
  await settled(german.page);
  assert.equal(await langOf(german.page), "en");
  assert.equal(await german.page.getByRole("link", { name: "Deutsch" }).getAttribute("href"), "/");
  await german.page.goto("/?lang=tlh");
  await settled(german.page);
  assert.equal(await langOf(german.page), "de");
  await german.context.close();
  const french = await browser("fr-FR");
  await french.page.goto("/");
  await settled(french.page);
  assert.equal(await langOf(french.page), "en");
  await french.context.close();
});

for (const width of [1440, 390])
  for (const colorScheme of ["light", "dark"])
    test(`every panel is German and has room for it, ${width} px, ${colorScheme}`, { timeout: 180_000 }, async () => {
      const { context, page } = await browser("de-DE", { viewport: { width, height: 900 }, colorScheme });
      for (const search of ["?range=7d", "?range=yesterday&tab.influence=channel&tab.sources=heard&tab.audience=bot&tab.subjects=type", "?proof=123456789+EUR&range=7d", "?range=month&country=AQ"]) {
        await page.goto(`/${search}`);
        await settled(page);
        await scrolled(page);
        await isGerman(page, search);
        const cut = await page.evaluate(cutNames);
        assert.deepEqual(cut, [], search);
      }
      await context.close();
    });

test("the doors and the set-up room are German, too", { timeout: 180_000 }, async () => {
  const headers = { authorization: `Bearer ${it.token}` };
  const add = (path, body) => fetch(`${it.url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) }).then((answer) => answer.json());
  await add("sites", { site: "private", config: { title: "Geheim", hostnames: ["localhost"] } });
  const { link } = await add("sites/private/shares", { name: "Beirat", password: "correct horse" });
  const { context, page } = await browser("de-DE", { viewport: { width: 390, height: 900 } });
  await page.goto(link);
  await page.getByLabel("Passwort").fill("wrong horse");
  await page.locator("main button[type=submit]").click();
  await page.getByRole("alert").waitFor();
  await isGerman(page, "a link's password");
  await page.goto("/?site=private");
  await page.getByTestId("sign-in").waitFor();
  await isGerman(page, "sign-in");
  await page.goto("/?site=nowhere");
  await page.getByTestId("problem").or(page.getByTestId("sign-in")).first().waitFor();
  await isGerman(page, "no such site");

  await page.goto("/?setup=tag");
  await page.getByLabel("Token", { exact: true }).fill(it.token);
  await page.locator("main button[type=submit]").click();
  await page.getByTestId("recipe").waitFor();
  // Whoever is signed in has the most ways out of the header; on a phone they take one line.
  await page.goto("/");
  await settled(page);
  const ways = await page.locator(".top-bar > .button").evaluateAll((all) => all.map((way) => way.getBoundingClientRect().bottom));
  assert.equal(ways.length, 4);
  assert.ok(Math.max(...ways) - Math.min(...ways) < 8, `their lower edges: ${ways}`);
  for (const part of PARTS) {
    await page.goto(`/?setup=${part}`);
    await page.locator(".setup-body h2").first().waitFor();
    await settled(page);
    await isGerman(page, part);
  }
  // What the API says of a wrong field stands behind words of our own.
  const form = page.getByTestId("new-site");
  await form.locator('[name="site"]').fill("my shop");
  await form.getByRole("button").click();
  assert.match(await form.getByRole("alert").innerText(), /^Nicht angenommen: site: /);
  await context.close();
});
