// A product of one's own and a Chromium to look at it with.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a person's browser says; headless Chromium would say that it is one. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

export const CHROMIUM = process.env.UNGATED_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
/** What opens below an address bar has a process of its own in every window, drawn or not: 1.2 s of
 * processor time for each (Chromium 156, eight contexts in turn: 1.7 s with it, 0.5 without). */
const POPUPS = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];
/** What Playwright turns off in what it launches: of a flag that is given twice the last one holds. */
const PLAYWRIGHTS = [
  "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
];
/** For a Chromium of one's own, and for one that Playwright launches. */
const OWN = [...FLAGS, `--disable-features=${POPUPS}`];
export const QUIET = [...FLAGS, `--disable-features=${[...PLAYWRIGHTS, ...POPUPS]}`];

/**
 * A Chromium as a person has it: a tab that is not in front is hidden and has no focus. What
 * Playwright launches itself keeps every tab visible and focused.
 */
export async function person(baseURL, name = "Somebody") {
  const profile = await mkdtemp(join(tmpdir(), "ungated-profile-"));
  const args = [
    ...OWN, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`,
    `--user-agent=${USER_AGENT} ${name}`, "--window-size=1280,900", "about:blank",
  ];
  const process = spawn(CHROMIUM, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => process.once("exit", resolve));
  const port = await eventually(
    () => readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => ""),
    (text) => text.includes("\n"),
    60_000,
  );
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port.split("\n")[0]}`, { noDefaults: true });
  const context = browser.contexts()[0];
  return {
    context,
    /** A new tab, in front. */
    async tab() {
      const page = await context.newPage();
      await page.bringToFront();
      return { page, open: (path) => page.goto(baseURL + path) };
    },
    /** All at once, as when a phone needs the memory. */
    async kill() {
      process.kill("SIGKILL");
      await ended;
    },
    async stop() {
      // In order, so that none of its processes is left writing into the profile.
      // A test may have ended it before.
      const session = await browser.newBrowserCDPSession().catch(() => undefined);
      await session?.send("Browser.close").catch(() => undefined);
      await ended;
      await remove(profile);
    },
  };
}

/**
 * A Chromium that nobody drives: with a debugger attached none prerenders. It opens `url`; what
 * happens then its pages do by themselves.
 */
export async function unattended(url) {
  const profile = await mkdtemp(join(tmpdir(), "ungated-profile-"));
  const args = [...OWN, "--headless", `--user-data-dir=${profile}`, `--user-agent=${USER_AGENT}`, "--window-size=1280,900", url];
  const browser = spawn(CHROMIUM, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  return {
    async stop() {
      browser.kill();
      await ended;
      await remove(profile);
    },
  };
}

/**
 * Starts the built product on an empty disk and a free port, and a Chromium. Its own requests go to the
 * public internet alone, as deployed, unless it `reachesHere`.
 */
export async function world({ reachesHere = false } = {}) {
  const data = await mkdtemp(join(tmpdir(), "ungated-"));
  const xtask = process.env.UNGATED_XTASK;
  const [program, args] = xtask ? [xtask, []] : ["cargo", ["xtask"]];
  const server = spawn(program, [...args, "serve", "--port", "0", "--data", data, "--no-build", ...(reachesHere ? ["--reaches-here"] : [])], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const first = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once("line", resolve);
    ended.then((code) => reject(new Error(`the product did not start (${code})`)));
  });
  const { url, token } = JSON.parse(first);
  // What a page sends while it goes does not know a context's own user agent.
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, `--user-agent=${USER_AGENT}`] });
  return {
    url,
    token,
    browser,
    /** Where it keeps what it knows. */
    data,
    /** A reader with an empty profile. */
    reader: (options = {}) =>
      browser.newContext({ userAgent: USER_AGENT, viewport: { width: 1280, height: 800 }, baseURL: url, ...options }),
    async ask(question) {
      const body = JSON.stringify({ site: "demo", date_range: "7d", ...question });
      const answer = await fetch(`${url}/api/v1/query`, { method: "POST", body });
      return answer.json();
    },
    /** The figures of the only row. */
    async totals(...metrics) {
      return (await this.ask({ metrics })).results[0].metrics;
    },
    quality: async () => (await fetch(`${url}/api/v1/sites/demo/quality?date_range=7d`)).json(),
    async stop() {
      server.stdin.end();
      await browser.close();
      await ended;
      await remove(data);
    },
  };
}

/** A directory, whose last writer may still be on its way out. */
const remove = (directory) => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

/** Asks until the answer is right: hits travel on their own time. Fails after `within` ms. */
export async function eventually(ask, isRight, within = 15_000) {
  const until = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > until) throw new Error(`still ${JSON.stringify(answer)} after ${within} ms`);
    await pass(20);
  }
}

/** Until the core is awake and its first hit is under way. */
export async function awake(page) {
  await page.waitForFunction(() => window.ungated?.score());
}

/** A person's time, in which nothing else happens. */
export function pass(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms)); // real time: a scripted reader reads
}

/** The part that checks names is there, and has looked at what waited for it. */
export async function isChecking(page) {
  const named = () => performance.getEntriesByType("resource").find(({ name, responseEnd }) => responseEnd && name.endsWith("named.js"));
  await page.waitForFunction(named);
  await page.evaluate(async (url) => {
    await import(url);
    await new Promise(requestAnimationFrame);
  }, await page.evaluate(`(${named})().name`));
}
