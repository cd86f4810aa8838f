// Strict policies: under each the tag tells the same of the same reading, and breaks no rule.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { site, tag } from "./site.mjs";
import { eventually, pass, world } from "./world.mjs";

let it, own, other, reader, page, problems;
before(async () => {
  it = await world();
  own = await site(it.url); // where the pages are, and mostly the tag
  other = await site(it.url); // another host of the tag
  own.page("/favicon.ico", "", { "content-type": "image/x-icon" }); // asked for on every page
});
after(async () => {
  await own?.stop();
  await other?.stop();
  await it?.stop();
});
beforeEach(async () => {
  reader = await it.reader();
  // Init scripts stand above the page's policy.
  await reader.addInitScript(() => {
    window.broken = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      window.broken.push({ effectiveDirective, blockedURI }));
  });
  page = await reader.newPage();
  problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
});
afterEach(() => reader.close());

const BODY = `<main><h1>One</h1><p>${"word ".repeat(60)}</p><h2>Two</h2><p>${"word ".repeat(40)}</p></main>`;
let pages = 0;
const hasModule = () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && /\/u\/(.*\/)?(core[^/]*\.wasm|fallback[^/]*\.js)$/.test(name));

const document = (script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${script}</head><body>${BODY}</body></html>`;

/**
 * Reads a page under a policy, to its end.
 * @returns the last hit of its page view, what broke the policy, and what was complained of
 */
async function read(policy, script = tag(), { headers = {}, hasHit = true, hits = own } = {}) {
  const path = `/policy/${++pages}/`;
  own.page(path, document(script), { ...(policy && { "content-security-policy": policy }), ...headers });
  await page.goto(own.url + path);
  // The first call of score() would bring a part that a page need not have: the core is known to
  // be awake by the module that it fetched, whichever way it took.
  if (hasHit) await eventually(() => page.evaluate(hasModule), Boolean, 5_000).catch(() => undefined);
  else await pass(3_000);
  await page.mouse.move(300, 300);
  await page.mouse.move(320, 310);
  await pass(1_200);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const broken = await page.evaluate(() => window.broken);
  await page.goto("about:blank");
  const mine = () => hits.views().find(({ u }) => u.endsWith(path));
  const hit = hasHit ? await eventually(mine, (last) => last?.k?.print === 1) : mine();
  return { hit, broken, path };
}

/** As under no policy at all: time, sections, points and the hash of the model. */
function isWhole(hit) {
  assert.ok(hit.e >= 1_000, `${hit.e} ms engaged`);
  assert.deepEqual(hit.x.map(([words]) => words), [61, 41]);
  assert.ok(hit.x.every(([, ms]) => ms > 0), "time on both sections");
  assert.equal(typeof hit.q, "number");
  assert.match(hit.m, /^[\da-f]{16}$/);
  assert.equal(hit.i.w, 102);
}

const nonced = (attributes = "") => tag(`nonce="R4nd0m" ${attributes}`);
const OFF = `data-wasm="off"`;
const SELF = "default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'";
const TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

test("without a policy: what the others are held against", async () => {
  const { hit, broken } = await read("");
  isWhole(hit);
  assert.deepEqual([broken, problems], [[], []]);
});

// Policy, the tag, and how often it may be reported: trying WASM is one report where it is forbidden.
const POLICIES = {
  "only the site's own scripts, no WASM": [SELF, tag(), 1],
  "only the site's own scripts, WASM switched off": [SELF, tag(OFF), 0],
  "only the site's own scripts, with WASM": [SELF.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"), tag(), 0],
  "a nonce, and what it brings": ["script-src 'nonce-R4nd0m' 'strict-dynamic'", nonced(), 1],
  "a nonce, and what it brings, WASM switched off": ["script-src 'nonce-R4nd0m' 'strict-dynamic'", nonced(OFF), 0],
  "a nonce, and what it brings, with WASM": ["script-src 'nonce-R4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'", nonced(), 0],
  "a nonce alone": ["script-src 'nonce-R4nd0m'", nonced(), 1],
  "a nonce alone, WASM switched off": ["script-src 'nonce-R4nd0m'", nonced(OFF), 0],
  "a nonce alone, with WASM": ["script-src 'nonce-R4nd0m' 'wasm-unsafe-eval'", nonced(), 0],
  "trusted types, none of them": [TYPES, tag(), 0],
  "trusted types and no WASM": [`${SELF}; ${TYPES}`, tag(), 1],
  "all at once": [`default-src 'none'; img-src 'self'; script-src 'nonce-R4nd0m'; connect-src 'self'; base-uri 'none'; form-action 'none'; ${TYPES}`, nonced(OFF), 0],
};
for (const [name, [policy, script, most]] of Object.entries(POLICIES))
  test(`the policy: ${name}`, async () => {
    const { hit, broken } = await read(policy, script);
    isWhole(hit);
    assert.ok(broken.length <= most, `reported: ${JSON.stringify(broken)}`);
    // The browser's own words of the one report are all that may be on the console.
    assert.ok(problems.length <= most, problems.join("\n"));
    assert.ok(problems.every((text) => /Content Security Policy/.test(text)), problems.join("\n"));
  });

for (const [name, [policy, script]] of Object.entries(POLICIES))
  test(`the score is told to the page under the policy: ${name}`, async () => {
    const path = `/policy/${++pages}/`;
    own.page(path, document(script), { "content-security-policy": policy });
    await page.goto(own.url + path);
    const score = await eventually(() => page.evaluate(() => window.ungated?.score() ?? null), Boolean);
    assert.equal(typeof score.points, "number");
  });

test("both ways to the core tell the same of one model", async () => {
  const [plain, strict] = [await read("", tag()), await read(SELF, tag(OFF))];
  assert.equal(strict.hit.m, plain.hit.m);
  assert.deepEqual(Object.keys(strict.hit).sort(), Object.keys(plain.hit).sort());
  // What the reader did is alike, and so is the time, but for what the machine takes.
  assert.ok(Math.abs(strict.hit.q - plain.hit.q) <= 2, `${strict.hit.q} and ${plain.hit.q} points`);
});

test("a policy that forbids hits: none, and nothing but the browser's own report", async () => {
  const { hit, broken } = await read("script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'", tag(), { hasHit: false });
  assert.equal(hit, undefined);
  // One for the module, and one each time that the browser is asked to hold what is known by then.
  assert.ok(broken.length <= 6, `reported again and again: ${JSON.stringify(broken)}`);
  for (const { effectiveDirective } of broken) assert.match(effectiveDirective, /^connect-src|^script-src/);
  for (const text of problems) assert.match(text, /Content Security Policy|^Fetch API cannot load/);
});

test("a policy that forbids the core: a plain page view, and nothing but the browser's own report", async () => {
  const hash = `sha256-${createHash("sha256").update(await (await fetch(`${own.url}/stats/u.js`)).text()).digest("base64")}`;
  const pinned = tag(`integrity="${hash}"`);
  const { broken, path } = await read(`script-src '${hash}'; connect-src 'self'`, pinned, { hasHit: false });
  const hit = await eventually(() => own.views().find(({ u }) => u.endsWith(path)), Boolean);
  assert.equal(hit.i.t, "A page");
  for (const { effectiveDirective } of broken) assert.match(effectiveDirective, /^script-src/);
  for (const text of problems) assert.match(text, /Content Security Policy/);
});

const elsewhere = (attributes = "", file = "u.js") =>
  `<script async src="${other.url}/stats/${file}" data-site="demo" ${attributes}></script>`;

test("the tag of another host: hits go there, without a preflight or a cookie", async () => {
  await reader.addCookies([{ name: "session", value: "secret", url: own.url }]); // ports share cookies
  const { hit } = await read("", elsewhere(), { hits: other });
  isWhole(hit);
  assert.deepEqual(problems, []);
  assert.ok(!other.requests.some(({ method }) => method === "OPTIONS"));
  assert.ok(other.hits.every(({ headers }) => !headers.cookie && /^text\/plain/.test(headers["content-type"])));
});

test("the tag of another host, by CORS, under a policy that names the host", async () => {
  const policy = `default-src 'none'; img-src 'self'; script-src ${other.url} 'wasm-unsafe-eval'; connect-src ${other.url}; ${TYPES}`;
  const { hit, broken } = await read(policy, elsewhere("crossorigin"), { hits: other });
  isWhole(hit);
  assert.deepEqual([broken, problems], [[], []]);
});

test("the tag of another host, on a page that is isolated from others", async () => {
  const headers = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };
  const { hit } = await read("", elsewhere(), { headers, hits: other });
  isWhole(hit);
  assert.deepEqual(problems, []);
});

/** What `u/integrity.json` lists: file to integrity. */
async function published() {
  const answer = await fetch(`${other.url}/stats/u/integrity.json`);
  assert.equal(answer.status, 200);
  const list = await answer.json();
  return Object.entries(list).map(([file, { integrity }]) => [file.replace(/^\/?u\//, ""), integrity]);
}

test("the pinned tag: its published integrity is its own, and a browser holds it to that", async () => {
  const list = await published();
  for (const [file, integrity] of list) {
    const bytes = Buffer.from(await (await fetch(`${other.url}/stats/u/${file}`)).arrayBuffer());
    assert.equal(integrity, `sha384-${createHash("sha384").update(bytes).digest("base64")}`, file);
  }
  const [file, integrity] = list.find(([file]) => /^(\w+\/)?tag\b.*\.js$/.test(file));
  const { hit } = await read("", elsewhere(`crossorigin integrity="${integrity}"`, `u/${file}`), { hits: other });
  isWhole(hit);
  const asked = other.requests.length;
  const { hit: none } = await read("", elsewhere(`crossorigin integrity="sha384-${"A".repeat(64)}"`, `u/${file}`), { hasHit: false, hits: other });
  assert.equal(none, undefined);
  assert.deepEqual(other.requests.slice(asked).map(({ method }) => method).filter((method) => method !== "GET"), []);
});
