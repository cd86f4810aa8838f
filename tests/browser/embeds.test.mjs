// Films in the frames of YouTube and Vimeo, opt-in: what is watched of them counts as the page's own
// media does, and nothing else of them does anything.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { player, SECRETS, serve, vimeo, youtube } from "./embeds/players.mjs";
import { html, site } from "./site.mjs";
import { observe } from "./truth.mjs";
import { pass, person, world } from "./world.mjs";

let it, own, reader, page, problems;
before(async () => (it = await world()));
after(() => it?.stop());

beforeEach(async () => {
  own = await site(it.url);
  own.page("/away/", `<!doctype html><title>Away</title><link rel="icon" href="data:,">`);
  reader = await it.reader({ baseURL: own.url });
  await reader.addInitScript(observe);
  page = await reader.newPage();
  heed(page);
});
afterEach(async () => {
  await reader.close();
  await own.stop();
  assert.deepEqual(problems, [], "errors in the page");
  const sent = JSON.stringify(own.hits);
  for (const secret of SECRETS) assert.ok(!sent.includes(secret), `${secret} left the page`);
});

function heed(page) {
  problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
}

/** Opens a page of the test's own with such players in it. */
async function open(body, { attributes = "data-embeds", headers = {}, more = {}, context = reader, on = page } = {}) {
  await serve(context, { "**/favicon.ico": "", ...more });
  own.page("/film/", html(`<main><h1>Film</h1>${body}</main>`, { attributes }), headers);
  await on.goto(own.url + "/film/");
  const part = attributes.includes("data-embeds") ? "embeds" : "core";
  await on.waitForFunction((part) => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith(part + ".js")), part, { polling: 50 });
}

/** How much more may be told than there was, ms. */
const MORE = 100;

/** Leaves the page, and answers its last hit and how long the page view was, ms. */
async function leave(on = page) {
  await on.evaluate(() => window.ungated.event("left"));
  await on.goto(own.url + "/away/");
  const { begun, events } = await on.evaluate(() => JSON.parse(sessionStorage.getItem("truth")).at(-1));
  const [how, at] = events.at(-1);
  assert.equal(how, "pagehide");
  const took = at - begun;
  await own.arrived((hits) => hits.some((hit) => hit.o));
  const view = own.views().at(-1);
  return { ...view, e: view.e ?? 0, took };
}

/** Asserts which seconds were watched, each bound by at most one second off: a player is heard from
 * its first sign on, which comes a moment after it plays. */
function watched([, ...spans], wanted) {
  assert.equal(spans.length, wanted.length, `${spans} for ${wanted}`);
  for (const [i, bound] of wanted.entries()) assert.ok(Math.abs(spans[i] - bound) <= 1, `${spans} for ${wanted}`);
}

const FILMS = {
  "YouTube": youtube(),
  "YouTube without cookies": youtube("", { host: "www.youtube-nocookie.com" }),
  "YouTube, as rarely as its own script bridges": youtube("rate=900"),
  "Vimeo": vimeo(),
  "Vimeo, in objects": vimeo("objects=1"),
};
for (const [name, film] of Object.entries(FILMS))
  test(`${name}: engaged time runs while a film plays, without a touch and without holes`, async () => {
    await open(film);
    await player(page).press();
    await player(page).reaches(8);
    const { e, l, y, took } = await leave();
    assert.ok(took - e < 150 && e <= took + MORE, `${e} of ${took} ms`);
    assert.ok(l > 1_000, `${l} ms by the film alone`); // five seconds after the click nobody but it vouches
    assert.equal(y.length, 1);
    assert.equal(y[0][0], 60);
    watched(y[0], [0, 8]);
  });

for (const [name, film] of Object.entries({ YouTube: youtube("length=20"), Vimeo: vimeo("length=20") }))
  test(`${name}: what is watched is a set of seconds, whatever is moved, paused, and ended`, async () => {
    await open(film);
    const it = player(page);
    await it.press();
    await it.reaches(3);
    await it.seek(10);
    await it.reaches(12);
    await it.seek(1); // seen before: once
    await it.reaches(3);
    await it.press(); // rests
    await it.seek(17);
    await pass(1_500);
    await it.press();
    await it.reaches(20);
    await pass(7_000);
    const { e, y, took } = await leave();
    assert.equal(y[0][0], 20);
    watched(y[0], [0, 3, 10, 12, 17, 20]);
    assert.ok(took - e > 1_500, `${e} of ${took} ms, though the film had ended`);
  });

test("two players are two films", async () => {
  await open(youtube("length=30") + vimeo("length=40"));
  const [one, two] = [player(page), player(page, 1)];
  await one.press();
  await one.reaches(2);
  await one.press();
  await two.press(); // from one frame right into the other
  await two.reaches(3);
  const { y } = await leave();
  assert.deepEqual(y.map(([length]) => length), [30, 40]);
  watched(y[0], [0, 2]);
  watched(y[1], [0, 3]);
});

test("a second player of YouTube's is heard when the reader goes from the first right into it", async () => {
  await open(youtube("length=30") + youtube("length=40"));
  const [one, two] = [player(page), player(page, 1)];
  await one.press();
  await one.reaches(1);
  await one.press();
  await two.press();
  await two.reaches(4);
  const { y } = await leave();
  assert.deepEqual(y.map(([length]) => length), [30, 40]);
  watched(y[1], [0, 4]);
});

for (const [name, film] of Object.entries({ YouTube: youtube("autoplay=1"), Vimeo: vimeo("autoplay=1") })) {
  test(`${name}: a player that a click brings is heard`, async () => {
    await open(`<button id="play">Play the film</button><div id="here"></div>`);
    await page.evaluate((film) => {
      document.querySelector("#play").addEventListener("click", () => (document.querySelector("#here").innerHTML = film));
    }, film);
    await page.locator("#play").click();
    await player(page).reaches(4);
    watched((await leave()).y[0], [0, 4]);
  });

  test(`${name}: a player that was there before the tag is heard`, async () => {
    await open(film);
    await player(page).reaches(5);
    const { y } = await leave();
    assert.ok(y[0][2] >= 4, `${y}`); // from whenever the tag was there
  });
}

test("a player in a shadow is heard when the reader goes into it", async () => {
  await open("<lite-film></lite-film>");
  await page.evaluate((film) => (document.querySelector("lite-film").attachShadow({ mode: "open" }).innerHTML = film), youtube());
  await player(page).press();
  await player(page).reaches(3);
  watched((await leave()).y[0], [0, 3]);
});

test("a frame that goes on to another film is greeted anew", async () => {
  await open(youtube("length=30"));
  await player(page).press();
  await player(page).reaches(2);
  await page.evaluate(() => new Promise((loaded) => {
    const frame = document.querySelector("iframe");
    frame.addEventListener("load", loaded);
    frame.src += "&autoplay=1&second=1";
  }));
  await player(page).hears("listening");
});

test("what nobody sees is not watched", async () => {
  await open(`<div style="height: 5000px">Words</div>${youtube("autoplay=1")}${vimeo("autoplay=1")}`);
  await player(page, 1).hears("addEventListener"); // asked by us, or said by itself that it is ready
  await player(page).hears("listening");
  await pass(7_000);
  const { e, y } = await leave();
  assert.ok(e <= 5_050, `${e} ms`);
  assert.equal(y, undefined);
});

test("what plays while the page is hidden is not watched", async () => {
  const someone = await person(own.url);
  try {
    const { page: film } = await someone.tab();
    await film.addInitScript(observe);
    heed(film);
    await open(youtube(), { context: someone.context, on: film });
    await player(film).press();
    await player(film).reaches(3);
    const { page: other } = await someone.tab();
    await player(film).reaches(8);
    await other.close();
    await film.bringToFront();
    await player(film).reaches(10);
    const { y } = await leave(film);
    watched(y[0], [0, 3, 8, 10]);
  } finally {
    await someone.stop();
  }
});

test("without `data-embeds` no frame is spoken to, and nothing counts", async () => {
  await open(youtube() + vimeo(), { attributes: "" });
  await player(page).press();
  await player(page, 1).press();
  await player(page, 1).reaches(7);
  assert.deepEqual([await player(page).told(), await player(page, 1).told()], [[], []]);
  const { y } = await leave();
  assert.equal(y, undefined);
  assert.ok(!own.requests.some(({ url }) => url.endsWith("embeds.js")));
});

test("a player that hears nobody, and decoration, are left alone", async () => {
  const quiet = youtube("autoplay=1").replace("enablejsapi=1", "");
  await open(quiet + youtube("autoplay=1&mute=1&loop=1&controls=0") + vimeo("background=1") + vimeo("autoplay=1&muted=1&loop=1&controls=0"));
  await page.locator("h1").click();
  await pass(7_000);
  for (const nth of [0, 1, 2, 3]) assert.deepEqual(await player(page, nth).told(), []);
  const { e, l, y } = await leave();
  assert.deepEqual([l, y], [undefined, undefined], `${e} ms`);
});

/** As YouTube's own script does for a player that the page's scripts use: greets it until it answers,
 * under a number, and hears what is said to that number. */
const API = `<script>
  // Greets when it is told to: a script that greeted before the tag could listen is not known to it.
  window.api = { heard: [], greet() {
    const frame = document.querySelector("iframe");
    const say = (message) => frame.contentWindow.postMessage(JSON.stringify({ ...message, id: 1, channel: "widget" }), "https://www.youtube.com");
    addEventListener("message", ({ data, source }) => {
      const message = JSON.parse(data);
      if (source !== frame.contentWindow || message.id !== 1) return;
      if (message.event === "initialDelivery") say({ event: "command", func: "addEventListener", args: ["onStateChange"] });
      api.heard.push(message.event);
    });
    say({ event: "listening" });
  } };
</script>`;
for (const [name, parameters] of [["greets", ""], ["has made", "widgetid=1&autoplay=1"]])
  test(`a player that the page's own script ${name} is heard without a word, and that script hears all`, async () => {
    await open(youtube(parameters) + API);
    await page.evaluate(() => window.api.greet());
    await page.waitForFunction(() => window.api.heard.length);
    if (!parameters) await player(page).press();
    await player(page).reaches(4);
    await player(page).press();
    await page.waitForFunction(() => window.api.heard.at(-1) === "onStateChange");
    const told = await player(page).told();
    assert.deepEqual(told.map(({ event, id }) => [event, id]), [["listening", 1], ["command", 1]]);
    const { y } = await leave();
    assert.ok(y[0][2] >= 3, `${y}`);
  });

/** A page that says it is a player, to the page that it lies in, or to the outermost. */
const forger = (to, more = "") => `<!doctype html>${more}<script>
  let at = 0;
  setInterval(() => {
    at += 0.25;
    for (const message of [
      { event: "infoDelivery", info: { playerState: 1, currentTime: at, duration: 60 } },
      { event: "playing", data: { seconds: at, duration: 60 } },
      { event: "timeupdate", data: { seconds: at, duration: 60 } },
    ]) ${to}.postMessage(JSON.stringify(message), "*");
    window.forged = at;
  }, 250);
</script>`;

test("forged messages are ignored: of the page, of other frames, of frames in frames", async () => {
  const more = {
    "https://other.example/": forger("parent", `<iframe src="https://www.youtube.com/embed/nested?enablejsapi=1"></iframe>`),
    "https://www.youtube.com/embed/nested**": forger("top"),
    // YouTube's, but no player's.
    "https://www.youtube.com/other": forger("parent"),
    "https://www.youtube.com/embed/mute**": forger("parent"),
  };
  const frames = ["https://other.example/", "https://www.youtube.com/other", "https://www.youtube.com/embed/mute"].map((src) => `<iframe src="${src}"></iframe>`);
  await open(youtube() + vimeo() + frames.join(""), { more });
  await page.evaluate(() => {
    let at = 0;
    setInterval(() => {
      at += 0.25;
      postMessage(JSON.stringify({ event: "infoDelivery", info: { playerState: 1, currentTime: at, duration: 60 } }), "*");
      postMessage({ event: "timeupdate", data: { seconds: at, duration: 60 } }, "*");
    }, 250);
  });
  await pass(7_000);
  const forged = await Promise.all(page.frames().slice(3).map((frame) => frame.evaluate(() => window.forged)));
  assert.equal(forged.length, 4);
  assert.ok(forged.every((at) => at > 5), `${forged}: the forgers forged`);
  const { e, l, y } = await leave();
  assert.deepEqual([l, y], [undefined, undefined], `${e} ms`);
});

test("a player speaks for itself only: what it says in another's words, or of nothing, is ignored", async () => {
  await open(youtube("autoplay=1") + vimeo());
  const [one, two] = [player(page), player(page, 1)];
  await two.hears("addEventListener");
  await one.reaches(2);
  await one.press();
  for (const at of [NaN, -5, 1e300, "far", null, {}, [], true]) {
    await two.say({ event: "infoDelivery", info: { playerState: 1, currentTime: 5, duration: 60 } });
    await two.say({ event: "timeupdate", data: { seconds: at, duration: at } });
    await one.say({ event: "infoDelivery", info: { currentTime: at, duration: at, playerState: at } });
    await one.say({ event: "infoDelivery" });
    await one.say({ event: at, info: at });
  }
  for (const message of [null, 7, "{", []]) await two.say(message);
  await one.press();
  await one.reaches(4);
  const { e, y, took } = await leave();
  assert.equal(y.length, 1, JSON.stringify(y));
  assert.equal(y[0][0], 60);
  assert.ok(y[0].at(-1) <= 4 && y[0].length === 3, JSON.stringify(y));
  assert.ok(e <= took + MORE);
});

test("under a strict policy a player is heard too, by the fallback for WebAssembly", async () => {
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src https://www.youtube.com; img-src 'self'; require-trusted-types-for 'script'";
  await open(youtube(), { headers: { "content-security-policy": policy } });
  await player(page).press();
  await player(page).reaches(3);
  // The browser itself reports the module that the policy forbids.
  problems = problems.filter((text) => !/WebAssembly/.test(text));
  watched((await leave()).y[0], [0, 3]);
  assert.ok(own.requests.some(({ url }) => url.endsWith("fallback.js")));
});
