// A component with the composables, and the plugin.
import { createApp, createSSRApp, defineComponent, h, ref } from "vue";
import { ungated, useScore, useStanding } from "@ungated/tracker/vue";

const Shown = defineComponent(() => {
  const [score, standing] = [useScore(), useStanding()];
  return () => h("p", { id: "shown" }, `${standing.value ?? "unknown"} ${score.value?.points ?? "–"}`);
});

const App = defineComponent(() => {
  const shows = ref(true);
  const button = () => h("button", { id: "toggle", onClick: () => (shows.value = !shows.value) }, "Toggle");
  return () => h("div", [shows.value ? h(Shown) : null, button()]);
});

export const application = () =>
  (typeof document === "undefined" ? createSSRApp : createApp)(App).use(ungated, { site: "demo", api: "/stats/e" });

if (typeof document !== "undefined") application().mount("#app");
