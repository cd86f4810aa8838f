// A scripted reader: what each verb of a script does in a real browser. Verbs with a number of
// seconds take that long, however long the browser takes over what happens in them.
import { eventually, pass } from "../world.mjs";

/** How often a reader who reads on moves something. */
const MOVE_EVERY_MS = 400;

/** Until it is true in the page. Asked from outside: a hidden page's own timers are slow. */
const becomes = (page, isTrue, argument) => eventually(() => page.evaluate(isTrue, argument), Boolean);

/** A new page view begins in the page. */
async function viewed(page, act) {
  const opened = await page.evaluate(() => window.truth()?.opened ?? 0);
  await act();
  // Between two pages there is none that could be asked.
  const later = () => page.evaluate(() => window.truth()?.opened ?? 0).catch(() => 0);
  await eventually(later, (at) => at && at !== opened);
}

/** In the page, once the question is answered: going away would leave it open. */
const later = (page, code) => page.evaluate((code) => void setTimeout(code), code); // real time: after the answer

/** Does something again and again, at the beginning and at the end of its time too. */
async function during(seconds, every_ms, act) {
  const [from, ms] = [performance.now(), seconds * 1_000];
  for (let at = 0; at < ms; at += every_ms) {
    await pass(from + at - performance.now());
    await act();
  }
  await pass(from + ms - performance.now());
  await act();
}

function move({ page }) {
  move.n = ((move.n ?? 0) + 1) % 40;
  return page.mouse.move(400 + 5 * move.n, 350 + (move.n % 7));
}

const browser = (reader, method, parameters) => reader.session.send(method, parameters);
const focus = (reader, is) => becomes(reader.page, (is) => document.hasFocus() === is, is);
const hidden = (reader, is) => becomes(reader.page, (is) => document.hidden === is, is);

export const verbs = {
  // Reading.
  read: (reader, seconds) => during(seconds, MOVE_EVERY_MS, () => move(reader)),
  rest: (_, seconds) => pass(seconds * 1_000),
  move,
  /** Moves as a hand does, many times a second. */
  fidget: (reader, seconds) => during(seconds, 30, () => move(reader)),
  /** Turns the wheel a little down and up again: stays where it is. */
  wheel(reader, seconds) {
    let n = 0;
    return during(seconds, MOVE_EVERY_MS, () => reader.page.mouse.wheel(0, n++ % 2 ? -20 : 20));
  },
  /** Draws the page up with a finger, and holds it there: what is let go of in motion flies on. */
  async swipe({ cdp }, px) {
    const touch = (type, ...points) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const [x, y] = [300, 600];
    await touch("touchStart", { x, y });
    for (let moved = 0; moved <= px; moved += 25) await touch("touchMove", { x, y: y - moved });
    await pass(200);
    await touch("touchMove", { x, y: y - px });
    await touch("touchEnd");
  },
  tap: ({ page }) => page.touchscreen.tap(300, 300),
  press: ({ page }, key) => page.keyboard.press(key),
  /** Turns the wheel until the heading of a section is at the top. */
  async to(reader, number) {
    const { page } = reader;
    await move(reader);
    const top = (number) => Math.round(document.querySelectorAll("h1, h2, h3")[number - 1].getBoundingClientRect().top);
    await page.mouse.wheel(0, await page.evaluate(top, number));
    await eventually(() => page.evaluate(top, number), (px) => Math.abs(px) <= 2);
  },
  /** Flicks through all of it to the end, and back to the beginning. No hand turns sooner than the
   * tag looks where the page is: `LATER_MS`, 100. */
  async flick(reader) {
    const { page } = reader;
    await move(reader);
    for (const px of [800, 1_600, 99_999]) await page.mouse.wheel(0, px);
    await becomes(page, () => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
    await pass(200);
    for (const px of [-1_600, -99_999]) await page.mouse.wheel(0, px);
    await becomes(page, () => scrollY === 0);
  },
  click: ({ page }, selector) => page.locator(selector).click(),
  frame: ({ page }) => page.frameLocator("iframe").locator("button").click(),
  print: ({ cdp }) => cdp.send("Page.printToPDF"),
  /** What the page itself does: a function of its own. */
  do: ({ page }, name, ...words) => page.evaluate(([name, words]) => void window[name](...words), [name, words]),

  // Going elsewhere.
  route: ({ page }, name, ...words) => viewed(page, () => page.evaluate(([name, words]) => window[name](...words), [name, words])),
  go: ({ page, base }, path = "") => viewed(page, () => page.goto(base + (path && path + "/"), { waitUntil: "commit" })),
  back: ({ page }) => viewed(page, () => later(page, "history.back()")),
  forward: ({ page }) => viewed(page, () => later(page, "history.forward()")),
  reload: ({ page }) => viewed(page, () => page.reload({ waitUntil: "commit" })),
  /** Opens a page that goes away by itself. */
  async visit({ page, base, away }) {
    await page.goto(base, { waitUntil: "commit" });
    await page.waitForURL(away);
  },
  leave: ({ page, away }) => page.goto(away),
  /** Closes the tab as a person does. */
  close: ({ page }) => Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]),

  // Looking away: only in a browser of one's own.
  async hide(reader, seconds) {
    await reader.other.bringToFront();
    await hidden(reader, true);
    await pass(seconds * 1_000);
    await reader.page.bringToFront();
    await hidden(reader, false);
  },
  /** To another tab, for good. */
  async turn(reader) {
    await reader.other.bringToFront();
    await hidden(reader, true);
  },
  /** Back to the first, or on to another of the reader's own tabs. */
  async tab(reader, number) {
    reader.page = reader.tabs[number - 1];
    await reader.page.bringToFront();
    await hidden(reader, false);
    reader.cdp = await reader.page.context().newCDPSession(reader.page);
  },
  /** The same page once more, in a tab in front. */
  async again(reader) {
    const { page, base } = reader;
    await reader.add(await page.context().newPage());
    await reader.page.bringToFront();
    await verbs.go(reader);
  },
  /** A link, opened in a tab behind. */
  async behind(reader, selector) {
    const { page } = reader;
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator(selector).click({ modifiers: ["Control"] })]);
    reader.tabs.push(tab);
    // It may be on its way from the empty page, which cannot be asked then.
    await eventually(() => tab.evaluate(() => window.truth?.()).catch(() => null), Boolean);
  },
  /** The browser's own search of tabs takes the focus; the page stays in sight. */
  async blur(reader, seconds) {
    await browser(reader, "Browser.executeBrowserCommand", { commandId: "openTabSearch" });
    await focus(reader, false);
    await pass(seconds * 1_000);
    await browser(reader, "Browser.executeBrowserCommand", { commandId: "closeTabSearch" });
    await focus(reader, true);
  },
  /** As above, for good. */
  async lose(reader) {
    await browser(reader, "Browser.executeBrowserCommand", { commandId: "openTabSearch" });
    await focus(reader, false);
  },
  /** The lid closes: every process of the browser stops where it is. */
  async sleep(reader, seconds) {
    const { processInfo } = await browser(reader, "SystemInfo.getProcessInfo");
    const all = (signal) => processInfo.forEach(({ id }) => process.kill(id, signal));
    const from = Date.now();
    all("SIGSTOP");
    await pass(seconds * 1_000);
    all("SIGCONT");
    reader.sleeps.push([from, Date.now()]);
    await becomes(reader.page, () => true);
  },
  /** A tab in the background is frozen, as Chromium does to save battery, thawed, and looked at. */
  async freeze(reader, seconds) {
    await verbs.turn(reader);
    await reader.cdp.send("Page.setWebLifecycleState", { state: "frozen" });
    await pass(seconds * 1_000);
    await reader.cdp.send("Page.setWebLifecycleState", { state: "active" });
    await verbs.tab(reader, 1);
  },
};

/** Verbs whose number is how many seconds they take. */
const TIMED = new Set(["read", "rest", "fidget", "wheel", "hide", "blur", "sleep", "freeze"]);

/** Reads a script, and returns how much longer than it says that took, ms. */
export async function read(reader, script) {
  let late = 0;
  for (const step of script.split(", ")) {
    const [verb, ...words] = step.split(" ");
    const [from, seconds] = [performance.now(), TIMED.has(verb) ? Number(words[0]) : 0];
    await verbs[verb](reader, ...(seconds ? [seconds] : words));
    late += performance.now() - from - seconds * 1_000;
  }
  return late;
}
