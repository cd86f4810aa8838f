// The page's own audio and video. Loads where there is some.
import { players } from "./players";
import { safe } from "./safe";
import type { Page } from "./types";

/** `HTMLMediaElement.HAVE_CURRENT_DATA`: what comes next is not there yet. */
const STALLED = 2;
/** A film that waits for its data stands still; one that is moved goes on. */
const runs = ({ paused, ended, seeking, readyState }: HTMLMediaElement): boolean =>
  !paused && !ended && (seeking || readyState > STALLED);

export function start(page: Page): void {
  const play = players(page);
  const heed = safe((media: EventTarget | null, time?: number) => {
    // What loops is decoration.
    if (media instanceof HTMLMediaElement && !media.loop) play(media, runs(media), media.currentTime, media.duration, time);
  });
  // What played before this part was there.
  for (const media of document.querySelectorAll<HTMLMediaElement>("audio,video")) if (!media.paused) heed(media);
  for (const type of ["play", "playing", "pause", "ended", "waiting", "timeupdate"])
    addEventListener(type, ({ target, timeStamp }) => heed(target, timeStamp), { capture: true, passive: true });
}
