// Every small component in each of its states, looked at by itself: wide and narrow, light and dark, in both
// languages, under the dashboard's own policy. `UNGATED_SHOTS=DIR` keeps the pictures.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { FINE, flaws } from "./flaws.mjs";
import { CHROMIUM, QUIET } from "./world.mjs";

const build = fileURLToPath(new URL("../../www/build.mjs", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml" };
const LOOKS = [[1440, "light", "en-GB"], [1440, "dark", "en-GB"], [390, "light", "de-DE"], [390, "dark", "de-DE"]];

let pages, server, browser, url;
before(async () => {
  pages = await mkdtemp(join(tmpdir(), "ungated-stories-"));
  await promisify(execFile)(process.execPath, [build, "--out", pages, "--stories"]);
  const policy = /Content-Security-Policy: (.*)/.exec(await readFile(join(pages, "_headers"), "utf8"))[1];
  server = createServer(async (request, response) => {
    const path = request.url.split("?")[0];
    const file = join(pages, path === "/" ? "index.html" : path);
    const body = await readFile(file).catch(() => null);
    response.writeHead(body === null ? 404 : 200, { "content-type": TYPES[extname(file)] ?? "text/plain", "content-security-policy": policy }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  url = `http://localhost:${server.address().port}`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
});
after(async () => {
  await browser?.close();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve()));
  await rm(pages, { recursive: true, force: true });
});

const shots = new Map();

for (const [width, colorScheme, locale] of LOOKS)
  test(`each story has a picture, breaks no rule and keeps its place, ${width} px, ${colorScheme}, ${locale}`, { timeout: 120_000 }, async () => {
    const options = { baseURL: url, viewport: { width, height: 900 }, colorScheme, locale };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate(() => document.fonts.ready);
    const stories = page.locator("[data-story]");
    const names = await stories.evaluateAll((all) => all.map(({ dataset }) => dataset.story));
    assert.ok(names.length >= 40, `${names.length} stories`);
    assert.equal(new Set(names).size, names.length);
    for (const [at, name] of names.entries()) {
      const story = stories.nth(at);
      const box = await story.boundingBox();
      assert.ok(box.height > 30 && box.x >= 0 && box.x + box.width <= width, `${name}: ${JSON.stringify(box)}`);
      const shot = await story.screenshot();
      const look = `${name} ${width} ${locale}`;
      shots.set(`${name} ${width} ${colorScheme}`, shot);
      if (process.env.UNGATED_SHOTS) {
        await mkdir(process.env.UNGATED_SHOTS, { recursive: true });
        await writeFile(join(process.env.UNGATED_SHOTS, `${look} ${colorScheme}.png`.replaceAll(/[^\w. -]/g, "_")), shot);
      }
    }
    assert.deepEqual(problems, []);
    await context.close();
    const other = await browser.newContext({ ...options, bypassCSP: true });
    const looked = await other.newPage();
    await looked.goto("/");
    await looked.getByRole("heading", { level: 1 }).waitFor();
    assert.deepEqual(await flaws(looked), FINE);
    await other.close();
  });

test("dark is not light", () => {
  const light = [...shots.keys()].filter((key) => key.endsWith(" light"));
  assert.ok(light.length >= 80, `${light.length} pictures`);
  for (const key of light) {
    const dark = shots.get(key.replace(/ light$/, " dark"));
    assert.ok(dark !== undefined && !shots.get(key).equals(dark), key);
  }
});

test("a change is told in words, never as a percentage of nothing or of what is not over", async () => {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/");
  for (const [story, is, short, whole] of [
    ["up", "up", "\u00a025%", "25% up on the 7 days before"],
    ["down", "down", "\u00a025%", "25% down on the 7 days before"],
    ["same", "same", "same", "same as the 7 days before"],
    ["too few then", "was", "was 7", "the 7 days before: 7"],
    ["none then", "none", "none before", "the 7 days before: 0"],
    ["may not be told", "hidden", "not told", "the 7 days before: not told"],
    ["of something else", "nothing", "–", "the 7 days before: nothing to compare"],
    ["fewer so far", "was", "was 40", "the 7 days before: 40"],
    ["more already", "up", "\u00a025%", "25% up on the 7 days before"],
  ]) {
    const cell = page.locator(`[data-story="Change, ${story}"] [data-metric="change"]`);
    assert.deepEqual([await cell.getAttribute("data-is"), ...(await cell.locator(":scope > span").allTextContents())], [is, short, whole], story);
    assert.equal(await cell.locator("svg").count(), is === "up" || is === "down" ? 1 : 0, story);
  }
  const trend = page.locator('[data-story="Trend, what was changed"]');
  const lines = await trend.getByTestId("trend-turn").allTextContents();
  assert.deepEqual(lines.map((line) => line.replace(/^(\d) .*?: /, "$1 ")), ["1 a form before “A paper whose title goes on and on”; a new scoring model", "2 a new scoring model"]);
  assert.equal(await trend.locator("td.trend-turned").count(), 4);
  await context.close();
});

test("a wrong field says so to those who cannot see it, and a tab is one of a few", async () => {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/");
  const wrong = page.locator('[data-story="Field, wrong"] input');
  assert.equal(await wrong.getAttribute("aria-invalid"), "true");
  const about = await wrong.evaluate((input) => input.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent));
  assert.deepEqual(about, ["Part of addresses.", "1 to 64 of the characters a to z"]);
  assert.equal(await page.locator('[data-story="Tabs"]').getByRole("radio", { checked: true }).count(), 1);
  assert.equal(await page.locator('[data-story="Filter, chosen"]').getByRole("button", { pressed: true }).count(), 1);
  assert.equal(await page.locator('[data-story="Heat, may not be told"]').getByRole("button").count(), 0);
  await context.close();
});
