// The YouTube player. The wire is documented nowhere; this is what both of its ends do, the scripts
// www-widgetapi.js and www-embed-player.js that YouTube serves (read in public copies of 2018 and
// later), below developers.google.com/youtube/iframe_api_reference (states, parameters).
//
// A player is silent until it is greeted. Then it tells all that it knows, as `initialDelivery`, and
// from then on what changes, as `infoDelivery`: the state with position and length, and while it
// plays the position alone a few times a second. How often is promised nowhere; YouTube's own script
// bridges up to a second, which is also what the rules vouch for (`MEDIA_FOR_MS`).
//
// A player answers to one id, that of the last greeting, and tells all only to the first. So who
// greets a player that a script of the page talks to makes that script deaf, and who comes first
// leaves it waiting. What a player says, though, every listener of the page hears: a player which
// such a script made (`widgetid`) or has greeted needs no word of ours. Any other is greeted as late
// as may be: when it starts, by itself or because the reader has gone into it.
import type { Message, Player, Said } from "./player";

// YouTube's script numbers its players; this is none of them.
export const YOUTUBE_GREETING = { event: "listening", id: "u", channel: "widget" };

/** `YT.PlayerState.PLAYING`. */
const PLAYING = 1;

export function hearYouTube({ event, info }: Message, player: Player): Said {
  // It also says, unasked, that it may be greeted; that is no answer.
  if (!/Delivery$|^alreadyInit/.test(event!)) return;
  player.greetings_ = 0;
  const { playerState, currentTime, duration } = info!;
  if (playerState !== undefined) player.playing_ = playerState === PLAYING;
  return [currentTime, duration];
}
