// The dashboard's one page, opened and looked at.
import assert from "node:assert/strict";
import { FINE, flaws } from "./flaws.mjs";

/** Until every question is answered. */
export const settled = (page) => page.waitForFunction(() => document.querySelector("main") && !document.querySelector('.skeleton,[aria-busy="true"]'));

/** Until every panel has been scrolled to, as some ask only then. */
export async function scrolled(page) {
  const unseen = () => page.evaluate(() => {
    const all = document.querySelectorAll(".panel-unseen:not(:has(.nothing))");
    all[0]?.scrollIntoView();
    return all.length;
  });
  for (let left = await unseen(); left > 0; left = await unseen()) {
    await page.waitForFunction((left) => document.querySelectorAll(".panel-unseen:not(:has(.nothing))").length < left, left);
  }
  await settled(page);
}

/** What is wrong with it, all of it. */
export async function look(it, width, colorScheme) {
  const context = await it.browser.newContext({ baseURL: it.url, viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  await scrolled(page);
  const found = await flaws(page);
  await context.close();
  return found;
}

/** Nothing is wrong with it, wide or narrow, light or dark. */
export async function isFine(it) {
  for (const width of [1440, 390])
    for (const scheme of ["light", "dark"]) assert.deepEqual(await look(it, width, scheme), FINE, `${width} ${scheme}`);
}
