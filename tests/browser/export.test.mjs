// The facts of a site, taken along in the page: how far it is, what stops it, how it goes on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, request } from "node:http";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { hit, owner } from "./owner.mjs";
import { eventually, world } from "./world.mjs";

const FORMS = { ndjson: "Facts, NDJSON", visits: "Visits, CSV", page_views: "Page views, CSV" };

let it;
before(async () => {
  it = await world();
  // Visits of yesterday, and one so late that theirs are over by then: those that go on are in no export.
  const now = Date.now() - 24 * 60 * 60 * 1000;
  for (let at = 0; at < 150; at++) {
    const raised = at % 10 === 0 && { h: { call: 1 } };
    await hit(it, { u: "/demo/pricing/", p: String(at).padStart(16, "0"), address: `198.18.0.${at + 1}`, now: now + at, i: { t: `"Prices",\n${at}`, w: 100 }, e: 5000, ...raised });
  }
  await hit(it, { u: "/demo/pricing/", p: "00000000000000ff", now: Date.now() + 60 * 60 * 1000, i: { t: "Later" } });
  await eventually(() => whole("ndjson"), (text) => rowsIn(text, "ndjson").length === 150);
});
after(() => it?.stop());

const search = { ndjson: "", visits: "?format=csv&table=visits", page_views: "?format=csv&table=page_views" };
const whole = async (form) => {
  const answer = await fetch(`${it.url}/api/v1/sites/demo/export${search[form]}`, { headers: { authorization: `Bearer ${it.token}` } });
  return answer.text();
};
const rowsIn = (text, form) =>
  form === "ndjson" ? text.split("\n").filter((line) => line.startsWith('{"cursor"')) : text.match(/("(""|[^"])*",?)+\r?\n/g).slice(1);
const item = (page, form) => page.locator(`[data-testid="export"][data-form="${form}"]`);
const saved = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
};

test("each form is what the API gives, to the byte, and says how much it was", { timeout: 120_000 }, async () => {
  const { context, page } = await owner(it);
  await page.goto("/?setup=facts");
  for (const [form, name] of Object.entries(FORMS)) {
    const wanted = await whole(form);
    assert.ok(rowsIn(wanted, form).length > 50, `${rowsIn(wanted, form).length} rows`);
    const { name: file, text } = await saved(page, () => page.getByRole("button", { name, exact: true }).click());
    assert.equal(file, `demo-${form === "ndjson" ? "facts.ndjson" : `${form}.csv`}`);
    assert.equal(text, wanted, form);
    const all = new Intl.NumberFormat("en-US").format(rowsIn(wanted, form).length);
    const status = item(page, form).getByRole("status");
    await eventually(() => status.innerText(), (said) => said.startsWith(`All of it is here: ${all} of ${all} `));
  }
  await context.close();
});

/** A door before the product that lets `bytes` of an export through and holds the rest, until it is cut, as by a network. */
async function door(bytes) {
  let isOpen = false;
  const held = new Set();
  const server = createServer((asked, response) => {
    const { port } = new URL(it.url);
    const { method, url: path } = asked;
    const headers = { ...asked.headers, "accept-encoding": "identity" };
    const on = request({ host: "localhost", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      if (isOpen || !/\/export(\?|$)/.test(path)) return answer.pipe(response);
      let left = bytes;
      held.add(response);
      answer.on("data", (chunk) => {
        if (left <= 0) return;
        const some = chunk.subarray(0, left);
        left -= some.length;
        response.write(some);
      });
    });
    asked.pipe(on);
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    open: () => (isOpen = true),
    cut: () => held.forEach((response) => response.destroy()),
    stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

for (const form of Object.keys(FORMS))
  test(`${form}: what broke off says how far it got, and goes on without a row twice or missing`, { timeout: 60_000 }, async () => {
    const wanted = rowsIn(await whole(form), form);
    const way = await door(20_000);
    const { context, page } = await owner({ ...it, url: way.url });
    await page.goto("/?setup=facts");
    await page.getByRole("button", { name: FORMS[form], exact: true }).click();
    const one = item(page, form);
    // What a browser has not handed on when the way is cut is lost: then the rest brings that, too.
    await eventually(() => one.getByRole("progressbar").evaluate(({ value }) => value), (value) => value > 0);
    way.cut();
    await one.getByRole("alert").getByText("It broke off.").waitFor();
    const got = Number(/^([\d,]+)/.exec(await one.getByRole("status").innerText())[1].replaceAll(",", ""));
    assert.ok(got > 0 && got < wanted.length, `${got} of ${wanted.length}`);
    const { text: part } = await saved(page, () => one.getByRole("button", { name: "Save what came" }).click());
    assert.deepEqual(rowsIn(part, form), wanted.slice(0, got), "whole rows, from the first");
    way.open();
    const { text } = await saved(page, () => one.getByRole("button", { name: "Go on from there" }).click());
    assert.deepEqual(rowsIn(text, form), wanted);
    assert.equal(await one.getByRole("alert").count(), 0);
    await context.close();
    await way.stop();
  });

test("it is stopped when told to, keeps what came, and shows how far it is; fine to look at in each state", { timeout: 120_000 }, async () => {
  for (const [width, colorScheme, locale] of [[1440, "light", "en-GB"], [390, "dark", "de-DE"]]) {
    const way = await door(20_000);
    const { context, page } = await owner({ ...it, url: way.url }, { viewport: { width, height: 900 }, colorScheme, locale, bypassCSP: true });
    await page.goto("/?setup=facts");
    const one = item(page, "ndjson");
    await one.getByRole("button").click();
    await eventually(() => one.getByRole("progressbar").evaluate(({ value, max }) => [value, max]), ([value, max]) => value > 0 && value < max);
    assert.deepEqual(await flaws(page), FINE, "under way");
    await one.getByRole("button").first().click();
    await eventually(() => one.getAttribute("data-state"), (state) => state === "stopped");
    assert.deepEqual(await flaws(page), FINE, "stopped");
    way.open();
    await saved(page, () => one.getByRole("button", { name: /^(Go on|Von dort)/ }).click());
    await eventually(() => one.getAttribute("data-state"), (state) => state === "whole");
    assert.deepEqual(await flaws(page), FINE, "whole");
    await context.close();
    await way.stop();
  }
});
