// Plays sessions in real browsers, some at a time, and gathers what was so and what was reported.
import { engaged, observe, remembered, slept } from "../truth.mjs";
import { html, site } from "../site.mjs";
import { eventually, person, world } from "../world.mjs";
import { article, STYLE } from "./pages.mjs";
import { read } from "./reader.mjs";

/** Browsers of one's own, and contexts of a shared one, that read at the same time. */
const LANES = { person: 2, context: 4 };
/** How long a hit may travel. */
const TRAVEL_MS = 5_000;

const AWAY = "/away/";
const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** A session with everything that its short form leaves out. */
function whole(session) {
  const { words, engaged, read, depth, acts, lang, head = "", attributes } = session;
  const views = (session.views ?? [{ words, engaged, read, depth, acts }]).map((view) => ({ page: "", how: undefined, ...view }));
  const pages = session.pages ?? { "": session.body ?? article(words) };
  const base = `/truth/${slug(session.name)}/`;
  return {
    ...session,
    base,
    views: views.map((view) => ({ ...view, path: base + (view.page && view.page + "/"), told: base + (view.told ?? (view.page && view.page + "/")), title: titled(view.title ?? view.page) })),
    pages: Object.entries(pages).map(([page, body]) => [
      base + (page && page + "/"),
      html(body, { head: STYLE + head, lang, attributes, title: titled(page) }),
    ]),
  };
}
const titled = (page) => `Title of ${page || "it"}`;

/** Starts everything; `outcome(session)` is what became of one, as soon as it was played. */
export async function play(sessions) {
  const it = await world();
  const own = await site(it.url);
  own.page(AWAY, "<!doctype html><title>Away</title>");
  const all = sessions.map(whole);
  for (const { pages } of all) for (const [path, page] of pages) own.page(path, page);

  const outcomes = new Map(all.map((session) => [session.name, promised()]));
  const lane = async (queue, open) => {
    for (let session; (session = queue.shift()); ) {
      const { resolve, reject } = outcomes.get(session.name);
      await played(own, session, open).then(resolve, reject);
    }
  };
  const theirs = all.filter((session) => session.person);
  const others = all.filter((session) => !session.person);
  const people = [];
  const ended = Promise.all([
    ...Array.from({ length: LANES.person }, async () => {
      const someone = await somebody(own.url);
      people.push(someone);
      await lane(theirs, someone.open);
    }),
    ...Array.from({ length: LANES.context }, () => lane(others, (session) => context(it, own.url, session))),
  ]);
  ended.catch((error) => outcomes.forEach(({ reject }) => reject(error)));
  return {
    own,
    quality: it.quality,
    outcome: ({ name }) => outcomes.get(name).promise,
    async stop() {
      await ended.catch(() => undefined);
      for (const someone of people) await someone.stop();
      await own.stop();
      await it.stop();
    },
  };
}

function promised() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => undefined); // whoever asks hears of it
  return parts;
}

/** A browser of one's own, in which tabs are hidden and windows blurred as they are for people. */
async function somebody(url) {
  const someone = await person(url);
  await someone.context.addInitScript(observe);
  const { page: other } = await someone.tab();
  const session = await someone.context.browser().newBrowserCDPSession();
  return {
    stop: someone.stop,
    open: async () => ({
      context: someone.context,
      other,
      session,
      page: (await someone.tab()).page,
      async done(tabs) {
        await session.send("Browser.executeBrowserCommand", { commandId: "closeTabSearch" });
        // What is behind stays behind when the one in front of it is closed.
        await other.bringToFront();
        await shut(tabs);
      },
      end: () => undefined,
    }),
  };
}

/** A context of the shared browser: its page is always in sight and has the focus. */
async function context(it, baseURL, { touch = false }) {
  const context = await it.reader({ baseURL, hasTouch: touch });
  await context.addInitScript(observe);
  return { context, page: await context.newPage(), done: shut, end: () => context.close() };
}

async function shut(tabs) {
  for (const tab of tabs.filter((tab) => !tab.isClosed()))
    await Promise.all([tab.waitForEvent("close"), tab.close({ runBeforeUnload: true })]);
}

/** Plays one session, and waits for what it reports. */
async function played(own, session, open) {
  const place = await open(session);
  const { context, page, other } = place;
  const errors = [];
  const reader = { other, session: place.session, tabs: [], sleeps: [], base: own.url + session.base, away: own.url + AWAY };
  reader.add = async (tab) => {
    tab.on("pageerror", ({ message }) => errors.push(message));
    reader.tabs.push(tab);
    reader.page = tab;
    reader.cdp = await context.newCDPSession(tab);
  };
  await reader.add(page);
  const opens = /^(go |visit)/.test(session.script) ? "" : "go, ";
  const late_ms = await read(reader, opens + session.script);
  await place.done(reader.tabs);
  const noted = await remembered(context, own.url + AWAY, session.base, session.views.length);
  const seen = noted.map((view) => reader.sleeps.reduce(slept, view));
  const right = session.views.map((view, i) => ({ ...view, seen: seen[i], truth_ms: seen[i] ? engaged(seen[i]) : undefined }));

  // Until they are right, or can no longer be on their way.
  const told = () => own.views().filter(({ u }) => new URL(u).pathname.startsWith(session.base));
  const good = (hits) => paired(right, hits).every(({ hit, truth_ms }) => isNear(session, hit?.e ?? 0, truth_ms));
  const hits = await eventually(told, good, TRAVEL_MS).catch(told);
  await place.end();
  return { session, late_ms, errors, seen, hits, views: paired(right, hits) };
}

/** How far a reported engaged time may be from the true one. */
const allowed = (truth_ms) => Math.max(100, truth_ms / 100);

/** Whether it is near enough. What nobody can know at the time may add to it: `vouched_ms`. */
export const isNear = ({ vouched_ms = 0 }, e, truth_ms) =>
  e >= truth_ms - allowed(truth_ms) && e <= truth_ms + allowed(truth_ms) + vouched_ms;

/** Each view with its last hit: by reported path, and among those of one path the longest with the longest. */
function paired(right, hits) {
  const by = (list, path, size) => list.filter((one) => path(one)).sort((a, b) => size(a) - size(b));
  return right.map((view) => {
    const views = by(right, ({ told }) => told === view.told, ({ truth_ms }) => truth_ms ?? 0);
    const theirs = by(hits, ({ u }) => new URL(u).pathname === view.told, ({ e }) => e ?? 0);
    return { ...view, hit: theirs[views.indexOf(view)] };
  });
}
