// VitePress with its default theme, in three languages; code with line numbers.
import { article, front, NEIGHBOURS, neighbour, ORIGIN } from "./article.mjs";

const sidebar = (base) => [{
  text: "Handbook",
  items: [
    { text: NEIGHBOURS.before, link: `${base}before` },
    { text: article().title, link: `${base}keeping` },
    { text: NEIGHBOURS.after, link: `${base}after` },
  ],
}];
const locale = (label, lang, base) => ({ label, lang, themeConfig: { sidebar: sidebar(base) } });

const config = {
  title: "The Publication",
  locales: { root: locale("English", "en", "/"), de: locale("Deutsch", "de", "/de/"), ja: locale("日本語", "ja", "/ja/") },
  markdown: { lineNumbers: true },
  themeConfig: {
    nav: [{ text: "Handbook", link: "/keeping" }],
    outline: "deep",
    editLink: { pattern: `${ORIGIN}/edit/:path`, text: "Edit this page" },
    footer: { message: "Made with VitePress.", copyright: "Nobody’s rights reserved" },
  },
};

export const site = {
  packages: { vitepress: "1.6.4" },
  bundled: ["@docsearch/css", "@vueuse/core", "vue"],
  files: {
    // The canonical link as VitePress's own documentation adds it.
    ".vitepress/config.mjs": `export default { ...${JSON.stringify(config)},
      transformPageData(page) {
        const href = "${ORIGIN}/" + page.relativePath.replace(/\\.md$/, ".html");
        page.frontmatter.head = [...(page.frontmatter.head ?? []), ["link", { rel: "canonical", href }]];
      },
    };`,
    "index.md": "# The Publication\n\nWelcome.\n",
    "before.md": `# ${NEIGHBOURS.before}\n\n${neighbour(NEIGHBOURS.before)}`,
    "after.md": `# ${NEIGHBOURS.after}\n\n${neighbour(NEIGHBOURS.after)}`,
    ...Object.fromEntries([["en", ""], ["de", "de/"], ["ja", "ja/"]].map(([language, base]) => [
      `${base}keeping.md`, front({ description: "Three habits." }) + article(language).text,
    ])),
  },
  build: ["npx", "vitepress", "build"],
  output: ".vitepress/dist",
  pages: ["/keeping.html", "/de/keeping.html", "/ja/keeping.html"],
};
