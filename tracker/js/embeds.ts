// Players of YouTube and Vimeo in frames, where the tag has `data-embeds`. They are talked to as
// their makers' scripts do, without such a script: no request, and nothing of the page is changed.
// What is learned of a player is whether it plays, where, and how long it is; never what.
//
// Not measured: a YouTube player without `enablejsapi=1` in its address, as it hears nobody, and to
// add that would be to change the page; one that a script of the page starts without listening.
import type { Player } from "./embeds/player";
import { hearVimeo, VIMEO_GREETING } from "./embeds/vimeo";
import { hearYouTube, YOUTUBE_GREETING } from "./embeds/youtube";
import { players as playersOf } from "./players";
import { safe } from "./safe";
import type { Page } from "./types";

/** Addresses of players, and of where they speak from. */
const ADDRESS = /^https?:\/\/(?:www\.)?((player\.vimeo|youtube(-nocookie)?)\.com)\/(embed|video)\//;
/** How often is looked for players that are new or have to be greeted, ms; */
const LOOK_MS = 500;
/** how often after what may have brought one; and how often one is greeted. */
const TIMES = 20;

export function start(page: Page): void {
  const { shim_: shim } = page;
  const play = playersOf(page);
  const players = new WeakMap<object, Player>(); // by their windows
  let times = 0;
  let timer: number | undefined | void;

  function meet(frame: HTMLIFrameElement): Player {
    const { src } = frame;
    const host = ADDRESS.exec(src)?.[1];
    const isVimeo = host === "player.vimeo.com";
    const says = (parameter: string): boolean => RegExp(`[?&]${parameter}\\b`).test(src);
    // What loops without sound and cannot be stopped is decoration; Vimeo has a word for it.
    const decorates = says("background=1") || ["autoplay=1", "loop=1", "muted?=1", "controls=0"].every(says);
    return {
      frame_: frame,
      src_: src,
      isVimeo_: isVimeo,
      origin_: host && (isVimeo || says("enablejsapi=1")) && !decorates && `https://${isVimeo ? "" : "www."}${host}`,
      early_: isVimeo || says("autoplay=1"),
      greetings_: says("widgetid") ? 0 : TIMES,
      length_: 0,
    };
  }

  const say = ({ frame_: frame, origin_: origin }: Player, message: object): void =>
    frame.contentWindow!.postMessage(JSON.stringify(message), origin as string);

  const look = safe(() => {
    if (shim.off_ || --times < 0) timer = clearInterval(timer!);
    if (shim.off_) return;
    // Some put their frame into a shadow: it is seen when the focus is there.
    for (const root of [document, document.activeElement?.shadowRoot])
      for (const frame of root?.querySelectorAll("iframe") ?? []) {
        const focused = frame === root!.activeElement;
        // From one frame into another the focus moves without a sign.
        if (focused) times++;
        const inside = frame.contentWindow!;
        if (players.get(inside)?.src_ !== frame.src) players.set(inside, meet(frame));
        const player = players.get(inside)!;
        // What can be read is the page's own: the player has yet to load.
        if (player.origin_ && (focused || player.early_) && !frame.contentDocument && player.greetings_-- > 0)
          say(player, player.isVimeo_ ? VIMEO_GREETING : YOUTUBE_GREETING);
      }
  });

  const watch = (): void => {
    times = TIMES;
    timer ||= setInterval(look, LOOK_MS);
    look();
  };

  addEventListener(
    "message",
    safe(({ data, origin, source }: MessageEvent) => {
      if (shim.off_ || !/youtube|vimeo/.test(origin)) return;
      if (!players.has(source!)) look();
      const player = players.get(source!)!;
      // A frame speaks for itself only, and only while it is what it says.
      if (player.origin_ !== origin || player.src_ !== player.frame_.src) return;
      const message = typeof data === "string" ? JSON.parse(data) : data;
      const said = (player.isVimeo_ ? hearVimeo : hearYouTube)(message, player, say);
      if (!said) return;
      const [at, length] = said.map((value) => (typeof value === "number" ? value : NaN));
      const { playing_: playing = at! > player.at_! } = player;
      if (at! >= 0) player.at_ = at!;
      if (length! > 0) player.length_ = length!;
      // A player that rests has nothing to say, least of all for others.
      if (playing ? at! >= 0 : player.told_) play(player.frame_, playing, player.at_!, player.length_);
      player.told_ = playing;
    }),
  );
  // A click that brings a player; the focus that goes into one; one that has come late.
  for (const type of ["click", "blur"]) addEventListener(type, watch);
  document.addEventListener("load", ({ target }) => (target as HTMLIFrameElement).contentWindow && watch(), true);
  watch();
}
