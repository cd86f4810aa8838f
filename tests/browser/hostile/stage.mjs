// A page that checks itself while somebody breaks the ground under it, and a short visit to it.
import assert from "node:assert/strict";
import { eventually, pass } from "../world.mjs";
import { tag } from "../site.mjs";
import { FULL, NONE } from "./breaks.mjs";

/** How long the core may take to wake; on some of these pages it never does. */
const WAKE_MS = 2_500;

/** The page's own script. It uses nothing that a break may take from it. */
export const OWN = `<script>let clicks = 0; const names = Object.getOwnPropertyNames(window);</script>`;
export const BODY = `<main><h1>One</h1><p>${"word ".repeat(60)}</p><h2>Two</h2><p>${"word ".repeat(60)}</p>
<p><button id="works" onclick="clicks++">It works</button></p></main>`;

/** A page on whose ground `code` runs before the tag. */
export const broken = (code, { head = "", body = "", doctype = "<!doctype html>", script = tag() } = {}) =>
  `${doctype}<html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">${OWN}<script>${code}</script>${head}${script}</head><body>${body}${BODY}</body></html>`;

/** What the browser says by itself of requests that failed, whoever asked. */
const isBrowsers = (text) => /^Failed to load (resource|module script)|blocked by CORS policy|^Fetch API cannot load|^Refused to/.test(text);

/**
 * A visit to one page: opens it, breaks it `later` if asked to, moves, clicks, prints, leaves.
 * @param {object} own the site, on which the page stands under `path`
 * @param {object} reader a browser's context
 * @returns what the page and the browser had to complain of
 */
export async function visit(own, reader, path, { later = "", arrange = () => undefined, inspect = () => undefined } = {}) {
  const page = await reader.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("console", (message) => message.type() === "error" && !isBrowsers(message.text()) && problems.push(`on the console: ${message.text()}`));
  // Straight into the engine: Playwright's own helpers stand on the same broken ground.
  const devtools = await reader.newCDPSession(page);
  const look = async (expression) => {
    const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", { expression, returnByValue: true });
    assert.equal(exceptionDetails, undefined, `${expression}: ${exceptionDetails?.exception?.description}`);
    return result.value;
  };
  try {
    await arrange(page);
    await page.goto(own.url + path);
    const isAwake = "(() => { try { return Boolean(window.ungated.score()) } catch { return false } })()";
    await eventually(() => look(isAwake), Boolean, WAKE_MS).catch(() => undefined);
    if (later) await look(`void (() => { ${later} })()`);
    await page.mouse.move(300, 300);
    await page.mouse.move(340, 320);
    await page.mouse.wheel(0, 40);
    const works = await look(`(() => { const { left, top } = document.getElementById("works").getClientRects()[0]; return [left + 5, top + 5] })()`);
    await page.mouse.click(...works);
    await look(`dispatchEvent(new Event("beforeprint")), undefined`);
    await pass(200);
    assert.equal(await look("clicks"), 1, "the page's own script works");
    await inspect(look);
    await page.goto("about:blank");
  } finally {
    await page.close();
  }
  return problems;
}

/** Waits for what is owed from a page; what came must be well-formed in any case. */
export async function owed(own, path, expected) {
  const hits = () => own.hits.filter(({ hit }) => hit.u?.includes(path));
  const isWhole = ({ hit }) => hit.k?.print === 1 && hit.e > 0 && hit.q !== undefined && /^[\da-f]{16}$/.test(hit.m) && hit.x?.length === 2;
  if (expected !== NONE)
    await eventually(hits, (all) => all.some(({ status }) => status === 202) && (expected !== FULL || all.some(isWhole)), 6_000);
  for (const { body, status } of hits()) if (status !== undefined) assert.equal(status, 202, `the edge takes ${body}`);
}
