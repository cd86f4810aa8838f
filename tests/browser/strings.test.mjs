// Whatever others write into what is stored, the dashboard shows it as text: nothing runs, nothing is
// fetched, no policy is broken, and no layout.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { scrolled, settled } from "./board.mjs";
import { FINE, flaws } from "./flaws.mjs";
import { admin, hit, owner } from "./owner.mjs";
import { HOSTILE } from "./strings.mjs";
import { eventually, world } from "./world.mjs";

/** As many segments as a site may have. */
const SEGMENTS = 200;

let it, taken;
before(async () => {
  it = await world();
  assert.equal(new Set(HOSTILE).size, 500);
  // What the owner writes: what the API does not take, it refuses by name.
  const segments = [];
  for (const [at, said] of HOSTILE.entries()) {
    const name = said.toWellFormed().replace(/\s+/g, " ").trim().slice(0, 80);
    if (segments.length < SEGMENTS && name !== "" && name !== "(none)") segments.push({ segment: name, fit: at % 100, when: { campaign: [`c${at}`] } });
  }
  const config = { title: HOSTILE[0], hostnames: ["localhost"], k: 1, public: true };
  let { status, body } = await admin(it, "sites", "POST", { site: "harm", config: { ...config, segments } });
  if (status !== 201) {
    const wrong = new Set([...body.detail.matchAll(/rules\[(\d+)\]/g)].map(([, at]) => Number(at)));
    assert.ok(wrong.size > 0 && wrong.size < SEGMENTS / 4, body.detail);
    ({ status, body } = await admin(it, "sites", "POST", { site: "harm", config: { ...config, segments: segments.filter((_, at) => !wrong.has(at)) } }));
  }
  assert.equal(status, 201, JSON.stringify(body));

  // What pages and links write, one string in every field at once.
  taken = 0;
  for (const [at, said] of HOSTILE.entries()) {
    const query = new URLSearchParams({ utm_source: said, utm_medium: said, utm_campaign: at % 2 ? said : `c${at}`, utm_term: said });
    const told = {
      s: "harm", p: (at + 1).toString(16).padStart(16, "0"), address: `198.18.${at >> 7}.${(at & 127) + 1}`,
      u: `/${encodeURIComponent(said.toWellFormed())}/?${query}`, r: `https://harm.example/${encodeURIComponent(said.toWellFormed())}`,
      i: { t: said, y: said, p: said, a: said, g: ["awareness", "decision", said][at % 3], l: said, w: 100 },
      o: [[said, { [said]: said }, 1]], e: 20_000, x: [[100, 20_000]], d: [500, 500], ...(at % 5 === 0 && { h: { call: 1 } }),
    };
    try {
      await hit(it, told);
      taken++;
    } catch (error) {
      // A half of a pair is no text: the hit is turned away, with a code.
      assert.match(error.message, /^4\d\d (decode|bot|time)/);
    }
  }
  assert.ok(taken >= 480, `${taken} hits`);
  await eventually(() => admin(it, "query", "POST", { site: "harm", metrics: ["visits"], date_range: "day" }), ({ body }) => body.results[0].metrics[0] === taken);
});
after(() => it?.stop());

/** A page that notes what it should never have to. */
async function watched(options) {
  const { context, page } = await owner(it, options);
  const harm = [];
  await page.exposeFunction("__report", (what) => harm.push(what));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => window.__report(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  page.on("dialog", (dialog) => (harm.push("a dialog"), dialog.dismiss()));
  page.on("pageerror", (error) => harm.push(`an error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && harm.push(`on the console: ${message.text()}`));
  page.on("request", (request) => !request.url().startsWith(it.url) && !request.url().startsWith("blob:") && harm.push(`asked ${request.url()}`));
  context.on("page", () => harm.push("a window"));
  const ran = async () => {
    assert.deepEqual(harm, []);
    assert.equal(await page.evaluate(() => window.__harmed), undefined, "a string ran");
  };
  return { context, page, ran };
}

const TABS = ["", "&tab.subjects=author&tab.sources=source&tab.influence=topic&tab.places=region", "&tab.subjects=type&tab.sources=campaign&tab.influence=author", "&tab.sources=heard&sort=points"];

test("of 500 strings in every field none runs, none breaks a rule, and the page holds", { timeout: 280_000 }, async () => {
  for (const [width, colorScheme] of [[1440, "light"], [390, "dark"]]) {
    const { context, page, ran } = await watched({ viewport: { width, height: 900 }, colorScheme });
    for (const tabs of TABS) {
      await page.goto(`/?site=harm${tabs}`);
      await settled(page);
      await scrolled(page);
      for (const more of await page.locator(".more button").all()) if (await more.isVisible()) await more.click();
      await settled(page);
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, `${width} ${tabs}`);
      assert.equal(await page.getByTestId("problem").count(), 0, tabs);
      await ran();
    }
    assert.ok((await page.getByTestId("content-row").count()) > 20);
    for (const search of ["?sites=all", "?site=harm&proof=1000+EUR", "?site=harm&setup=segments", "?site=harm&setup=content", "?site=harm&setup=history"]) {
      await page.goto(`/${search}`);
      await settled(page);
      assert.equal(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, `${width} ${search}`);
      await ran();
    }
    await context.close();
  }
});

test("each can be a filter: the address says it whole, the chip shows it as text, and back works", { timeout: 120_000 }, async () => {
  const { context, page, ran } = await watched();
  const { body } = await admin(it, "query", "POST", { site: "harm", metrics: ["visits"], dimensions: ["topic"], date_range: "day", limit: 1000 });
  const topics = body.results.map(({ dimensions }) => dimensions[0]).filter((topic) => topic !== "(none)" && topic !== "(other)");
  assert.ok(topics.length > 300, `${topics.length} topics`);
  for (const topic of topics.filter((_, at) => at % 40 === 0)) {
    await page.goto(`/?site=harm&${new URLSearchParams({ topic })}`);
    await settled(page);
    assert.equal(await page.locator(".chip-values").first().textContent(), topic);
    assert.equal(await page.getByTestId("metric-visits").getAttribute("data-value") > 0, true, topic);
    await ran();
  }
  await context.close();
});

test("and none makes it worse for those who cannot see it well", { timeout: 120_000 }, async () => {
  const { context, page } = await owner(it, { viewport: { width: 390, height: 900 }, bypassCSP: true });
  await page.goto("/?site=harm");
  await settled(page);
  await scrolled(page);
  assert.deepEqual(await flaws(page), FINE);
  await context.close();
});
