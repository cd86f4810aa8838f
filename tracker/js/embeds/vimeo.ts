// The Vimeo player, as github.com/vimeo/player.js talks to it (src/lib/postmessage.js, src/player.js;
// events, and that `timeupdate` comes about four times a second, in its README).
//
// A player says `ready` when it has loaded, and answers a `ping`. It sends the events that were
// asked for, with position and length, as text or as an object, to as many as like to listen.
import type { Message, Player, Said } from "./player";

export const VIMEO_GREETING = { method: "ping" };

// `play` comes before anything plays. An event that a player did not know would be an error to the
// page's own script: only those that are documented.
const EVENTS = ["playing", "pause", "ended", "timeupdate"];

export function hearVimeo({ event, data }: Message, player: Player, say: (player: Player, message: object) => void): Said {
  if (player.greetings_ || event === "ready") for (const value of EVENTS) say(player, { method: "addEventListener", value });
  player.greetings_ = 0;
  if (!EVENTS.includes(event!)) return;
  if (event !== "timeupdate") player.playing_ = event === "playing";
  return [data!["seconds"], data!["duration"]];
}
