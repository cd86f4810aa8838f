// Setting a site up in the page, as its owner does: from its name to its first hit, and on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { admin as asAdmin, owner as signedIn } from "./owner.mjs";
import { awake, eventually, world } from "./world.mjs";

const PARTS = ["tag", "site", "content", "segments", "model", "alerts", "people", "history", "facts", "new"];

let it;
before(async () => (it = await world()));
after(() => it?.stop());

const owner = (options) => signedIn(it, options);
const admin = (...asked) => asAdmin(it, ...asked);

/** A site of another origin, with the tag on its page. */
async function host(tag) {
  const page = `<!doctype html><title>Air</title>${tag}<main><h1>Air</h1><p>Air is free.</p></main>`;
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(page));
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://localhost:${server.address().port}/air`, stop };
}

/** Visits of days ago, which are over. */
const simulate = (url, visits) =>
  new Promise((resolve, reject) => {
    const [program, ...before] = process.env.UNGATED_XTASK ? [process.env.UNGATED_XTASK] : ["cargo", "xtask"];
    execFile(program, [...before, "simulate", "--visits", String(visits), "--days", "3", "--url", url], (error) => (error ? reject(error) : resolve()));
  });
const site = (name) => admin("sites", "POST", { site: name, config: { title: name, hostnames: ["localhost"] } });
const part = (page, name) => page.locator(".setup-nav").getByRole("link", { name, exact: true }).click();

test("a site is added, its tag is put on a page of another host, and its first hit is seen to arrive", { timeout: 120_000 }, async () => {
  const { context, page } = await owner();
  await part(page, "Add a site");
  const form = page.getByTestId("new-site");
  await form.getByLabel("Its key").fill("my shop");
  await form.getByRole("button").click();
  assert.match(await form.getByRole("alert").innerText(), /^site: 1 to 64 of the characters a to z/);
  await form.getByLabel("Its key").fill("shop.test");
  await form.getByLabel("Its name").fill("The shop");
  await form.getByLabel("Hostnames").fill("wrong.localhost");
  await form.getByRole("button").click();
  await page.waitForFunction(() => location.search === "?site=shop.test&setup=tag");
  await page.getByRole("heading", { level: 1, name: "Set up The shop" }).waitFor();
  const first = page.getByTestId("first-hit");
  await eventually(() => first.getAttribute("data-accepted"), (accepted) => accepted === "0");

  const tag = await page.getByTestId("recipe").innerText();
  assert.equal(tag, `<script async src="${it.url}/u.js" data-site="shop.test"></script>`);
  const shop = await host(tag);
  const reader = await it.reader();
  const reading = await reader.newPage();
  await reading.goto(shop.url);
  await awake(reading);
  await reading.goto("about:blank"); // its hit goes when it is left
  await first.getByText("hostname", { exact: true }).waitFor();
  assert.equal(await first.getAttribute("data-accepted"), "0");
  await first.getByRole("link", { name: "Add the host" }).click();
  const hosts = page.getByTestId("site-form").getByLabel("Hostnames");
  await hosts.fill("localhost\nhttps://wrong.localhost");
  await page.getByRole("button", { name: "Save" }).click();
  assert.match(await page.getByTestId("site-form").getByRole("alert").innerText(), /^hostnames\[1\]: /);
  await hosts.fill("localhost");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();

  await part(page, "Tag");
  await reading.goto(shop.url);
  await awake(reading);
  await reading.goto("about:blank"); // its hit goes when it is left
  await eventually(() => first.getAttribute("data-accepted"), (accepted) => Number(accepted) > 0);
  await first.getByRole("link", { name: "See the numbers" }).click();
  await page.waitForFunction(() => location.search === "?site=shop.test");
  await page.getByRole("heading", { level: 1, name: "The shop" }).waitFor();
  await reader.close();
  await shop.stop();
  await context.close();
});

test("a public site's badge is a picture on anybody's page, light and dark, and a closed one's is none", async () => {
  await site("closed");
  const { context, page } = await owner();
  const line = await page.getByTestId("badge").locator("code").innerText();
  const shop = await host(line);
  for (const colorScheme of ["light", "dark"]) {
    const reader = await it.reader({ colorScheme });
    const reading = await reader.newPage();
    await reading.goto(shop.url);
    const picture = reading.getByRole("img", { name: "Reads in 30 days, measured by Ungated" });
    await picture.evaluate((image) => image.decode());
    assert.ok((await picture.boundingBox()).width > 100);
    await reading.goto(`${it.url}/api/v1/sites/demo/badge.svg`);
    const fill = await reading.evaluate(() => getComputedStyle(document.querySelector("text")).fill);
    assert.equal(fill, colorScheme === "dark" ? "rgb(231, 238, 236)" : "rgb(19, 32, 31)");
    // What it says has room: the text is as wide as was said, within the rim.
    const [text, rim] = await reading.evaluate(() => ["text", "rect"].map((name) => document.querySelector(name).getBoundingClientRect().right));
    assert.ok(text < rim - 6, `${text} ${rim}`);
    await reader.close();
  }
  await page.goto("/?site=closed&setup=tag");
  await page.getByText("Only a site has one whose reports anybody may read.").waitFor();
  assert.equal(await page.getByTestId("badge").count(), 0);
  await shop.stop();
  await context.close();
});

test("the pinned tag has the hash of what it loads", async () => {
  const { context, page } = await owner();
  await page.getByText("Pinned, with SRI").click();
  await page.getByText("integrity=").waitFor();
  const tag = await page.getByTestId("recipe").innerText();
  const shop = await host(tag);
  const reader = await it.reader();
  const reading = await reader.newPage();
  await reading.goto(shop.url);
  await awake(reading);
  assert.match(await reading.locator("script").getAttribute("src"), /\/u\/[0-9a-f]+\/tag\.js$/);
  await reader.close();
  await shop.stop();
  await context.close();
});

test("rules over paths are tried on real pages while they are written, and hold once they are saved", { timeout: 120_000 }, async () => {
  await site("rules");
  const { context, page } = await owner();
  await page.goto("/?site=rules&setup=content");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Pages at").fill("/blog/:topic/**");
  await page.getByLabel("Topic").fill(":topic");
  await page.getByLabel("Pages", { exact: true }).fill("https://localhost/blog/heat/pumps?q=1 /about");
  const tried = () => page.getByTestId("tried").allInnerTexts();
  const told = (texts) => texts.map((text) => text.replace(/\s+/g, " ").trim());
  await eventually(tried, (texts) => told(texts).join("|") === "/blog/heat/pumps Topic: heat by rule 1|/about nothing: as the page says");

  await page.getByRole("button", { name: "Add a rule" }).click();
  const second = page.getByTestId("rule").nth(1);
  await second.getByLabel("Pages at").fill("about");
  await second.getByRole("alert").waitFor();
  assert.match(await second.getByRole("alert").innerText(), /^path: /);
  assert.equal(await page.getByTestId("rule").first().getByRole("alert").count(), 0);
  await second.getByLabel("Pages at").fill("/about");
  await second.getByLabel("Author").fill("(none)");
  await second.getByLabel("Stage").selectOption("decision");
  await second.getByRole("button", { name: "Up" }).click();
  await eventually(tried, (texts) => told(texts)[1] === "/about Author: (none) by rule 1 Stage: decision by rule 1");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const rules = [
    { path: "/about", author: "", stage: "decision" },
    { path: "/blog/:topic/**", topic: ":topic" },
  ];
  assert.deepEqual((await admin("sites/rules/config")).body.config.content, rules);

  await page.goto("/?site=rules&setup=segments");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Segment").fill("DACH");
  await page.getByLabel("Points of fit").fill("40");
  await page.getByLabel("Country").fill("DE, Austria");
  await page.getByRole("button", { name: "Save" }).click();
  assert.match(await page.getByTestId("rule").getByRole("alert").innerText(), /^when\.country\[1\]: /);
  await page.getByLabel("Country").fill("DE, AT");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const { config } = (await admin("sites/rules/config")).body;
  assert.deepEqual([config.segments, config.content], [[{ segment: "DACH", fit: 40, when: { country: ["DE", "AT"] } }], rules]);
  await context.close();
});

test("who was slower loses nothing, and says nothing over another", { timeout: 60_000 }, async () => {
  await site("two");
  const { context, page } = await owner();
  await page.goto("/?site=two&setup=site");
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  const { config, version } = (await admin("sites/two/config")).body;
  const headers = { authorization: `Bearer ${it.token}`, "if-match": `"${version}"` };
  const put = await fetch(`${it.url}/api/v1/sites/two/config`, { method: "PUT", headers, body: JSON.stringify({ ...config, title: "Theirs" }) });
  assert.equal(put.status, 200);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Somebody else saved settings").waitFor();
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Mine");
  await page.getByRole("button", { name: "Load what holds now" }).click();
  await eventually(() => page.getByLabel("Name", { exact: true }).inputValue(), (name) => name === "Theirs");

  await part(page, "History");
  const versions = page.getByTestId("version");
  await eventually(() => versions.count(), (count) => count === 2);
  await versions.first().getByRole("button", { name: "What it changed" }).click();
  assert.equal((await page.getByTestId("changes").innerText()).replace(/\s+/g, " "), "title two Theirs");
  await versions.nth(1).getByRole("button", { name: "Go back to version 1" }).click();
  await page.getByRole("heading", { level: 1, name: "Set up two" }).waitFor();
  assert.deepEqual((await admin("sites/two/config")).body.version, 3);
  await context.close();
});

test("a link and a token open what they say, until they are revoked", { timeout: 60_000 }, async () => {
  await site("people");
  const { context, page } = await owner();
  await page.goto("/?site=people&setup=people");
  const link = page.getByTestId("share-form");
  await link.getByLabel("For whom").fill("the board");
  await link.getByRole("button").click();
  const address = await page.getByTestId("once").locator("code").innerText();
  const guest = await it.browser.newContext({ baseURL: it.url });
  const board = await guest.newPage();
  await board.goto(address);
  await board.getByRole("heading", { level: 1, name: "people" }).waitFor();
  assert.equal(await board.getByRole("link", { name: "Set up" }).count(), 0);
  await guest.close();

  const form = page.getByTestId("token-form");
  await form.getByLabel("Whose").fill("Ana");
  await form.getByLabel("Role").selectOption("editor");
  await form.getByRole("button").click();
  const secret = await page.getByTestId("once").nth(1).locator("code").innerText();
  const ana = await it.browser.newContext({ baseURL: it.url });
  const hers = await ana.newPage();
  await hers.goto("/?site=people&setup=site");
  await hers.getByLabel("Token", { exact: true }).fill(secret);
  await hers.locator("main button[type=submit]").click();
  await hers.getByLabel("Name", { exact: true }).waitFor();
  assert.equal(await hers.getByRole("link", { name: "Add a site" }).count(), 0);
  await hers.goto("/?site=people&setup=facts");
  await hers.getByText("This part is for admins.").waitFor();
  await hers.goto("/?site=demo&setup=site");
  await hers.getByText("“Ana” may look at this site, and change nothing.").waitFor();

  for (const [row, name] of [["share", "the board"], ["token", "Ana"]]) {
    await page.getByTestId(row).getByRole("button", { name: `Revoke ${name}` }).click();
    await page.getByRole("button", { name: `Yes, revoke ${name}` }).click();
    await page.getByTestId(row).waitFor({ state: "detached" });
  }
  await hers.reload();
  await hers.getByTestId("sign-in").waitFor();
  await ana.close();
  await context.close();
});

test("facts are erased when the site's key was typed", { timeout: 120_000 }, async () => {
  await simulate(it.url, 20);
  assert.ok((await it.totals("visits"))[0] > 0);
  const { context, page } = await owner();
  await page.goto("/?setup=facts");
  const erase = page.getByRole("button", { name: "Erase all facts" });
  const confirm = page.getByLabel("Type demo to confirm");
  for (const typed of ["", "Demo", "demo "]) {
    await confirm.fill(typed);
    assert.equal(await erase.isDisabled(), true, typed);
  }
  await confirm.fill("demo");
  await erase.click();
  await page.getByText(/^Erased, in \d+ places?\./).waitFor();
  assert.deepEqual(await it.totals("visits"), [0]);
  await context.close();
});

test("every part is accessible and fits, wide and narrow, light and dark, and asks nobody else", { timeout: 180_000 }, async () => {
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await owner({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const foreign = [];
      page.on("request", (request) => request.url().startsWith(it.url) || foreign.push(request.url()));
      for (const name of PARTS) {
        await page.goto(`/?setup=${name}`);
        await page.locator(".part").first().waitFor();
        await page.waitForFunction(() => !document.querySelector(".skeleton"));
        assert.deepEqual(await flaws(page), FINE, `${name} ${width} ${colorScheme}`);
      }
      assert.deepEqual(foreign, []);
      await context.close();
    }
});
