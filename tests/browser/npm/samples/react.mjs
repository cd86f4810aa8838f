// A child whose hooks run before the tracker has started, in strict mode, which mounts twice.
import { createElement as h, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Ungated, useScore, useStanding } from "@ungated/tracker/react";

export function Shown() {
  const score = useScore();
  return h("p", { id: "shown" }, `${useStanding() ?? "unknown"} ${score?.points ?? "–"}`);
}

export function App() {
  const [shows, show] = useState(true);
  const button = h("button", { id: "toggle", onClick: () => show(!shows) }, "Toggle");
  return h(StrictMode, null, shows && h(Shown), button, h(Ungated, { site: "demo", api: "/stats/e" }));
}

if (typeof document !== "undefined") createRoot(document.querySelector("#app")).render(h(App));
