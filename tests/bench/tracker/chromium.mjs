// A Chromium that is slowed down, and reaches nobody but this machine.
import { chromium } from "playwright-core";

const ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // No request leaves, whatever a tracker tries.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  // Some trackers do not run where a robot is at work.
  "--disable-blink-features=AutomationControlled",
];
/** What a person's browser says; ours, for one, turns robots away. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** Lighthouse's mid-tier phone against a desktop; the budgets are for it. */
export const SLOWDOWN = 4;

export const launch = () =>
  chromium.launch({ executablePath: process.env.UNGATED_CHROMIUM ?? "/usr/bin/chromium", args: ARGS });

/**
 * A new profile with one page on the site, for one contestant: nothing is cached, and the process
 * that the article will be shown in is there.
 */
export async function tab(browser, site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, userAgent: USER_AGENT });
  const page = await context.newPage();
  const strangers = [];
  page.on("request", (request) => new URL(request.url()).origin === site || request.url().startsWith("data:") || strangers.push(request.url()));
  await page.goto(`${site}/blank`);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.enable");
  return {
    page,
    devtools,
    /** Addresses elsewhere that were asked for, in vain. */
    strangers,
    slow: (rate = SLOWDOWN) => devtools.send("Emulation.setCPUThrottlingRate", { rate }),
    close: () => context.close(),
  };
}

/** How long the same work takes in the page: the fastest of several tries. */
export const work = (page) =>
  page.evaluate(() => {
    let least = Infinity;
    for (let turn = 0; turn < 8; turn++) {
      const begun = performance.now();
      for (let i = 0, x = 0; i < 4e6; i++) x = (x * 31 + i) | 0;
      least = Math.min(least, performance.now() - begun);
    }
    return least;
  });
