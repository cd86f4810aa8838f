// Privacy, audited from outside: what the tag asks the browser for, and every byte that leaves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { html, site } from "./site.mjs";
import { awake, eventually, pass, person, world } from "./world.mjs";
import { audit, MINE } from "./privacy/audit.mjs";
import { isAllowed, unhooked } from "./privacy/allowed.mjs";
import { FORMS, hatch, search } from "./privacy/canaries.mjs";
import { hook } from "./privacy/hooks.mjs";
import { MUTANTS, together } from "./privacy/mutants.mjs";
import { wiretap } from "./privacy/wiretap.mjs";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

test("of all that a reader does, only numbers leave, and nothing is asked of the device", { timeout: 120_000 }, async (t) => {
  const { wrong, noted, taken, own, code } = await audit(it);
  await t.test("the tag asks only for what is on its list, sends hits and nothing else", () => assert.deepEqual(wrong, []));
  await t.test("nothing in its code goes past the hooks", () => assert.deepEqual(code, []));
  await t.test("its hits arrived, and told of what was done", () => {
    const [view, next] = own.views();
    assert.deepEqual(view.k, { download: 1, outbound: 1, print: 1 });
    assert.deepEqual(view.h, { mail: 1, call: 1, named: 1 });
    assert.equal(view.y.length, 1, "a film was played");
    assert.ok(view.e > 1_000 && next.u.endsWith("/next/"));
  });
  await t.test("the same hooks saw what the page itself did", () => {
    const seen = ["Document.cookie =", "window.localStorage", "window.name =", "History.replaceState()", "IDBFactory.open()", "Clipboard.writeText()"];
    for (const what of seen) assert.ok(noted.page.has(what), what);
    assert.ok(taken.some(({ url }) => url.includes("/frame/")), "the proxy saw the page's own requests");
  });
});

for (const attributes of ["data-copies data-embeds data-hash", `data-copies data-embeds data-hash data-wasm="off"`])
  test(`with ${attributes} and the transparency element it asks for no more than its parts may`, { timeout: 120_000 }, async () => {
    const { wrong, code, taken } = await audit(it, "", [], attributes);
    assert.deepEqual(wrong, []);
    assert.deepEqual(code, []);
    const loaded = new Set(taken.map(({ url }) => url.match(/\/(\w[\w-]*)\.(?:js|wasm)$/)?.[1]));
    const wanted = ["copies", "embeds", "hash", "transparency", "live", ...(attributes.includes("off") ? ["fallback", "live-fallback"] : ["core"])];
    for (const part of wanted) assert.ok(loaded.has(part), `${part} was not audited: ${[...loaded]}`);
  });

for (const [about, group] of Object.entries(MUTANTS))
  test(`tags that leak are found out: ${about}`, { timeout: 120_000 }, async (t) => {
    const { wrong } = await audit(it, together(group), group.map(([, , words]) => words));
    for (const [name, , words] of group)
      await t.test(`one that ${name}`, () => assert.ok(wrong.some((finding) => words.test(finding)), JSON.stringify(wrong)));
  });

test("code that goes past the hooks is found in its text", () => {
  for (const code of ["location.ancestorOrigins", "const l = location;", "location[part]", "new Function('x')", "top.x", "eval('1')"])
    assert.equal(unhooked(code).length, 1, code);
  assert.deepEqual(unhooked("location.href + document.location.host; box.top - a.parent"), []);
  // That the page around has the tag is all that is asked of it.
  assert.deepEqual(unhooked("frameElement && parent.ungated"), []);
  assert.deepEqual(unhooked("parent.ungatedX + parent.document"), ["parent", "parent"]);
});

test("hidden, shown, left and taken from the back/forward cache, it asks for no more", { timeout: 120_000 }, async () => {
  const own = await site(it.url);
  const someone = await person(own.url, "Back and forth");
  try {
    own.page("/a/", html(`<main><h1>One</h1><p>${"word ".repeat(300)}</p><input></main>`));
    own.page("/b/", html("<main><h1>Two</h1></main>"));
    const noted = await hook(someone.context, MINE);
    const { page, open } = await someone.tab();
    await open("/a/");
    await awake(page);
    await page.locator("input").focus();
    await page.keyboard.type("private");
    const other = await someone.context.newPage();
    await other.bringToFront(); // hides the first
    await pass(500);
    await other.close();
    await page.bringToFront();
    await open("/b/");
    await awake(page);
    await page.evaluate(() => void setTimeout(() => history.back())); // real time: after the answer
    await eventually(() => own.views().length, (views) => views === 3);
    assert.deepEqual([...noted.tag].filter((what) => !isAllowed(what)), []);
    assert.ok(noted.tag.has("PageTransitionEvent.persisted"), "it came from the cache");
  } finally {
    await someone.stop();
    await own.stop();
  }
});

test("the search finds a canary in each of its forms, in what a browser sends", async () => {
  const canaries = hatch();
  const [place, word] = Object.entries(canaries)[0];
  const own = await site(it.url);
  const tap = await wiretap();
  const reader = await it.reader({ proxy: tap.proxy });
  try {
    own.page("/control/", "<!doctype html><title>Control</title>");
    const page = await reader.newPage();
    await page.goto(`${own.url}/control/`);
    for (const [form, spell] of Object.entries(FORMS)) {
      for (const spelling of spell(word)) {
        const bytes = [...Buffer.from(`before ${spelling} after`, "latin1")];
        await page.evaluate((sent) => fetch("/control/", { method: "POST", body: new Uint8Array(sent) }), bytes);
        assert.ok(search(tap.taken.at(-1).body, canaries).includes(`${place}, ${form}`), form);
      }
    }
    // Packed, as no form shows.
    await page.evaluate(async (sent) => {
      const packed = new Response(new Blob([sent]).stream().pipeThrough(new CompressionStream("gzip")));
      await fetch("/control/", { method: "POST", body: await packed.blob() });
    }, word);
    assert.deepEqual(search(tap.taken.at(-1).body, canaries), [`${place}, as it is`]);
    assert.deepEqual(search(Buffer.from("nothing of the kind"), canaries), []);
  } finally {
    await reader.close();
    await tap.stop();
    await own.stop();
  }
});

test("base64 is seen through whatever stands before it", () => {
  const canaries = { place: "zqbcdfghjklmnpqr" };
  for (let offset = 0; offset < 6; offset++)
    for (const form of ["base64", "base64url"]) {
      const text = Buffer.from(`${"é{".repeat(offset)}${"x".repeat(offset)}${canaries.place} and more`).toString(form);
      assert.ok(search(Buffer.from(text), canaries).includes(`place, ${form}`), `${form} after ${offset}`);
    }
});
