// The npm package as others get it: packed, installed, imported on a server, checked by a compiler,
// bundled, and opened in a real browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { site } from "../site.mjs";
import { eventually, world } from "../world.mjs";
import { scratch } from "./scratch.mjs";

let project;
before(async () => (project = await scratch()));
after(() => project?.stop());

test("the tarball holds modules, types and words, depends on nothing and runs nothing", async () => {
  const installed = JSON.parse(await readFile(`${project.folder}/node_modules/@ungated/tracker/package.json`, "utf8"));
  const kinds = project.packed.files.map(({ path }) => path.replace(/^[\w-]+(?=\.js$|\.d\.ts$)/, "*"));
  assert.deepEqual([...new Set(kinds)].sort(), ["*.d.ts", "*.js", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"]);
  for (const key of ["dependencies", "devDependencies", "scripts", "private", "bin"]) assert.equal(installed[key], undefined, key);
  const cargo = await readFile(new URL("../../../Cargo.toml", import.meta.url), "utf8");
  assert.match(cargo, new RegExp(`\\[workspace\\.package\\]\\nversion = "${installed.version}"`));
  // What has no effect, bundlers may leave out: all but what ties the fallback to its bindings.
  const [glob, ...others] = installed.sideEffects;
  const kept = project.packed.files.filter(({ path }) => path.startsWith(glob.slice(2, -4)) && path.endsWith(".js"));
  assert.deepEqual([glob.slice(-4), others], ["*.js", []]);
  assert.match(kept.map(({ path }) => path).join(), /^live-fallback-\w+\.js$/);
  const texts = await Promise.all(project.packed.files.map(({ path }) => readFile(`${project.folder}/node_modules/@ungated/tracker/${path}`, "utf8")));
  assert.ok(texts.every((text) => text.length > 20), "no file is empty");
});

test("on a server nothing is touched, and everything may be called", async () => {
  const { atImport, answers, scripts, html, left } = JSON.parse(await project.node("server.mjs"));
  assert.deepEqual(atImport, []);
  assert.deepEqual(answers, ["null", "null", ...Array(5).fill("undefined")]);
  assert.deepEqual(left, []);
  assert.match(html.react, /<p id="shown">unknown –<\/p>/);
  assert.match(html.vue, /<p id="shown">unknown –<\/p>/);
  const [[stage, script]] = scripts;
  assert.equal(stage, "page");
  assert.match(script, /from "@ungated\/tracker";\nstart\(\{"site":"demo","api":"\/e"\}\);/);
});

test("the types are exact, however modules are resolved", async () => {
  // Vue's own declarations are not ours to check; those of the package are, where they stand alone.
  assert.equal(await project.types("types.ts", "--module", "nodenext", "--skipLibCheck"), "");
  assert.equal(await project.types("plain.ts", "--module", "esnext", "--moduleResolution", "bundler"), "");
});

describe("in a browser", () => {
  let it, own, reader, page, problems;
  const bundles = {};
  before(async () => {
    it = await world();
    for (const name of ["plain.ts", "react.mjs", "vue.mjs"]) bundles[name] = await project.bundle(name);
  });
  after(() => it?.stop());
  let readers = 0;
  beforeEach(async () => {
    own = await site(it.url);
    reader = await it.reader({ baseURL: own.url, userAgent: `Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Package/${++readers}` });
    page = await reader.newPage();
    problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
  });
  afterEach(async () => {
    await reader.close();
    await own.stop();
    assert.deepEqual(problems, [], "the package threw into the page");
  });

  const words = (n) => "word ".repeat(n);
  const ARTICLE = `<article><h1>One</h1><p>${words(8)}</p><h2>Two</h2><p>${words(8)}</p><h2>Three</h2><p>${words(8)}</p></article>`;

  /** Serves a bundled sample and an article that it is a part of; the page names no language. */
  function serve(sample, headers = {}) {
    for (const [name, text] of bundles[sample])
      own.page(`/app/${name}`, text, { "content-type": "text/javascript" });
    const script = `/app/${sample.replace(/\.\w+$/, ".js")}`;
    const html = `<!doctype html><html><head><meta charset="utf-8"><title>An app</title></head><body><main><div id="app"></div>${ARTICLE}</main><script type="module" src="${script}"></script></body></html>`;
    for (const path of ["/", "/next"]) own.page(path, html, headers);
  }
  /** Which modules the page has fetched; what several of them share has no name. */
  const fetched = () =>
    own.requests
      .map(({ url }) => url.match(/^\/app\/([a-z-]+?)(-[A-Z0-9]{8})*\.js$/)?.[1])
      .filter((name) => name && name !== "chunk");
  /** Reads until the page has points. */
  const read = () =>
    eventually(async () => {
      await page.mouse.move(100 + Math.random() * 500, 200);
      return page.evaluate(() => window.app.score());
    }, (score) => score?.points > 0 && score.engaged_ms > 3_000);
  const last = (isRight) => own.arrived(() => isRight(own.views().at(-1) ?? {})).then(() => own.views().at(-1));

  for (const [policy, headers] of [
    ["without a policy", {}],
    ["where WebAssembly is forbidden", { "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'" }],
  ])
    test(`a page is read, ${policy}, and the edge gives the same score`, async () => {
      serve("plain.ts", headers);
      await page.goto("/");
      const score = await read();
      await page.waitForFunction((standing) => window.app.standings.at(-1) === standing, score.standing);
      assert.deepEqual(await page.evaluate(() => window.app.ended), [], "who no longer listens is not told");
      const { recorded } = await page.evaluate(() => window.app.explain("en"));
      assert.ok(recorded.some((line) => line.includes("An app")));
      await page.evaluate(() => (window.app.heard("podcast"), window.app.event("read", { parts: 3 })));
      await page.goto("about:blank");
      const hit = await last(({ e, q }) => e >= score.engaged_ms && q >= score.points);
      assert.equal(own.views().length, 1, "the second start is none");
      assert.deepEqual(hit.x.map(([count]) => count), [9, 9, 9]);
      assert.equal(hit.i.a, "Somebody");
      assert.deepEqual(hit.w, ["podcast"]);
      assert.deepEqual(hit.o, [["opened", { early: true }, 1], ["read", { parts: 3 }, 1]]);
      await eventually(() => own.hits.map(({ status }) => status), (all) => all.every((status) => status === 202));
      assert.equal((await it.quality()).parity, 0);
      const forbidden = "content-security-policy" in headers;
      for (const name of ["fallback", "live-fallback"]) assert.equal(fetched().includes(name), forbidden, name);
    });

  test("before the reader agrees nothing is loaded, and then the core and no more", async () => {
    serve("plain.ts");
    await page.goto("/?hold&quiet");
    await page.waitForLoadState("networkidle");
    assert.deepEqual(fetched(), ["plain"]);
    assert.deepEqual(own.hits, []);
    await page.evaluate(() => window.app.optIn());
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("core-")));
    await page.goto("about:blank");
    await own.arrived((hits) => hits.length > 0);
    assert.deepEqual(fetched().sort(), ["core", "core-bytes", "plain"]);
  });

  for (const [how, path, objects] of [
    ["objects by Global Privacy Control", "/", true],
    ["opts out before the start", "/?out", false],
  ])
    test(`of a reader who ${how} nothing leaves the page`, async () => {
      serve("plain.ts");
      if (objects) await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { value: true }));
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await page.mouse.move(300, 300);
      assert.equal(await page.evaluate(() => window.app.score()), null);
      await page.close();
      // Whoever comes next is heard, and whatever was to come from this page has come before.
      const next = await reader.newPage();
      await next.goto("/next?hold");
      await next.evaluate(() => window.app.optIn());
      await next.waitForFunction(() => window.app.score());
      await own.arrived((hits) => hits.length > 0);
      assert.deepEqual(own.views().map(({ u }) => u), [`${own.url}/next`]);
    });

  test("a page that is prerendered begins when it is shown", async () => {
    serve("plain.ts");
    await page.addInitScript(() => Object.defineProperty(document, "prerendering", { value: true }));
    await page.goto("/");
    await page.waitForLoadState("networkidle");
    assert.deepEqual(fetched(), ["plain"]);
    await page.evaluate(() => document.dispatchEvent(new Event("prerenderingchange")));
    await own.arrived((hits) => hits.length > 0);
    await page.waitForFunction(() => window.app.standings.length);
  });

  for (const name of ["react.mjs", "vue.mjs"])
    test(`${name}: what is shown follows what is read`, async () => {
      serve(name);
      await page.goto("/");
      const shown = page.locator("#shown");
      const points = async () => {
        await page.mouse.move(100 + Math.random() * 500, 200);
        return Number((await shown.textContent()).match(/^(?:passing|reading|engaged) (\d+)$/)?.[1] ?? NaN);
      };
      const first = await eventually(points, (points) => points >= 0);
      const later = await eventually(points, (points) => points > first);
      // Taken away and put back, it knows what was told last.
      await page.click("#toggle");
      await shown.waitFor({ state: "detached" });
      await page.click("#toggle");
      assert.ok((await points()) >= later);
      await own.arrived((hits) => hits.length > 0);
      assert.equal(own.views().length, 1);
    });
});
