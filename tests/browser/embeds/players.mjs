// Stand-ins for the players of YouTube and Vimeo, which no test can reach: pages that are served
// under their makers' addresses and speak their protocols, with a clock for a film. They know only
// the wire; what it is like is said in `tracker/js/embeds`.

/** What a film is called, which nobody is told. */
export const SECRETS = ["secret-film", "Secret Title"];

/** Runs in the frame. `?rate=` is how often, ms, it tells where it is; `?length=` its film's, s. */
function standIn(protocol) {
  const given = new URLSearchParams(location.search);
  const is = (name, value = "1") => given.get(name) === value;
  const rate = Number(given.get("rate") ?? 250);
  const duration = Number(given.get("length") ?? 60);
  const told = (window.told = []); // every message that came
  let [from, since, timer] = [0, undefined, 0];
  const at = () => Math.min(duration, from + (since === undefined ? 0 : (performance.now() - since) / 1000));
  const player = (window.player = {
    at,
    play() {
      since ??= performance.now();
      clearInterval(timer);
      timer = setInterval(() => (at() >= duration ? player.end() : wire.moves()), rate);
      wire.plays();
    },
    pause() {
      player.rest();
      wire.rests(false);
    },
    end() {
      player.rest();
      wire.rests(true);
    },
    rest() {
      from = at();
      since = undefined;
      clearInterval(timer);
    },
    seek(seconds) {
      wire.seeks?.();
      from = seconds;
      if (since !== undefined) since = performance.now();
      wire.moves();
      if (since !== undefined) wire.plays();
    },
    toggle: () => (since === undefined ? player.play() : player.pause()),
    /** Sends what no such player would. */
    say: (message) => wire.say(message),
  });

  const wires = {
    youtube() {
      let [state, id, listener] = [-1, undefined, undefined];
      const listening = new Set();
      const say = (message) => listener?.postMessage(JSON.stringify({ ...message, id, channel: "widget" }), "*");
      const info = () => ({ playerState: state, currentTime: at(), duration, videoData: { video_id: "secret-film", title: "Secret Title" } });
      const becomes = (next) => {
        state = next;
        say({ event: "infoDelivery", info: info() });
        if (listening.has("onStateChange")) say({ event: "onStateChange", info: state });
      };
      if (is("enablejsapi")) {
        parent.postMessage(JSON.stringify({ event: "readyToListen" }), "*");
        addEventListener("message", ({ data, source }) => {
          const message = JSON.parse(data);
          told.push(message);
          if (message.event === "command" && message.func === "addEventListener") listening.add(message.args[0]);
          if (message.event !== "listening") return;
          const first = !listener;
          [listener, id] = [source, message.id];
          if (first) {
            say({ event: "initialDelivery", info: { ...info(), apiInterface: ["playVideo"] } });
            say({ event: "onReady", info: null });
          }
        });
      }
      return {
        say,
        plays: () => becomes(1),
        rests: (ended) => becomes(ended ? 0 : 2),
        seeks: () => state === 1 && becomes(3),
        moves: () => say({ event: "infoDelivery", info: { currentTime: at(), videoLoadedFraction: 1, playbackRate: 1 } }),
      };
    },
    vimeo() {
      const wanted = new Set();
      const say = (message) => parent.postMessage(is("objects") ? message : JSON.stringify(message), "*");
      const happens = (event) => wanted.has(event) && say({ event, data: { seconds: at(), duration, percent: at() / duration } });
      say({ event: "ready" });
      addEventListener("message", ({ data }) => {
        const message = typeof data === "string" ? JSON.parse(data) : data;
        told.push(message);
        if (message.method === "ping") say({ method: "ping" });
        if (message.method === "addEventListener") wanted.add(message.value);
      });
      return {
        say,
        plays: () => (happens("play"), happens("playing")),
        rests: (ended) => happens(ended ? "ended" : "pause"),
        moves: () => happens("timeupdate"),
      };
    },
  };
  const wire = wires[protocol]();
  document.querySelector("button").addEventListener("click", player.toggle);
  if (is("autoplay") || is("background")) player.play();
}

const page = (protocol) => `<!doctype html><title>Secret Title</title><button>Play</button><script>(${standIn})("${protocol}")</script>`;

const HOSTS = {
  "https://www.youtube.com/embed/**": page("youtube"),
  "https://www.youtube-nocookie.com/embed/**": page("youtube"),
  "https://player.vimeo.com/video/**": page("vimeo"),
};

/** Serves them to a browser's pages, with what else is given by its address. */
export async function serve(context, more = {}) {
  for (const [url, body] of Object.entries({ ...HOSTS, ...more }))
    await context.route(url, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
}

export const youtube = (parameters = "", { host = "www.youtube.com", style = "" } = {}) =>
  `<iframe src="https://${host}/embed/secret-film?enablejsapi=1&${parameters}" allow="autoplay" width="400" height="225"${style && ` style="${style}"`}></iframe>`;

export const vimeo = (parameters = "") =>
  `<iframe src="https://player.vimeo.com/video/76979871?title=secret-film&${parameters}" allow="autoplay" width="400" height="225"></iframe>`;

/** What a reader, or the test, does with the nth player of a page. */
export function player(page, nth = 0) {
  const frame = page.locator("iframe").nth(nth);
  const inside = async () => (await frame.elementHandle()).contentFrame();
  return {
    /** The reader's click: into the frame, on the button in it. */
    press: () => frame.contentFrame().getByRole("button").click(),
    seek: async (seconds) => (await inside()).evaluate((seconds) => window.player.seek(seconds), seconds),
    say: async (message) => (await inside()).evaluate((message) => window.player.say(message), message),
    told: async () => (await inside()).evaluate(() => window.told),
    /** Until it is that far, seconds. */
    reaches: async (seconds) => (await inside()).waitForFunction((seconds) => window.player.at() >= seconds, seconds, { polling: 20 }),
    /** Until it has been told so much, by whoever. */
    hears: async (event) => (await inside()).waitForFunction((event) => window.told.some((message) => event in message || Object.values(message).includes(event)), event),
  };
}
