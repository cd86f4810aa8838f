/** The tag as each kind of site takes it. `pin` is the part's address and its hash. */
export interface Tag {
  readonly origin: string;
  readonly site: string;
}

const line = ({ origin, site }: Tag) => `<script async src="${origin}/u.js" data-site="${site}"></script>`;

export const RECIPES = {
  html: line,
  next: ({ origin, site }: Tag) =>
    `// app/layout.tsx\nimport Script from "next/script";\n\n<Script src="${origin}/u.js" data-site="${site}" strategy="afterInteractive" />`,
  vite: (tag: Tag) => `<!-- index.html, in <head> -->\n${line(tag)}`,
  nuxt: ({ origin, site }: Tag) =>
    `// nuxt.config.ts\nexport default defineNuxtConfig({\n  app: { head: { script: [{ src: "${origin}/u.js", async: true, "data-site": "${site}" }] } },\n});`,
  astro: ({ origin, site }: Tag) =>
    `<!-- src/layouts/Layout.astro, in <head> -->\n<script is:inline async src="${origin}/u.js" data-site="${site}"></script>`,
  wordpress: ({ origin, site }: Tag) =>
    `// functions.php of your theme\nadd_action('wp_head', function () {\n  echo '<script async src="${origin}/u.js" data-site="${site}"></script>';\n});`,
} as const;

export type Recipe = keyof typeof RECIPES;

/** The tag of one version, whose bytes the browser checks. */
export const pinned = ({ origin, site }: Tag, path: string, integrity: string): string =>
  `<script async src="${origin}/${path}" data-site="${site}"\n  integrity="${integrity}" crossorigin="anonymous"></script>`;

/** What a page's content security policy has to allow. */
export const policy = (origin: string): string => `script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`;
