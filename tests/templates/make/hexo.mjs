// Hexo with Landscape, its default theme, which descends from WordPress's: a plain blog.
import { article, front, NEIGHBOURS, neighbour, ORIGIN } from "./article.mjs";

const { title, body } = article();
const post = (data, text) => front({ tags: ["archives"], categories: ["Craft"], updated: data.date, ...data }) + text;

const config = {
  title: "The Publication",
  author: "Ada Example",
  language: "en",
  url: ORIGIN,
  permalink: ":year/:month/:title/",
  theme: "landscape",
  syntax_highlighter: "highlight.js",
  highlight: { line_number: true, wrap: true, hljs: false },
  timezone: "UTC",
};

export const site = {
  packages: {
    hexo: "8.1.2",
    "hexo-generator-archive": "2.0.0",
    "hexo-generator-category": "2.0.0",
    "hexo-generator-index": "4.0.0",
    "hexo-generator-tag": "2.0.0",
    "hexo-renderer-ejs": "2.0.0",
    "hexo-renderer-marked": "7.0.1",
    "hexo-renderer-stylus": "3.0.1",
    "hexo-theme-landscape": "1.1.0",
  },
  // Hexo looks for its own version in the manifest to know that it is at home.
  manifest: { hexo: { version: "8.1.2" } },
  files: {
    "_config.yml": JSON.stringify(config, null, 2), // JSON is YAML
    "source/_posts/before.md": post({ title: NEIGHBOURS.before, date: "2026-03-01" }, neighbour(NEIGHBOURS.before)),
    "source/_posts/keeping.md": post({ title, date: "2026-04-01" }, body),
    "source/_posts/after.md": post({ title: NEIGHBOURS.after, date: "2026-05-01" }, neighbour(NEIGHBOURS.after)),
  },
  build: ["npx", "hexo", "generate", "--force"],
  output: "public",
  pages: ["/2026/04/keeping/"],
  // A viewer for images, of which there are none; its licence is not ours to pass on.
  without: /^fancybox/,
};
