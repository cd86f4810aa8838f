// The page for readers: what is recorded of them. A language a page, without a script.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEXTS } from './texts.mjs';

const FIRST = 'en';
const pathOf = (language) => (language === FIRST ? '/recorded/' : `/recorded/${language}/`);

/** Writes the pages, in the dashboard's clothes. */
export async function buildRecord(out, stylesheet) {
  for (const language of Object.keys(TEXTS)) {
    const folder = join(out, pathOf(language));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), page(language, stylesheet));
  }
}

function page(language, stylesheet) {
  const { title, lead, parts, see } = TEXTS[language];
  const others = Object.entries(TEXTS).filter(([other]) => other !== language);
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <title>${title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${stylesheet}" />
${others.map(([other]) => `    <link rel="alternate" hreflang="${other}" href="${pathOf(other)}" />`).join('\n')}
  </head>
  <body>
    <main class="record">
      <p class="record-languages">${others.map(([other, { name }]) => `<a lang="${other}" hreflang="${other}" href="${pathOf(other)}">${name}</a>`).join(' · ')}</p>
      <h1>${title}</h1>
      <p class="record-lead">${lead}</p>
${parts.map(part).join('\n')}
      <p class="record-see">${see}</p>
    </main>
  </body>
</html>
`;
}

const part = ({ title, list }) => `      <h2>${title}</h2>
      <ul>
${list.map((line) => `        <li>${line}</li>`).join('\n')}
      </ul>`;
