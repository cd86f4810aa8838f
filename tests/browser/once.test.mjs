// One reader, counted once: what is printed, several tabs of one page, and a page in a frame.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { html, site } from "./site.mjs";
import { engaged, observe, remembered } from "./truth.mjs";
import { eventually, pass, person, world } from "./world.mjs";

let it, own, other;
before(async () => {
  it = await world();
  own = await site(it.url);
  other = await site(it.url); // another origin
  for (const one of [own, other]) one.page("/end/", `<!doctype html><title>An end</title><link rel="icon" href="data:,">`);
});
after(async () => {
  await own?.stop();
  await other?.stop();
  await it?.stop();
});

const TEXT = `<main><h1>One</h1><p>${"word ".repeat(60)}</p></main>`;
const frame = (src) => `${TEXT}<iframe src="${src}" style="width: 600px; height: 300px"></iframe>`;
const page = (path, body) => own.page(path, html(body, { head: `<link rel="icon" href="data:,">` }));
const isAwake = (frame) => frame.waitForFunction(() => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith("core.wasm")));
const views = (path, of = own) => of.views().filter(({ u }) => new URL(u).pathname.startsWith(path));

/** A reader with a browser of their own. */
async function alone(name, act) {
  const reader = await person(own.url, name);
  const problems = [];
  try {
    await reader.context.addInitScript(observe);
    const tab = async () => {
      const { page, open } = await reader.tab();
      page.on("pageerror", ({ message }) => problems.push(message));
      return { page, open };
    };
    const truth = async (path, count = 1) => (await remembered(reader.context, own.url + "/end/", path, count)).map(engaged);
    await act(tab, truth);
  } finally {
    await reader.stop();
  }
  assert.deepEqual(problems, [], "errors in the page");
}

describe("counted once", { concurrency: 3 }, () => {
  test("a page that is printed", () =>
    alone("Printer", async (tab) => {
      page("/print/", TEXT);
      const { page: printed, open } = await tab();
      await open("/print/");
      await isAwake(printed);
      await printed.pdf();
      await printed.goto(own.url + "/end/");
      const [view, ...more] = await eventually(() => views("/print/"), ([view]) => view?.k);
      assert.deepEqual([view.k, more], [{ print: 1 }, []]);
    }));

  test("a page in three tabs: three page views of one visit, each with its own time", () =>
    alone("Tabs", async (tab, truth) => {
      page("/tabs/", TEXT);
      const tabs = [];
      for (const seconds of [3, 2, 1]) {
        const { page, open } = await tab();
        tabs.push(page);
        await open("/tabs/");
        await isAwake(page);
        for (let s = 0; s < seconds; s++) {
          await page.mouse.move(300 + s, 300);
          await pass(1_000);
        }
      }
      for (const page of tabs.reverse()) {
        await page.bringToFront();
        await page.waitForFunction(() => !document.hidden, null, { polling: 50 });
        await page.close({ runBeforeUnload: true });
      }
      const sorted = (list) => list.sort((a, b) => a - b);
      const seen = sorted(await truth("/tabs/", 3));
      const near = (all) => sorted(all.map(({ e }) => e)).every((ms, i) => Math.abs(ms - seen[i]) <= 300);
      await eventually(() => views("/tabs/"), (all) => all.length === 3 && near(all));
      const figures = async () => (await it.ask({ metrics: ["visits", "pageviews"], filters: [["is", "item", ["/tabs/"]]] })).results[0].metrics;
      await eventually(figures, (now) => String(now) === "1,3");
    }));

  test("a page of the same origin in a frame: part of the page around it", () =>
    alone("Frame", async (tab, truth) => {
      page("/frame/", frame("/frame/within/"));
      page("/frame/within/", TEXT);
      const { page: top, open } = await tab();
      await open("/frame/");
      await isAwake(top.mainFrame());
      const within = top.frames()[1];
      await within.waitForFunction(() => window.ungated);
      await within.locator("h1").click();
      await pass(1_500);
      // What it calls does no harm.
      assert.equal(await within.evaluate(() => (window.ungated.event("a"), window.ungated.optIn(), window.ungated.score())), null);
      await pass(1_500);
      await top.goto(own.url + "/end/");
      const [truth_ms] = await truth("/frame/");
      const [view, ...more] = await eventually(() => views("/frame/"), ([view]) => view?.e >= truth_ms - 300);
      assert.deepEqual([new URL(view.u).pathname, more], ["/frame/", []]);
      assert.ok(view.e <= truth_ms + 300, `engaged for ${view.e} ms, in truth ${Math.round(truth_ms)} ms`);
    }));

  test("a page in a frame of one without the tag: the one page view that there is", () =>
    alone("Bare", async (tab) => {
      own.page("/bare/", `<!doctype html><title>No tag</title><link rel="icon" href="data:,">${frame("/bare/within/")}`);
      page("/bare/within/", TEXT);
      const { page: top } = await tab();
      await top.goto(own.url + "/bare/");
      await eventually(() => top.frames().length, (count) => count === 2);
      await isAwake(top.frames()[1]);
      await top.goto(own.url + "/end/");
      await eventually(() => views("/bare/"), (all) => all.length === 1 && all[0].u.endsWith("/within/"));
    }));

  test("a page in a frame of another site: its own page view, as neither knows of the other", () =>
    alone("Abroad", async (tab) => {
      other.page("/abroad/", html(frame(`${own.url}/abroad/within/`), { head: `<link rel="icon" href="data:,">` }));
      page("/abroad/within/", TEXT);
      const { page: top } = await tab();
      await top.goto(other.url.replace("127.0.0.1", "localhost") + "/abroad/");
      await isAwake(top.mainFrame());
      await isAwake(top.frames()[1]);
      await top.goto(own.url + "/end/");
      await eventually(() => [views("/abroad/").length, views("/abroad/", other).length], (now) => String(now) === "1,1");
    }));
});
