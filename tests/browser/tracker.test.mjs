// The tag in a real browser: which page views arrive, and what is never touched.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { html, site } from "./site.mjs";
import { awake, eventually, pass, person, world } from "./world.mjs";

let it, own, reader, page, problems;
before(async () => {
  it = await world();
  own = await site(it.url);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});

// Every test is another reader: a user agent of its own, so that visits do not mix. What a page
// sends while it goes lacks such emulation: where that matters, the reader is a whole browser.
let readers = 0;
beforeEach(async () => {
  reader = await it.reader({ userAgent: `Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Reader/${++readers}` });
  page = await reader.newPage();
  problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
});
afterEach(async () => {
  await reader.close();
  assert.deepEqual(problems, [], "the tag threw into the page");
});

const figures = async (item) => {
  const filters = [["is", "entry", [item]]];
  const { results } = await it.ask({ metrics: ["visits", "pageviews"], dimensions: ["path"], filters });
  return results.map((row) => [...row.dimensions, ...row.metrics]);
};
const becomes = (item, rows) => eventually(() => figures(item), (now) => JSON.stringify(now) === JSON.stringify(rows));

test("a page whose policy forbids WASM is read and scored all the same", async () => {
  await page.goto("/demo/strict-csp/");
  await awake(page);
  await page.mouse.move(200, 200);
  const { points, engaged_ms, read_through } = await page.evaluate(() => window.ungated.score());
  assert.ok(engaged_ms > 0 && points >= 0 && read_through >= 0);
  await page.goto("about:blank");
  await becomes("/demo/strict-csp/", [["/demo/strict-csp/", 1, 1]]);
});

/** A reader with a browser of their own. */
async function alone(read) {
  const someone = await person(it.url, `Reader-${++readers}`);
  try {
    const { page, open } = await someone.tab();
    page.on("pageerror", (error) => problems.push(error.message));
    await read(page, open);
  } finally {
    await someone.stop();
  }
}

test("a page that is left at once still reports", () =>
  alone(async (page) => {
    const item = "/demo/heat-below-200/";
    await page.goto(it.url + item, { waitUntil: "commit" });
    await page.waitForFunction(() => window.ungated);
    await page.goto("about:blank");
    await becomes(item, [[item, 1, 1]]);
  }));

test("a reload is a page view of the same visit and no step of its path", () =>
  alone(async (page, open) => {
    const item = "/demo/twenty-questions/";
    await open(item);
    await awake(page);
    await page.reload();
    await awake(page);
    await becomes(item, [[item, 1, 2]]);
  }));

test("back and forward are steps of the path", () =>
  alone(async (page, open) => {
    const [a, b] = ["/demo/anatomy-of-a-bill/", "/demo/power-contracts-compared/"];
    await open(a);
    await awake(page);
    await open(b);
    await awake(page);
    // From the back/forward cache, as for a person: no load happens that could be waited for.
    await page.evaluate(() => void setTimeout(() => history.back())); // real time: after the answer
    await becomes(a, [[`${a} → ${b} → ${a}`, 1, 3]]);
    await page.evaluate(() => void setTimeout(() => history.forward())); // real time: as above
    await becomes(a, [[`${a} → ${b} → ${a} → ${b}`, 1, 4]]);
  }));

test("what was read before a tab is closed is not lost", async () => {
  await page.goto("/demo/brennholt-dairy/");
  await awake(page);
  await page.mouse.move(200, 200);
  await pass(2_500);
  const { engaged_ms } = await page.evaluate(() => window.ungated.score());
  await page.close({ runBeforeUnload: true });
  const filters = [["is", "item", ["/demo/brennholt-dairy/"]]];
  const known = () => it.ask({ metrics: ["engaged_ms"], filters }).then(({ results }) => results[0].metrics[0]);
  await eventually(known, (ms) => ms >= engaged_ms);
});

test("media that plays counts as reading, without a touch", async () => {
  await page.goto("/demo/a-day-of-load/");
  await awake(page);
  await page.evaluate(async () => {
    const video = document.querySelector("video");
    video.muted = true;
    await video.play();
  });
  await pass(8_000);
  const { engaged_ms } = await page.evaluate(() => window.ungated.score());
  assert.ok(engaged_ms > 7_500, `${engaged_ms} ms of 8 s of film`);
});

/** Opens a page of the test's own, with the tag; answers what is known of it once it was left. */
async function serve(head, body, { lang = "en", query = "", title = "A page" } = {}) {
  const path = `/own/${++readers}/`;
  own.page(path, html(`<main>${body}</main>`, { head, lang, title }));
  const hits = () => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path);
  await page.goto(own.url + path + query);
  await awake(page);
  // Whoever asks for the score makes the page ask the edge, in a hit of its own.
  await eventually(hits, (all) => all.some(({ status }) => status === 202));
  return async () => {
    await page.goto("about:blank");
    await eventually(hits, (all) => all.some(({ hit }) => !hit.a));
    const all = hits().map(({ hit }) => hit);
    return { all, last: all.reduce((last, hit) => (hit.n >= last.n ? hit : last)) };
  };
}
const words = (n) => "word ".repeat(n);

test("a film that decorates, or that nobody sees, is not watched", async () => {
  const film = (more) => `<video muted autoplay ${more} src="/stats/demo/assets/media/a-day-of-load.webm"></video>`;
  await serve("", `${film("loop")}<div style="height: 4000px">${words(80)}</div>${film("")}`);
  await page.evaluate(() => Promise.all([...document.querySelectorAll("video")].map((video) => video.play())));
  await page.waitForFunction(() => [...document.querySelectorAll("video")].every((video) => video.currentTime > 0.5));
  await pass(7_000);
  const { engaged_ms } = await page.evaluate(() => window.ungated.score());
  assert.ok(engaged_ms <= 5_000, `${engaged_ms} ms`);
});

test("a film's seconds are a set: watched again, they count once", async () => {
  const left = await serve("", `<video muted src="/stats/demo/assets/media/a-day-of-load.webm"></video><p>${words(20)}</p>`);
  const played = (from, to) =>
    page.evaluate(async ([from, to]) => {
      const film = document.querySelector("video");
      film.currentTime = from;
      await film.play();
      await new Promise((done) => film.addEventListener("timeupdate", () => film.currentTime >= to && done()));
      film.pause();
    }, [from, to]);
  await played(0, 3);
  await played(1, 3);
  const whole = Math.floor(await page.evaluate(() => document.querySelector("video").duration));
  // Five seconds of film in the clock, three in the set.
  const { y, e } = (await left()).last;
  assert.ok(e > 4_500, `${e} ms`);
  const [[length, from, to, ...more]] = y;
  assert.equal(length, whole);
  assert.deepEqual([from, more], [0, []]);
  assert.ok(Math.abs(to - 3) <= 1, `0 to ${to} in ${e} ms`);
});

test("downloads, ways out and prints are counted, and not what they were", async () => {
  const left = await serve("", `<p>${words(20)}</p><a id="file" href="/files/secret-report.pdf">PDF</a> <a id="out" href="https://other.example/secret">Out</a> <a id="on" href="/demo/">On</a>`);
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  for (const link of ["#file", "#out", "#on"]) await page.locator(link).click();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const { all, last } = await left();
  assert.deepEqual(last.k, { download: 1, outbound: 1, print: 1 });
  assert.ok(!JSON.stringify(all).includes("secret"));
});

test("of the query only what names a campaign leaves the page, and of click ids the name", async () => {
  const query = "?q=private&gclid=PRIVATE1&utm_source=News&UTM_Medium=email&fbclid=PRIVATE2&ref=hn&_hsenc=PRIVATE3&email=private";
  const { all } = await (await serve("", `<p>${words(20)}</p>`, { query }))();
  assert.equal(new URL(all[0].u).search, "?gclid&utm_source=News&UTM_Medium=email&fbclid&ref=hn&_hsenc");
  assert.ok(!/private/i.test(JSON.stringify(all)));
});

test("Japanese is counted by the character", async () => {
  const { i } = (await (await serve("", "<p>熱は高い、iPadは軽い。</p>", { lang: "ja" }))()).last;
  assert.deepEqual([i.l, i.w], ["ja", 11]);
});

test("an embedded frame that has the focus does not stop the clock", async () => {
  await serve("", `<iframe srcdoc="<button>Play</button>" style="width: 300px; height: 100px"></iframe><p>${words(200)}</p>`);
  await page.frameLocator("iframe").locator("button").click();
  const before = (await page.evaluate(() => window.ungated.score())).engaged_ms;
  for (let i = 0; i < 4; i++) {
    await page.mouse.move(400 + i * 10, 400);
    await pass(500);
  }
  const { engaged_ms } = await page.evaluate(() => window.ungated.score());
  assert.ok(engaged_ms - before >= 1_900, `${engaged_ms - before} ms of 2 s`);
});

test("sections that are not displayed take neither time nor words", async () => {
  const left = await serve("", `<h1>One</h1><p>${words(50)}</p><div hidden><h2>Two</h2><p>${words(300)}</p></div><div style="display: none"><h2>Three</h2><p>${words(300)}</p></div><h2>Four</h2><p>${words(60)}</p>`);
  await pass(1_500);
  await page.locator("h1").click();
  const { x } = (await left()).last;
  assert.deepEqual(x.map(([count, ms]) => [count, ms > 0]), [[51, true], [0, false], [0, false], [61, true]]);
});

test("hostile pages: a tag twice, a broken canonical, a title cut in a pair, a line of rules", async () => {
  const head = `<link rel="canonical" href="http://[bad"><script async src="/stats/u.js" data-site="demo"></script><meta property="og:x">`;
  const left = await serve(head, `<article data-ungated-title="${"x".repeat(199)}😀😀"><p>${"─".repeat(40_000)} ${words(30)}</p></article>`, { title: "😀".repeat(300) });
  const { all, last: { i, p } } = await left();
  assert.equal(i.w, 30);
  assert.equal(i.t, "x".repeat(199) + "😀");
  assert.equal(new Set(all.map((hit) => hit.p)).size, 1, `one page view, not two (${p})`);
  const quality = await it.quality();
  assert.deepEqual(quality.refused, {});
});

test("a link to a calendar and one to a phone raise a hand each; an ordinary link does not", async () => {
  await page.goto("/demo/pricing/");
  await awake(page);
  const hands = () => page.evaluate(() => window.ungated.score().hand_raises);
  // Followed as a reader would, but without leaving.
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  await page.locator('main a[href*="cal.com"]').first().click();
  assert.equal(await hands(), 1);
  await page.locator('a[href^="tel:"]').first().click();
  assert.equal(await hands(), 2);
  await page.locator('a[href="/demo/"]').first().click();
  assert.equal(await hands(), 2);
  // The right button opens a menu.
  await page.locator('a[href^="tel:"]').first().click({ button: "right" });
  assert.equal(await hands(), 2);
});

test("a page that is left has one hit, which leaves at once and not when the cache forgets the page", async () => {
  await serve("", `<p>${words(80)}</p>`);
  const path = new URL(page.url()).pathname;
  const known = own.hits.length;
  await page.mouse.move(200, 200);
  await page.goto(own.url + "/stats/demo/"); // on the same site, so that the page may be kept
  await eventually(() => own.hits.slice(known).filter(({ hit }) => hit.u?.endsWith(path)), (all) => all.length, 2_000);
  await pass(1_000);
  assert.equal(own.hits.slice(known).filter(({ hit }) => hit.u?.endsWith(path)).length, 1);
});

test("a tag that names no site goes by the page's host, which the edge knows or refuses by a code", async () => {
  const path = `/own/${++readers}/`;
  own.page(path, html(`<p>${words(80)}</p>`).replace(/data-site="\w+"/, ""));
  await page.goto(own.url + path);
  await awake(page);
  const mine = () => own.hits.filter(({ hit }) => new URL(hit.u).pathname === path);
  const [{ hit, status }] = await eventually(mine, (all) => all.length && all.every(({ status }) => status !== undefined));
  assert.deepEqual([hit.s, status], ["127.0.0.1", 404]);
});

test("who listens while the reader objects is told once they agree; who has ended is told nothing", async () => {
  await serve("", `<p>${words(80)}</p>`);
  await page.evaluate(() => {
    window.told = { late: 0, ended: 0 };
    window.ungated.optOut();
    window.ungated.on("score", () => window.told.late++);
    window.ungated.on("score", () => window.told.ended++)();
    window.ungated.optIn();
  });
  await page.mouse.move(200, 200);
  await page.waitForFunction(() => window.told.late > 0);
  assert.equal(await page.evaluate(() => window.told.ended), 0);
});

for (const [signal, script] of [
  ["Global Privacy Control", () => Object.defineProperty(navigator, "globalPrivacyControl", { value: true })],
  ["Do Not Track", () => Object.defineProperty(navigator, "doNotTrack", { value: "1" })],
]) {
  test(`${signal} means not one request beyond the script`, async () => {
    await page.addInitScript(script);
    const requests = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await page.goto("/demo/payback-trap/");
    await page.mouse.wheel(0, 900);
    await pass(3_000);
    await page.goto("about:blank");
    assert.ok(requests.includes("/u.js"));
    assert.deepEqual(requests.filter((path) => path === "/e" || path.startsWith("/u/")), []);
  });
}

test("nothing is stored on the device, and every request goes to the site itself", async () => {
  const hosts = new Set();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto("/demo/");
  await awake(page);
  await page.mouse.wheel(0, 900);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    name: window.name,
  }));
  assert.deepEqual(kept, { cookie: "", local: 0, session: 0, databases: 0, caches: 0, workers: 0, name: "" });
  assert.deepEqual(await reader.cookies(), []);
  assert.deepEqual([...hosts], [new URL(it.url).host]);
});
