// Hands that are raised and what is copied: what counts, what does not, and who in the page is told.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { html, site } from "./site.mjs";
import { awake, eventually, world } from "./world.mjs";

let it, own, reader, page;
let readers = 0;
before(async () => {
  it = await world();
  own = await site(it.url);
});
after(async () => {
  await own?.stop();
  await it?.stop();
});
beforeEach(async () => {
  reader = await it.reader({ userAgent: `Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Hands/${++readers}` });
  page = await reader.newPage();
});
afterEach(() => reader.close());

const STAY = `<script>addEventListener("click", (event) => event.preventDefault())</script>`;
const TEXT = `<p id="text">${"secretword ".repeat(60)}</p>`;

/** Opens a page of the test's own with this content; answers what ends it: all hits of it. */
async function open(body, attributes = "") {
  const path = `/hands/${readers}/`;
  own.page(path, html(`<main>${body}${TEXT}</main>${STAY}`, { head: `<link rel="icon" href="data:,">`, attributes }));
  await page.goto(own.url + path);
  await awake(page);
  const hits = () => own.hits.map(({ hit }) => hit).filter(({ u }) => u && new URL(u).pathname === path);
  return async () => {
    await page.goto("about:blank");
    await eventually(hits, (all) => all.length && all.at(-1).n === Math.max(...all.map(({ n }) => n)));
    return hits();
  };
}
const last = (hits) => hits.reduce((latest, hit) => (hit.n >= latest.n ? hit : latest));

test("on(handraise) tells each hand as it is raised, once, with the score", async () => {
  const left = await open(`<a id="mail" href="mailto:us@example.com">Mail</a> <a id="call" href="tel:+4930123">Call</a>`);
  await page.evaluate(() => {
    window.told = [];
    ungated.on("handraise", (kind, score) => window.told.push([kind, score.hand_raises]));
  });
  await page.click("#mail");
  await page.click("#call");
  await page.waitForFunction(() => window.told.length === 2);
  // What is told later of the same page view raises no hand again.
  await page.evaluate(() => ungated.event("looked on"));
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("named.js")));
  assert.deepEqual(await page.evaluate(() => window.told), [["mail", 1], ["call", 2]]);
  assert.deepEqual(last(await left()).h, { mail: 1, call: 1 });
});

test("who is no longer to be told is not", async () => {
  const left = await open(`<a id="mail" href="mailto:us@example.com">Mail</a>`);
  await page.evaluate(() => {
    window.told = [];
    const end = ungated.on("handraise", (kind) => window.told.push(kind));
    ungated.on("handraise", () => window.told.push("other"));
    end();
  });
  await page.click("#mail");
  await page.waitForFunction(() => window.told.length);
  assert.deepEqual(await page.evaluate(() => window.told), ["other"]);
  await left();
});

test("what the site marks to be ignored is, whatever link it is", async () => {
  const left = await open(`<p data-ungated="ignore"><a id="mail" href="mailto:us@example.com">Mail</a></p><a id="paper" data-ungated="ignore" href="/paper.pdf">Paper</a>`);
  await page.click("#mail");
  await page.click("#paper");
  const { h, k } = last(await left());
  assert.equal(k, undefined, "the mark on the link itself");
  assert.deepEqual(h, { mail: 1 }, "a link within what is marked is a link of its own");
});

test("a link in a shadow tree counts as any other", async () => {
  const left = await open(`<contact-us></contact-us>
    <script>customElements.define("contact-us", class extends HTMLElement {
      constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = '<a href="mailto:us@example.com">Mail</a>'; }
    })</script>`);
  await page.locator("contact-us a").click();
  assert.deepEqual(last(await left()).h, { mail: 1 });
});

/** Copies what stands in an element, as a person does. */
async function copy(selector) {
  await page.evaluate((selector) => getSelection().selectAllChildren(document.querySelector(selector)), selector);
  await page.keyboard.press("Control+c");
}

test("with data-copies it is told that something was copied, never what", async () => {
  const left = await open(`<a id="mail" href="mailto:us@example.com">us@example.com</a>`, "data-copies");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("copies.js")));
  await copy("#text");
  await copy("#mail");
  const hits = await left();
  assert.deepEqual([last(hits).k, last(hits).h], [{ copy: 1 }, { copied: 1 }]);
  assert.doesNotMatch(JSON.stringify(own.hits), /secretword|us@example/);
});

test("without data-copies nobody listens to copying", async () => {
  const heard = [];
  await page.exposeFunction("heardType", (type) => heard.push(type));
  await page.addInitScript(() => {
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      window.heardType(type);
      return add.call(this, type, ...rest);
    };
  });
  const left = await open("");
  await copy("#text");
  const { k, h } = last(await left());
  assert.deepEqual([k, h], [undefined, undefined]);
  assert.ok(heard.includes("click"), "the hook sees the tag's listeners");
  assert.ok(!heard.some((type) => /^(copy|cut|paste)$/.test(type)), heard.join());
});

test("hits go where data-api says, and nowhere else", async () => {
  const asked = [];
  page.on("request", (request) => request.method() === "POST" && asked.push(new URL(request.url()).pathname));
  const path = `/hands/${readers}/`;
  own.page(path, html(`<main>${TEXT}</main>`, { head: `<link rel="icon" href="data:,"><script>delete window.fetchLater</script>`, attributes: `data-api="/collect/e"` }));
  await page.goto(own.url + path);
  await eventually(() => asked, ({ length }) => length);
  assert.deepEqual([...new Set(asked)], ["/collect/e"]);
});
