// Astro Starlight with its own look, in three languages.
import { article, front, NEIGHBOURS, neighbour, ORIGIN } from "./article.mjs";

const config = {
  site: ORIGIN,
  trailingSlash: "always",
};
const starlight = {
  title: "The Publication",
  locales: { root: { label: "English", lang: "en" }, de: { label: "Deutsch", lang: "de" }, ja: { label: "日本語", lang: "ja" } },
  editLink: { baseUrl: `${ORIGIN}/edit/` },
  sidebar: [{ label: "Handbook", items: ["before", "keeping", "after"] }],
};
const page = (title, body) => front({ title, description: "Three habits." }) + body;

export const site = {
  // The newest that run on the oldest Node that this project supports.
  packages: { "@astrojs/starlight": "0.37.7", astro: "5.18.2" },
  bundled: ["@pagefind/default-ui", "astro-expressive-code"],
  files: {
    "astro.config.mjs": `import starlight from "@astrojs/starlight";
export default { ...${JSON.stringify(config)}, integrations: [starlight(${JSON.stringify(starlight)})] };`,
    "src/content.config.ts": `import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
    "src/content/docs/index.md": page("The Publication", "Welcome.\n"),
    "src/content/docs/before.md": page(NEIGHBOURS.before, neighbour(NEIGHBOURS.before)),
    "src/content/docs/after.md": page(NEIGHBOURS.after, neighbour(NEIGHBOURS.after)),
    ...Object.fromEntries([["en", ""], ["de", "de/"], ["ja", "ja/"]].map(([language, base]) => {
      const { title, body } = article(language);
      return [`src/content/docs/${base}keeping.md`, page(title, body)];
    })),
  },
  build: ["npx", "astro", "build"],
  output: "dist",
  pages: ["/keeping/", "/de/keeping/", "/ja/keeping/"],
};
