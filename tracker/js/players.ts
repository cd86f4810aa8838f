// What plays, told to the core. Used by the parts for the page's own media and for embedded players.
import { safe } from "./safe";
import type { Page } from "./types";

export type Play = (player: Element, playing: boolean, at: number, length: number, time?: number) => void;

/** Tells that a player plays on, pauses or ends, `at` seconds from its start, at a `time` of the page's own clock. */
export function players(page: Page): Play {
  const { players_: all, shim_: shim } = page;
  const unseen = new WeakSet<Element>();
  // What a player said before it was known whether anybody sees it: a frame or, on a busy page, many.
  const first = new WeakMap<Element, (() => void)[]>();
  const stop = (player: Element): void => page.core_().media_(performance.now() | 0, all.indexOf(player), false, 0, 0);
  // A film that nobody sees is not watched, from the moment on that it is out of sight.
  const seen = new IntersectionObserver(safe((entries: IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) {
      const said = first.get(target);
      first.delete(target);
      if (isIntersecting) {
        unseen.delete(target);
        for (const say of said ?? []) say();
      } else {
        unseen.add(target);
        if (!said) stop(target);
      }
    }
  }));
  const play: Play = (player, playing, at, length, time = performance.now()) => {
    const say = (): void => play(player, playing, at, length, time);
    // A page in the background draws no frames: what counts of it is its last word.
    const said = first.get(player);
    if (said) first.set(player, document.hidden ? [say] : [...said, say]);
    else if (!all.includes(player)) {
      all.push(player);
      if (player instanceof HTMLAudioElement) say();
      else {
        first.set(player, [say]);
        seen.observe(player);
      }
    } else if (!shim.off_ && !unseen.has(player)) {
      page.core_().media_(time | 0, all.indexOf(player), playing, at * 1000, length * 1000);
      if (playing) page.awake_(time | 0);
    }
  };
  return play;
}
