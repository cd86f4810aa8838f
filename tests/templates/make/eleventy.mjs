// Eleventy with a plain blog's layout, as Hugo's and Eleventy's starters have it: a list of
// contents, a byline under the title, structured data, and what to read next, all in <main>.
import { article, front, NEIGHBOURS, neighbour, ORIGIN } from "./article.mjs";

const layout = `<!doctype html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} – The Publication</title>
<link rel="canonical" href="${ORIGIN}{{ page.url }}">
<link rel="stylesheet" href="/blog.css">
<script type="application/ld+json">{{ structured | dump | safe }}</script>
</head>
<body>
<header class="site"><a href="/">The Publication</a><nav><ul>
{%- for entry in collections.all | eleventyNavigation %}<li><a href="{{ entry.url }}">{{ entry.title }}</a></li>{% endfor -%}
</ul></nav></header>
<main>
<article>
<header><h1>{{ title }}</h1><ul class="meta"><li><time datetime="2026-04-01">1 April 2026</time></li><li>5 minutes</li><li><a href="/tags/archives/">archives</a></li></ul></header>
<nav class="contents"><h2>Contents</h2><ul><li><a href="#one">One</a></li></ul></nav>
{{ content | safe }}
<footer><ul><li>← <a href="/before/">${NEIGHBOURS.before}</a></li><li>→ <a href="/after/">${NEIGHBOURS.after}</a></li></ul></footer>
</article>
<aside><h2>Most read</h2><ol><li><a href="/after/">${NEIGHBOURS.after}</a></li></ol></aside>
</main>
<footer>Made with Eleventy.</footer>
</body>
</html>`;

const css = `body { margin: 0; font: 18px/1.6 Georgia, serif }
.site { position: sticky; top: 0; padding: 1rem; background: Canvas; border-bottom: 1px solid }
main { display: grid; grid-template-columns: minmax(0, 40rem) 15rem; gap: 2rem; max-width: 60rem; margin: auto }
pre { overflow-x: auto }
table { border-collapse: collapse }`;

/** As a plugin for search engines writes it: several nodes in a graph. */
const structured = (headline) => ({
  "@context": "https://schema.org",
  "@graph": [
    { "@type": "WebSite", "@id": `${ORIGIN}/#site`, name: "The Publication" },
    { "@type": "BreadcrumbList", itemListElement: [] },
    { "@type": ["BlogPosting"], headline, articleSection: ["Craft", "Archives"], author: [{ "@type": "Person", name: "Ada Example" }] },
  ],
});
const post = (lang, title, text) => front({ title, lang, layout: "post.njk", structured: structured(title) }) + text;

export const site = {
  packages: {
    "@11ty/eleventy": "3.1.8",
    "@11ty/eleventy-navigation": "1.0.5",
    "@11ty/eleventy-plugin-syntaxhighlight": "5.0.2",
  },
  manifest: { type: "module" },
  files: {
    "eleventy.config.js": `import navigation from "@11ty/eleventy-navigation";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
export default function (config) {
  config.addPlugin(navigation);
  config.addPlugin(highlight);
  config.addPassthroughCopy({ "content/blog.css": "blog.css" });
  return { dir: { input: "content" } };
}`,
    "content/blog.css": css,
    "content/_includes/post.njk": layout,
    "content/before.md": post("en", NEIGHBOURS.before, neighbour(NEIGHBOURS.before)),
    "content/after.md": post("en", NEIGHBOURS.after, neighbour(NEIGHBOURS.after)),
    ...Object.fromEntries([["en", ""], ["de", "de/"], ["ja", "ja/"]].map(([language, base]) => {
      const { title, body } = article(language);
      return [`content/${base}keeping.md`, post(language, title, body)];
    })),
  },
  build: ["npx", "eleventy"],
  output: "_site",
  pages: ["/keeping/", "/de/keeping/", "/ja/keeping/"],
};
