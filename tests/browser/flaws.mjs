// What is wrong with a page as it stands: for those who cannot see it well, and at its width.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** WCAG 2.2 AA, and all that it builds on. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A page without any. */
export const FINE = { violations: [], overflow: 0 };

/** Axe is the test's own script: the page's context has to bypass the policy, which other tests check. */
export async function flaws(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => window.axe.run({ runOnly }), RULES);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return { violations: violations.map((v) => `${v.id}: ${v.nodes[0]?.target}`), overflow: Math.max(0, overflow) };
}
