// Docusaurus with its classic theme: a page of documentation and a post of its blog.
import { article, front, NEIGHBOURS, neighbour, ORIGIN } from "./article.mjs";

const { title, body } = article();

const config = {
  title: "The Publication",
  url: ORIGIN,
  baseUrl: "/",
  trailingSlash: true,
  onBrokenLinks: "ignore",
  presets: [["classic", {
    docs: { editUrl: `${ORIGIN}/edit/` },
    blog: { editUrl: `${ORIGIN}/edit/`, showReadingTime: true, onInlineAuthors: "ignore", onUntruncatedBlogPosts: "ignore" },
  }]],
  themeConfig: {
    navbar: {
      title: "The Publication",
      items: [{ type: "docSidebar", sidebarId: "defaultSidebar", label: "Handbook" }, { to: "/blog", label: "Blog" }],
    },
    footer: {
      style: "dark",
      links: [{ title: "More", items: [{ label: "Blog", to: "/blog" }, { label: "Source", href: ORIGIN }] }],
      copyright: "Made with Docusaurus.",
    },
  },
};

export const site = {
  packages: {
    "@docusaurus/core": "3.10.2",
    "@docusaurus/preset-classic": "3.10.2",
    "@mdx-js/react": "3.1.1",
    react: "19.2.0",
    "react-dom": "19.2.0",
  },
  bundled: ["@docusaurus/theme-classic", "infima", "nprogress", "prism-react-renderer", "react-router"],
  files: {
    "docusaurus.config.js": `module.exports = ${JSON.stringify(config)};`,
    "docs/before.md": front({ title: NEIGHBOURS.before, sidebar_position: 1 }) + neighbour(NEIGHBOURS.before),
    "docs/keeping.md": front({ title, sidebar_position: 2, description: "Three habits that stop an archive from rotting.", tags: ["archives"] }) + body,
    "docs/after.md": front({ title: NEIGHBOURS.after, sidebar_position: 3 }) + neighbour(NEIGHBOURS.after),
    "blog/2026-03-01-before.md": front({ title: NEIGHBOURS.before, slug: "before" }) + neighbour(NEIGHBOURS.before),
    "blog/2026-04-01-keeping.md": front({ title, slug: "keeping", authors: [{ name: "Ada Example", title: "Archivist" }], tags: ["archives"] }) + body,
    "blog/2026-05-01-after.md": front({ title: NEIGHBOURS.after, slug: "after" }) + neighbour(NEIGHBOURS.after),
    "src/pages/index.md": "# The Publication\n\nWelcome.\n",
  },
  build: ["npx", "docusaurus", "build"],
  output: "build",
  pages: ["/docs/keeping/", "/blog/keeping/"],
};
