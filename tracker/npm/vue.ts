// Vue, and Nuxt by a plugin of three lines. On the server nothing happens.
import { onMounted, onUnmounted, shallowRef, type App, type ShallowRef } from "vue";
import { start, type Options, type Score, type Standing } from "./index.js";
import { latest, subscribe } from "./latest.js";

/** `app.use(ungated, { site, api })` starts the tracker, once. */
export const ungated: { install(app: App, options: Options): void } = {
  install(_app, options) {
    start(options);
  },
};

/** What is shown begins with `null`, as on the server, and follows once it is mounted. */
function follow<T>(of: () => T | null): Readonly<ShallowRef<T | null>> {
  const shown = shallowRef<T | null>(null);
  const show = (): void => void (shown.value = of());
  let end = (): void => {};
  onMounted(() => {
    end = subscribe(show);
    show();
  });
  onUnmounted(() => end());
  return shown;
}

/** The score of this page view and its visit; `null` until it is known. */
export const useScore = (): Readonly<ShallowRef<Score | null>> => follow(latest);

/** The standing of the visit; `null` until it is known. */
export const useStanding = (): Readonly<ShallowRef<Standing | null>> => follow(() => latest()?.standing ?? null);
