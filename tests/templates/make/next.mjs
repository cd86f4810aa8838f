// Next's app router, exported as static files: the article is a page that React hydrates and
// fills with code from a client component; the layout scrolls in a container of its own.
import { article, NEIGHBOURS, ORIGIN } from "./article.mjs";

const { title, body } = article();

export const site = {
  packages: {
    "@mdx-js/loader": "3.1.1",
    "@mdx-js/react": "3.1.1",
    "@next/mdx": "16.4.6",
    "@types/mdx": "2.0.13",
    next: "16.4.6",
    react: "19.2.0",
    "react-dom": "19.2.0",
    "remark-gfm": "4.0.1",
  },
  files: {
    "next.config.mjs": `import createMDX from "@next/mdx";
const withMDX = createMDX({ options: { remarkPlugins: ["remark-gfm"] } });
export default withMDX({ output: "export", generateBuildId: () => "kept", trailingSlash: true, pageExtensions: ["js", "jsx", "mdx"] });`,
    "mdx-components.jsx": `export const useMDXComponents = () => ({});`,
    "app/global.css": `* { box-sizing: border-box }
body { margin: 0; font: 18px/1.6 system-ui, sans-serif }
.shell { display: grid; grid-template: 4rem 1fr / 15rem 1fr; height: 100vh }
.bar { grid-column: 1 / -1; border-bottom: 1px solid; padding: 1rem }
.side { overflow: auto; padding: 1rem }
.scroll { overflow-y: auto }
.post { max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
.post pre { overflow-x: auto }
.post table { border-collapse: collapse }`,
    "app/layout.jsx": `import "./global.css";
import Link from "next/link";
export const metadata = { metadataBase: new URL("${ORIGIN}"), title: { default: "The Publication", template: "%s | The Publication" } };
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <div className="shell">
          <header className="bar"><Link href="/">The Publication</Link></header>
          <nav className="side"><h2>Handbook</h2><ul><li><Link href="/keeping/">Keeping</Link></li><li><Link href="/other/">${NEIGHBOURS.after}</Link></li></ul></nav>
          <main className="scroll">
            {children}
            <section className="related"><h2>Read on</h2><ul><li><Link href="/other/">${NEIGHBOURS.after}</Link></li></ul></section>
          </main>
        </div>
      </body>
    </html>
  );
}`,
    "app/page.jsx": `export default function Page() { return <h1>The Publication</h1>; }`,
    "app/other/page.jsx": `export default function Page() { return <h1>${NEIGHBOURS.after}</h1>; }`,
    "app/keeping/article.mdx": body,
    "app/keeping/page.jsx": `import Article from "./article.mdx";
import Share from "./share";
export const metadata = {
  title: ${JSON.stringify(title)},
  alternates: { canonical: "/keeping/" },
  authors: [{ name: "Ada Example" }],
  openGraph: { type: "article", title: ${JSON.stringify(title)}, authors: ["Ada Example"], section: "Craft", publishedTime: "2026-04-01" },
};
export default function Page() {
  return <article className="post"><h1>${title}</h1><Share /><Article /></article>;
}`,
    // Comes with hydration: not in the file that the server sends.
    "app/keeping/share.jsx": `"use client";
import { useEffect, useState } from "react";
export default function Share() {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return ready && <aside>Share <button>Copy the link</button></aside>;
}`,
  },
  build: ["npx", "next", "build"],
  output: "out",
  pages: ["/keeping/"],
};
