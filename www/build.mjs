/**
 * Builds all static pages: `node www/build.mjs --out DIR`; with `--stories`, the page of all small
 * components in the dashboard's place, which tests look at and nobody deploys.
 *
 * DIR gets the dashboard (`index.html`, `assets/`), the page for readers (`recorded/`), the demo
 * publication and `_headers`. Other
 * files there (the tag and its core, from `tracker`) are left alone.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildDemo } from './demo.mjs';
import { buildRecord } from './record/page.mjs';

/** All script that a first visit to the dashboard loads, brotli. */
const SCRIPT_BUDGET_BYTES = 150_000;

/** What is fetched when it is opened. */
const LATER = [
  'dashboard/views/bring/Bring.tsx', 'dashboard/views/live/LiveBoard.tsx', 'dashboard/views/sites/Sites.tsx', 'dashboard/setup/Setup.tsx',
  'dashboard/views/trend/turns.ts',
];

/** What asks for the words, while the rest still loads; and the words, of which a reader loads one language. */
const SPEAKS = 'dashboard/strings/index.ts';
const LANGUAGES = ['dashboard/strings/en.ts', 'dashboard/strings/de.ts'];


const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string' }, stories: { type: 'boolean', default: false } } });
if (!values.out) {
  console.error('usage: node www/build.mjs --out DIR [--stories]');
  process.exit(2);
}
const out = resolve(values.out);
const MAIN = values.stories ? 'dashboard/stories/main.tsx' : 'dashboard/main.tsx';

await mkdir(out, { recursive: true });
await rm(join(out, 'assets'), { recursive: true, force: true });
const { outputs } = await bundle();
await writeFile(join(out, 'index.html'), await page(outputs));
for (const name of ['_headers', 'favicon.svg']) await copyFile(join(here, name), join(out, name));
if (!values.stories) {
  await buildRecord(out, [...outputs.values()].find(({ entryPoint }) => entryPoint === 'dashboard/styles/index.css').url);
  await buildDemo(out);
  await checkBudget(outputs);
}

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: [{ in: SPEAKS, out: 'strings' }, { in: MAIN, out: 'main' }, { in: 'dashboard/styles/index.css', out: 'index' }],
    outdir: join(out, 'assets'),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    sourcemap: 'linked',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    logLevel: 'warning',
  });
  const named = Object.entries(metafile.outputs).map(([path, output]) => {
    const file = resolve(here, path);
    return [file, { ...output, url: `/${relative(out, file)}` }];
  });
  return { outputs: new Map(named) };
}

/** The page with its files named. What is needed at once is fetched at once, not in a chain. */
async function page(outputs) {
  const all = [...outputs.values()];
  const entry = (source) => all.find((output) => output.entryPoint === source).url;
  const chunks = atOnce(outputs).filter(({ entryPoint }) => entryPoint !== MAIN && entryPoint !== SPEAKS);
  const font = all.find(({ url }) => basename(url).startsWith('instrument-sans-latin-') && !url.includes('latin-ext'));
  const tags = [
    `<link rel="stylesheet" href="${entry('dashboard/styles/index.css')}" />`,
    `<link rel="preload" href="${font.url}" as="font" type="font/woff2" crossorigin />`,
    ...chunks.map(({ url }) => `<link rel="modulepreload" href="${url}" />`),
    `<script type="module" src="${entry(SPEAKS)}"></script>`,
    `<script type="module" src="${entry(MAIN)}"></script>`,
  ];
  const template = await readFile(join(here, 'dashboard/index.html'), 'utf8');
  return template.replace('<!-- assets -->', tags.join('\n    '));
}

/** The scripts that the first view needs in any language: its own, and all that they import but for `LATER`. */
function atOnce(outputs) {
  const needed = new Set();
  const need = (file) => {
    if (needed.has(file)) return;
    const { imports, entryPoint } = outputs.get(file);
    if (LATER.includes(entryPoint) || LANGUAGES.includes(entryPoint)) return;
    needed.add(file);
    for (const { path } of imports) need(resolve(here, path));
  };
  for (const [file, { entryPoint }] of outputs) if (entryPoint === MAIN || entryPoint === SPEAKS) need(file);
  return [...needed].map((file) => ({ file, ...outputs.get(file) }));
}

async function checkBudget(outputs) {
  const measure = (files) => Promise.all(files.map(async (file) => brotliCompressSync(await readFile(file)).length));
  const words = [...outputs].filter(([, { entryPoint }]) => LANGUAGES.includes(entryPoint)).map(([file]) => file);
  const sizes = await measure(atOnce(outputs).map(({ file }) => file));
  const total = sizes.reduce((sum, size) => sum + size, 0) + Math.max(...(await measure(words)));
  console.log(`dashboard script: ${total} bytes brotli of ${SCRIPT_BUDGET_BYTES} allowed`);
  if (total > SCRIPT_BUDGET_BYTES) {
    console.error(`the dashboard's script is ${total - SCRIPT_BUDGET_BYTES} bytes over its budget`);
    process.exit(1);
  }
}
