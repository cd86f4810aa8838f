// The tag in a real browser: which page views arrive, and what is never touched.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { awake, eventually, pass, person, world } from "./world.mjs";

let it, reader, page, problems;
before(async () => (it = await world()));
after(() => it?.stop());

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

test("a page whose policy forbids WASM still reports", async () => {
  await page.goto("/demo/strict-csp/");
  await becomes("/demo/strict-csp/", [["/demo/strict-csp/", 1, 1]]);
  assert.equal(await page.evaluate(() => window.ungated.score()), null);
});

test("a page that is left at once still reports", async () => {
  await page.goto("/demo/heat-below-200/", { waitUntil: "commit" });
  await page.waitForFunction(() => window.ungated);
  await page.goto("about:blank");
  await becomes("/demo/heat-below-200/", [["/demo/heat-below-200/", 1, 1]]);
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

/** Serves a page of the test's own, with the tag, from the site's own address. */
async function serve(head, body, { lang = "en", query = "" } = {}) {
  const html = `<!doctype html><html lang="${lang}"><head><title>A page</title>${head}<script async src="/u.js" data-site="demo"></script></head><body><main>${body}</main></body></html>`;
  await page.route("**/own/*", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  const hits = [];
  page.on("request", (request) => request.url().endsWith("/e") && hits.push(JSON.parse(request.postData())));
  await page.goto("/own/" + query);
  await awake(page);
  return hits;
}
const words = (n) => "word ".repeat(n);

test("a film that decorates, or that nobody sees, is not watched", async () => {
  const film = (more) => `<video muted autoplay ${more} src="/demo/assets/media/a-day-of-load.webm"></video>`;
  await serve("", `${film("loop")}<div style="height: 4000px">${words(80)}</div>${film("")}`);
  await page.evaluate(() => Promise.all([...document.querySelectorAll("video")].map((video) => video.play())));
  await page.waitForFunction(() => [...document.querySelectorAll("video")].every((video) => video.currentTime > 0.5));
  await pass(7_000);
  const { engaged_ms } = await page.evaluate(() => window.ungated.score());
  assert.ok(engaged_ms <= 5_000, `${engaged_ms} ms`);
});

test("a film's seconds are a set: watched again, they count once", async () => {
  const hits = await serve("", `<video muted src="/demo/assets/media/a-day-of-load.webm"></video><p>${words(20)}</p>`);
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
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  // Five seconds of film in the clock, three in the set.
  const { y, e } = await eventually(() => hits.at(-1), (hit) => hit?.e > 4_500);
  const [[length, from, to, ...more]] = y;
  assert.equal(length, Math.floor(await page.evaluate(() => document.querySelector("video").duration)));
  assert.deepEqual([from, more], [0, []]);
  assert.ok(Math.abs(to - 3) <= 1, `0 to ${to} in ${e} ms`);
});

test("downloads, ways out and prints are counted, and not what they were", async () => {
  const hits = await serve("", `<p>${words(20)}</p><a id="file" href="/files/secret-report.pdf">PDF</a> <a id="out" href="https://other.example/secret">Out</a> <a id="on" href="/demo/">On</a>`);
  await page.evaluate(() => addEventListener("click", (event) => event.preventDefault()));
  for (const link of ["#file", "#out", "#on"]) await page.locator(link).click();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  const { k } = await eventually(() => hits.at(-1), (hit) => hit?.k?.print);
  assert.deepEqual(k, { download: 1, outbound: 1, print: 1 });
  assert.ok(!JSON.stringify(hits).includes("secret"));
});

test("of the query only what names a campaign leaves the page, and of click ids the name", async () => {
  const query = "?q=private&gclid=PRIVATE1&utm_source=News&UTM_Medium=email&fbclid=PRIVATE2&ref=hn&_hsenc=PRIVATE3&email=private";
  const hits = await serve("", `<p>${words(20)}</p>`, { query });
  const { u } = await eventually(() => hits[0], Boolean);
  assert.equal(new URL(u).search, "?gclid&utm_source=News&UTM_Medium=email&fbclid&ref=hn&_hsenc");
  assert.ok(!/private/i.test(JSON.stringify(hits)));
});

test("Japanese is counted by the character", async () => {
  const hits = await serve("", "<p>熱は高い、iPadは軽い。</p>", { lang: "ja" });
  const { i } = await eventually(() => hits[0], Boolean);
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
  const hits = await serve("", `<h1>One</h1><p>${words(50)}</p><div hidden><h2>Two</h2><p>${words(300)}</p></div><div style="display: none"><h2>Three</h2><p>${words(300)}</p></div><h2>Four</h2><p>${words(60)}</p>`);
  await pass(1_500);
  await page.locator("h1").click();
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  const { x } = await eventually(() => hits.at(-1), (hit) => hit?.e > 1_000);
  assert.deepEqual(x.map(([count, ms]) => [count, ms > 0]), [[51, true], [0, false], [61, true]]);
});

test("hostile pages: a tag twice, a broken canonical, a title cut in a pair, a line of rules", async () => {
  const head = `<link rel="canonical" href="http://[bad"><script async src="/u.js" data-site="demo"></script><meta property="og:x">`;
  const hits = await serve(head.replace("<meta", `<title>${"😀".repeat(300)}</title><meta`), `<article data-ungated-title="${"x".repeat(199)}😀😀"><p>${"─".repeat(40_000)} ${words(30)}</p></article>`);
  const { i, p } = await eventually(() => hits[0], Boolean);
  assert.equal(i.w, 30);
  assert.equal(i.t, "x".repeat(199) + "😀");
  assert.equal(new Set(hits.map((hit) => hit.p)).size, 1, `one page view, not two (${p})`);
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
