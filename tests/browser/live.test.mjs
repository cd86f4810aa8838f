// Who reads now, as it reaches a screen: over a socket, and by asking where there is none.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { awake, eventually, pass, person, world } from "./world.mjs";

const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";

let it;
before(async () => (it = await world()));
after(() => it?.stop());

/** A page that says what it asked and what went wrong. */
async function opened(path = "/", options = {}, prepare = async () => {}) {
  const context = await it.browser.newContext({ baseURL: it.url, ...options });
  const page = await context.newPage();
  const [asked, sockets, problems] = [[], [], []];
  page.on("request", (request) => request.url().endsWith("/live") && asked.push(request.url()));
  page.on("websocket", (socket) => sockets.push(socket));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await prepare(page);
  await page.goto(path);
  const shows = (id) => page.getByTestId(id).first().getAttribute("data-value");
  return { context, page, asked, sockets, problems, shows };
}

let readers = 0;

/** One reader more; what all should see then. */
async function reads(path = "/demo/price-of-air/") {
  const context = await it.reader({ userAgent: `${AGENT} Reader/${readers}` });
  const page = await context.newPage();
  await page.goto(path);
  await awake(page);
  await context.close();
  return String(++readers);
}

test("a reader appears on screen, and nothing is asked for it", { timeout: 60_000 }, async () => {
  const { context, asked, sockets, problems, shows } = await opened();
  await eventually(() => shows("live-readers"), (value) => value === "0");
  const now = await reads();
  await eventually(() => shows("live-readers"), (value) => value === now);
  assert.deepEqual([asked, sockets.length, sockets[0].isClosed(), problems], [[], 1, false, []]);
  // The panels beat with it: what was read is among the numbers.
  await eventually(() => shows("metric-visits"), (value) => value === now);
  assert.match(sockets[0].url(), /^ws:\/\/.*\/api\/v1\/sites\/demo\/live$/);
  await context.close();
});

test("without a socket it is asked, and one that comes back ends that", { timeout: 90_000 }, async () => {
  let isOpen = false;
  const refuse = (page) => page.routeWebSocket(/\/live$/, (socket) => (isOpen ? socket.connectToServer() : socket.close({ code: 1013, reason: "unavailable" })));
  const { context, asked, shows } = await opened("/", {}, refuse);
  const now = await reads();
  await eventually(() => shows("live-readers"), (value) => value === now);
  assert.ok(asked.length > 0);
  isOpen = true;
  // It has come back once an answer's time passes without a question: until then one is asked every 2 s.
  await eventually(async () => {
    const before = asked.length;
    await pass(5_000); // in which it would be asked twice
    return asked.length - before;
  }, (more) => more === 0, 60_000);
  const next = await reads();
  const count = asked.length;
  await eventually(() => shows("live-readers"), (value) => value === next);
  assert.equal(asked.length, count);
  await context.close();
});

test("a share link's tab has a socket, too", { timeout: 60_000 }, async () => {
  const headers = { authorization: `Bearer ${it.token}`, "content-type": "application/json" };
  const api = (method, path, body) => fetch(`${it.url}/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body) }).then((answer) => answer.json());
  const config = { title: "Private", hostnames: ["localhost"], k: 1 };
  await api("POST", "sites", { site: "private", config });
  const { secret } = await api("POST", "sites/private/shares", { name: "a link" });
  const { context, asked, sockets, shows } = await opened(`/#share=${secret}`);
  await eventually(() => shows("live-readers"), (value) => value === "0", 20_000);
  assert.match(sockets.at(-1).url(), /\/sites\/private\/live$/);
  assert.deepEqual(asked.filter((url) => url.includes("/private/")), []);
  await context.close();
});

test("a tab that nobody sees watches nothing", { timeout: 90_000 }, async () => {
  const somebody = await person(it.url);
  const { page, open } = await somebody.tab();
  const sockets = [];
  page.on("websocket", (socket) => sockets.push(socket));
  await open("/");
  await eventually(() => sockets.length, (count) => count === 1);
  const other = await somebody.tab();
  await eventually(() => sockets[0].isClosed(), (isClosed) => isClosed);
  await other.page.close();
  await page.bringToFront();
  await eventually(() => sockets.length, (count) => count === 2);
  await somebody.stop();
});

test("the live board fills a screen, for everybody", { timeout: 180_000 }, async () => {
  await reads("/demo/heat-below-200/");
  const now = String(readers);
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page, shows, problems } = await opened("/?board=live", { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await eventually(() => shows("wall-readers"), (value) => value === now);
      await page.locator(".picture-minutes svg").waitFor();
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      assert.deepEqual(problems, []);
      await context.close();
    }
  // Numbers change in place, and a click leads to all of a piece.
  const { context, page, shows, problems } = await opened("/?board=live", { viewport: { width: 1440, height: 900 } });
  await eventually(() => shows("wall-readers"), (value) => value === now);
  const items = page.locator(".wall-items li");
  const before = await items.count();
  const next = await reads("/demo/price-of-air/");
  await eventually(() => shows("wall-readers"), (value) => value === next);
  assert.equal(await items.count(), before);
  await page.locator(".wall-items a").first().click();
  await page.waitForFunction(() => !location.search.includes("board=") && location.search.includes("item="));
  assert.equal(await page.getByTestId("chip").count(), 1);
  await page.goBack();
  await page.getByTestId("live-board").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("the live board speaks German and moves nothing for whoever wants no motion", { timeout: 60_000 }, async () => {
  const { context, page, shows } = await opened("/?board=live&lang=de", { reducedMotion: "reduce" });
  await eventually(() => shows("wall-readers"), (value) => value === String(readers));
  await page.getByRole("heading", { name: "Wird gerade gelesen" }).waitFor();
  const next = await reads("/demo/heat-below-200/");
  await eventually(() => shows("wall-readers"), (value) => value === next);
  assert.equal(await page.evaluate(() => document.querySelectorAll(".wall li").values().flatMap((row) => row.getAnimations()).toArray().length), 0);
  await context.close();
});
