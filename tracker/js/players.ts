// What plays, told to the core. Used by the parts for the page's own media and for embedded players.
import { safe } from "./safe";
import type { Page } from "./types";

export type Play = (player: Element, playing: boolean, at: number, length: number) => void;

/** Tells that a player plays on, pauses or ends, `at` seconds from its start. */
export function players(page: Page): Play {
  const { players_: all, shim_: shim } = page;
  const unseen = new WeakSet<Element>();
  // What a player said before it was known whether anybody sees it.
  const first = new WeakMap<Element, () => void>();
  const stop = (player: Element): void => page.core_().media_(performance.now() | 0, all.indexOf(player), false, 0, 0);
  // A film that nobody sees is not watched, from the moment on that it is out of sight.
  const seen = new IntersectionObserver(safe((entries: IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) {
      const say = first.get(target);
      first.delete(target);
      if (isIntersecting) {
        unseen.delete(target);
        say?.();
      } else {
        unseen.add(target);
        if (!say) stop(target);
      }
    }
  }));
  const play: Play = (player, playing, at, length) => {
    if (first.has(player)) first.set(player, () => play(player, playing, at, length));
    else if (!all.includes(player)) {
      all.push(player);
      if (player instanceof HTMLAudioElement) play(player, playing, at, length);
      else {
        first.set(player, () => play(player, playing, at, length));
        seen.observe(player);
      }
    } else if (!shim.off_ && !unseen.has(player)) {
      const now = performance.now() | 0;
      page.core_().media_(now, all.indexOf(player), playing, at * 1000, length * 1000);
      if (playing) page.awake_(now);
    }
  };
  return play;
}
