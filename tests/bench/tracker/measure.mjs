// One contestant, measured once.
import { SLOWDOWN, tab, work } from "./chromium.mjs";
import { typical } from "./figures.mjs";
import { countReads, timeListeners } from "./hooks.mjs";
import { pass, read, readFast } from "./reader.mjs";
import { CATEGORIES, figures } from "./trace.mjs";

/** Until a tracker that waits for an idle page has started, and sent what it sends first. */
const SETTLED_MS = 2_500;
const TURNS = 12;
const RESTLESS_TURNS = 6;
const MINUTES = 30;
/** On a machine that is too busy, the browser does not manage to slow the page. Then once more. */
const SLOWED = 3;
const TRIES = 3;

/**
 * @typedef {object} Stage where it happens
 * @property {import("playwright-core").Browser} browser @property {string} site
 * @property {(contestant: object, before: number) => Promise<void>} heard waits until what the
 *   contestant sends has arrived, since a page that is closed too early cannot tell
 * @property {(contestant: object) => number} sent how many messages came from it so far
 */

/** Opens the article in a profile of its own, works on it, leaves it, and hears from it. */
async function visit({ browser, site, sent, heard }, contestant, work) {
  const before = sent(contestant);
  const opened = await tab(browser, site);
  try {
    const figures = await work({ ...opened, browser, address: `${site}/${contestant.name}/article/` });
    await opened.page.goto(`${site}/blank`);
    await heard(contestant, before);
    return { ...figures, strangers: opened.strangers };
  } finally {
    await opened.close();
  }
}

async function trace({ browser, page, address }, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  return figures(await browser.stopTracing(), address);
}

/** Everything that takes time. */
export async function timed(stage, contestant) {
  const quick = await visit(stage, contestant, start);
  const slowed = await slow(stage, contestant);
  const listening = await visit(stage, contestant, listen);
  return {
    cpu_ms: quick.script_ms,
    startup_ms: slowed.script_ms,
    slowdown: slowed.slowdown,
    longest_task_ms: slowed.longest_task_ms,
    blocking_ms: slowed.blocking_ms,
    startup_forced_layouts: slowed.forced_layouts,
    ...listening,
    strangers: [quick, slowed, listening].flatMap(({ strangers }) => strangers),
  };
}

/** From nothing in the cache until all is quiet, at full speed. */
const start = (on) =>
  trace(on, async () => {
    await on.page.goto(on.address, { waitUntil: "load" });
    await pass(SETTLED_MS);
  });

/** The same slowed. */
async function slow(stage, contestant) {
  for (let tries = 1; ; tries++) {
    const figures = await visit(stage, contestant, async (on) => {
      await work(on.page); // the compiler learns it
      const quick = await work(on.page);
      await on.slow();
      const started = await start(on);
      return { ...started, slowdown: (await work(on.page)) / quick };
    });
    if (figures.slowdown >= SLOWED || tries === TRIES) return figures;
  }
}

/** A reader on the still page and on the restless one. */
async function listen(on) {
  const { page, devtools, address, slow } = on;
  // On the still page, so that what a listener costs is its own; and neither traced, which costs
  // more than most listeners do, nor slowed: the browser slows in portions of 200 µs, in which a
  // listener of some is met seldom and then hard. Slowness is multiplied in afterwards.
  await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${timeListeners})()` });
  await page.goto(address, { waitUntil: "load" });
  await pass(SETTLED_MS);
  await page.evaluate(() => Object.values(window.timed).forEach((all) => (all.length = 0)));
  await read(page, { turns: TURNS });
  const handled = await page.evaluate(() => window.timed);

  await slow();
  await page.evaluate("restless = true");
  const reading = await trace(on, () => read(page, { turns: RESTLESS_TURNS }));
  return {
    handler_us: SLOWDOWN * typical(Object.values(handled).flat()),
    by_type: Object.fromEntries(Object.entries(handled).map(([type, all]) => [type, SLOWDOWN * typical(all)])),
    forced_layouts: reading.forced_layouts,
    forced_layout_ms: reading.forced_layout_ms,
    reading_ms: reading.script_ms,
  };
}

/** Half an hour in the page's own time: what it keeps, and how often it asked for the layout. */
export const kept = (stage, contestant) =>
  visit(stage, contestant, async ({ page, devtools, address }) => {
    await devtools.send("Performance.enable");
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${countReads})()` });
    await page.goto(address, { waitUntil: "load" });
    await pass(SETTLED_MS);
    const reads = () => page.evaluate(() => Object.values(window.reads).reduce((sum, count) => sum + count, 0));
    const atStart = await reads();
    await readFast(devtools, { minutes: 1 });
    const early = await memory(devtools);
    await readFast(devtools, { minutes: MINUTES - 1 });
    const late = await memory(devtools);
    const atEnd = await reads();
    await devtools.send("Emulation.setVirtualTimePolicy", { policy: "advance" }); // else nothing moves
    return {
      startup_reads: atStart,
      reads: atEnd - atStart,
      heap_kb: late.kb,
      growth_kb: late.kb - early.kb,
      listeners: late.listeners,
    };
  });

/** What is reachable: the heap of script, and the memory of WebAssembly and of buffers. */
async function memory(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await devtools.send("Runtime.getHeapUsage");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const listeners = metrics.find(({ name }) => name === "JSEventListeners").value;
  return { kb: (usedSize + backingStorageSize) / 1000, listeners };
}
