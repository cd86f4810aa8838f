// Astro: an integration that puts the tracker into every page.
import type { Options } from "./index.js";

/** Of `AstroIntegration` what is used here. */
export interface Integration {
  name: string;
  hooks: { "astro:config:setup": (setup: { injectScript(stage: "page", content: string): void }) => void };
}

/** `integrations: [ungated({ site, api })]` */
export default function ungated(options: Options): Integration {
  const script = `import { start } from "@ungated/tracker";\nstart(${JSON.stringify(options)});`;
  return {
    name: "@ungated/tracker",
    hooks: { "astro:config:setup": ({ injectScript }) => injectScript("page", script) },
  };
}
