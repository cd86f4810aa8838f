// The dashboard's one page, opened and looked at.
import assert from "node:assert/strict";
import { FINE, flaws } from "./flaws.mjs";

/** Until every question is answered. */
export const settled = (page) => page.waitForFunction(() => document.querySelector("main") && !document.querySelector('.skeleton,[aria-busy="true"]'));

/** What is wrong with it as a reader of the numbers meets it first. */
export async function look(it, width, colorScheme) {
  const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const found = await flaws(page);
  await context.close();
  return found;
}

/** Nothing is wrong with it, wide or narrow, light or dark. */
export async function isFine(it) {
  for (const width of [1440, 390])
    for (const scheme of ["light", "dark"]) assert.deepEqual(await look(it, width, scheme), FINE, `${width} ${scheme}`);
}
