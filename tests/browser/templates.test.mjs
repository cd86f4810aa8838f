// The tag on pages that other people's generators wrote: what it takes for the article, what it
// says of it, and where it sees the reader's time. The truth is the article's source.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { publish } from "../templates/publish.mjs";
import { ready } from "../templates/ready.mjs";
import { shown } from "../templates/shown.mjs";
import { sections } from "../templates/truth.mjs";
import { html, site } from "./site.mjs";
import { awake, eventually, pass, world } from "./world.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const TITLES = { en: "Keeping an archive that readers can use", de: "Ein Archiv, mit dem Leser etwas anfangen können", ja: "読者が使える書庫を保つ" };

/** What each page says of itself. */
const PAGES = [
  { site: "docusaurus", path: "/docs/keeping/", canonical: "/docs/keeping/" },
  { site: "docusaurus", path: "/blog/keeping/", canonical: "/blog/keeping/", type: "blogposting", author: "Ada Example" },
  ...["en", "de", "ja"].flatMap((language) => {
    const base = language === "en" ? "" : `/${language}`;
    return [
      { site: "vitepress", language, path: `${base}/keeping.html`, canonical: `${base}/keeping.html` },
      { site: "starlight", language, path: `${base}/keeping/`, canonical: `${base}/keeping/`, type: "article" },
      { site: "eleventy", language, path: `${base}/keeping/`, canonical: `${base}/keeping/`, type: "blogposting", topic: "Craft", author: "Ada Example" },
    ];
  }),
  // No canonical link; its language stands only in og:locale.
  { site: "hexo", path: "/2026/04/keeping/", type: "article", author: "Ada Example" },
  { site: "butterfly", titled: false, path: "/2026/04/keeping/", canonical: "/2026/04/keeping/index.html", type: "blogposting", author: "Ada Example" },
  { site: "next", path: "/keeping/", canonical: "/keeping/", type: "article", topic: "Craft", author: "Ada Example" },
];

/** Opens a page of a site of its own, lets somebody read it, leaves it; answers its last hit. */
async function visit({ site: name, path }, read = async () => undefined) {
  const own = await site(it.url);
  const reader = await it.reader({ baseURL: own.url });
  try {
    await publish(own, name);
    own.page("/left", "<!doctype html><title>Left</title>");
    // What a theme would fetch from elsewhere is not there: no test asks the world.
    await reader.route((url) => url.origin !== own.url, (route) => route.abort());
    const page = await reader.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.addInitScript(shown);
    await page.goto(path);
    await page.waitForFunction(ready[name]);
    await awake(page);
    await read(page);
    await page.goto("/left");
    const truth = JSON.parse(await page.evaluate(() => sessionStorage.getItem("shown")));
    // Everything that was on the screen, but for the last moments: then it is the last hit.
    const least = truth.reduce((sum, ms) => sum + ms, 0) - 500;
    const hit = await eventually(() => own.views()[0], (hit) => hit?.x && hit.e > least);
    assert.deepEqual(problems, [], "neither the tag nor the theme threw");
    return { hit, truth };
  } finally {
    await reader.close();
    await own.stop();
  }
}

for (const page of PAGES) {
  const { language = "en", titled, canonical, type, topic, author } = page;
  test(`${page.site} ${page.path}: title, labels and sections are those of the article`, async () => {
    const { hit } = await visit(page);
    const written = sections(language, { titled });
    const { c, t, y, p, a, l, w } = hit.i;
    const found = { title: t, canonical: c, type: y, topic: p, author: a, language: l?.split(/[-_]/)[0], words: w };
    const words = written.reduce((sum, [, words]) => sum + words, 0);
    // One answer, so that whoever reads a failure sees all that differs.
    assert.deepEqual(
      { ...found, sections: hit.x.map(([words], i) => `${words} ${written[i]?.[0]}`) },
      {
        title: TITLES[language], canonical, type, topic, author, language, words,
        sections: written.map(([heading, words]) => `${words} ${heading}`),
      },
    );
  });
}

// React empties Docusaurus's head for a moment while it wakes: title, canonical link, JSON-LD.
// Whoever asked in that moment, and never again, would tell another page's story.
test("a head that is written late is the one that is told", async () => {
  const own = await site(it.url);
  const reader = await it.reader({ baseURL: own.url });
  try {
    own.page("/late/", html("<main><article><h1>Written late</h1><p>Some words.</p></article></main>", { title: "The Publication" }));
    own.page("/left", "<!doctype html><title>Left</title>");
    const page = await reader.newPage();
    await page.goto("/late/");
    await awake(page);
    await page.evaluate(() => {
      document.title = "Written late | The Publication";
      document.head.insertAdjacentHTML("beforeend", '<link rel="canonical" href="/on-time/"><meta name="author" content="Ada Example">');
    });
    await page.goto("/left");
    const { i } = await eventually(() => own.views()[0], (hit) => hit?.i?.a);
    assert.deepEqual([i.t, i.c, i.a], ["Written late", "/on-time/", "Ada Example"]);
  } finally {
    await reader.close();
    await own.stop();
  }
});

/** Where a heading comes to rest that somebody scrolls to. */
const NEAR_TOP_PX = 150;

/** Seconds at three places of the article, by the wheel; sections in between are flown over. */
async function linger(page) {
  await page.mouse.move(700, 400);
  for (const heading of [0, 3, 5]) {
    const top = () => page.evaluate((i) => document.querySelectorAll("article :is(h1, h2, h3)")[i].getBoundingClientRect().top, heading);
    const px = Math.round((await top()) - NEAR_TOP_PX);
    if (heading) await page.mouse.wheel(0, px);
    await eventually(top, (now) => !heading || Math.abs(now - NEAR_TOP_PX) < 50);
    for (let i = 0; i < 6; i++) {
      await page.mouse.move(700 + i, 400);
      await pass(500);
    }
  }
}

for (const [name, path] of [["docusaurus", "/docs/keeping/"], ["next", "/keeping/"]]) {
  test(`${name} ${path}: time goes to the sections that were on the screen`, async () => {
    const { hit, truth } = await visit(PAGES.find((page) => page.site === name && page.path === path), linger);
    const found = hit.x.map(([, ms]) => ms);
    const told = `${found} ms for ${truth}`;
    assert.ok(truth[1] > 0 && truth.at(-1) === 0, `the reader saw the second and never the last: ${truth}`);
    assert.deepEqual(found.map((ms) => ms > 0), truth.map((ms) => ms > 0), told);
    for (const [i, ms] of found.entries()) assert.ok(Math.abs(ms - truth[i]) <= 250, `section ${i}: ${told}`);
  });
}
