// Alerts, set up in the page by the site's owner, and told to a receiver that looks at their signatures.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { FINE, flaws } from "./flaws.mjs";
import { eventually, world } from "./world.mjs";

let it;
before(async () => (it = await world({ reachesHere: true })));
after(() => it?.stop());

/** A receiver of webhooks, which answers as it was told last. */
async function receiver() {
  const got = [];
  const server = createServer(async (request, answer) => {
    let body = "";
    for await (const part of request) body += part;
    got.push({ headers: request.headers, body });
    answer.writeHead(receives.status).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  const receives = { url: `http://127.0.0.1:${server.address().port}/hook`, got, status: 204, stop };
  return receives;
}

/** Whether a request is signed by a key, as Standard Webhooks says. */
function isSigned({ headers, body }, key) {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const mac = createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64")).update(signed).digest("base64");
  return headers["webhook-signature"].split(" ").includes(`v1,${mac}`);
}

async function admin(path, method = "GET", body = undefined) {
  const headers = { authorization: `Bearer ${it.token}` };
  const answer = await fetch(`${it.url}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** The owner's browser, at the alerts of a site of its own. */
async function owner(site, options = {}) {
  await admin("sites", "POST", { site, config: { title: site, hostnames: ["localhost"], k: 1 } });
  const context = await it.browser.newContext({ baseURL: it.url, ...options });
  const page = await context.newPage();
  await page.goto(`/?site=${site}&setup=alerts`);
  await page.getByLabel("Token", { exact: true }).fill(it.token);
  await page.locator("main button[type=submit]").click();
  await page.getByTestId("webhook-form").waitFor();
  return { context, page };
}

async function add(page, name, url, format = "json") {
  const form = page.getByTestId("webhook-form");
  await form.getByLabel("What to call it").fill(name);
  await form.getByLabel("Address").fill(url);
  await form.getByLabel("Form", { exact: true }).selectOption(format);
  await form.getByRole("button").click();
}

/** What a locator says, in one line. */
const told = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();
const says = (locator, what) => eventually(() => told(locator), (text) => what.test(text));

test("a webhook is added, tried, given another key, and removed", { timeout: 120_000 }, async () => {
  const receives = await receiver();
  const { context, page } = await owner("hooks");
  await page.getByText("Nobody is told: there is no webhook.").waitFor();
  await add(page, "team", "http://127.0.0.1:1/\u00a0");
  await page.getByTestId("webhook-form").getByRole("alert").waitFor();
  assert.match(await page.getByTestId("webhook-form").getByRole("alert").innerText(), /^url: /);
  await add(page, "team", receives.url);
  const first = await page.getByTestId("once").locator("code").innerText();
  const hook = page.getByTestId("webhook");
  assert.match(await told(hook), /^team 127\.0\.0\.1 · JSON 0 delivered · 0 failed · 0 waiting Nothing was sent yet\./);
  await add(page, "team", receives.url);
  assert.match(await page.getByTestId("webhook-form").getByRole("alert").innerText(), /has this name/);

  await hook.getByRole("button", { name: "Send team a test" }).click();
  await hook.getByText("Delivered: the receiver answered 204.").waitFor();
  assert.ok(receives.got.length === 1 && isSigned(receives.got[0], first));
  await says(hook.getByTestId("counts"), /^1 delivered · 0 failed/);
  receives.status = 500;
  await hook.getByRole("button", { name: "Send team a test" }).click();
  await hook.getByText("Failed: the receiver answered 500.").waitFor();
  await says(hook.getByTestId("last"), /^Last: Test, .*: Failed, the receiver answered 500$/);

  // The log, and again from there, when the receiver is well again.
  const log = page.getByTestId("delivery");
  await eventually(() => log.count(), (count) => count === 2);
  assert.match(await told(log.first()), /^Test → team Failed, the receiver answered 500 · .* · 1 try/);
  await log.first().getByText("What is sent").click();
  assert.equal(JSON.parse(await log.first().locator("code").innerText()).type, "test");
  receives.status = 200;
  await log.first().getByRole("button", { name: "Send Test to team again" }).click();
  await says(log.first(), /^Test → team Delivered, the receiver answered 200/);
  assert.equal(receives.got[2].headers["webhook-id"], receives.got[1].headers["webhook-id"]);
  await says(hook.getByTestId("counts"), /^2 delivered · 0 failed/);

  await hook.getByRole("button", { name: "New key for team" }).click();
  await hook.getByRole("button", { name: "Yes, replace the key of team" }).click();
  const second = await hook.getByTestId("once").locator("code").innerText();
  await hook.getByRole("button", { name: "Send team a test" }).click();
  await says(hook.getByTestId("counts"), /^3 delivered/);
  assert.ok([first, second].every((key) => isSigned(receives.got[3], key)));

  await hook.getByRole("button", { name: "Remove team" }).click();
  assert.equal((await admin("sites/hooks/webhooks")).webhooks.length, 1, "asked twice");
  await hook.getByRole("button", { name: "Yes, remove team" }).click();
  await hook.waitFor({ state: "detached" });
  await says(log.first(), /^Test → a webhook that was removed/);
  assert.deepEqual(await admin("sites/hooks/webhooks"), { webhooks: [] });
  await context.close();
  await receives.stop();
});

test("rules are written, saved, asked, and told", { timeout: 120_000 }, async () => {
  const receives = await receiver();
  const { context, page } = await owner("rules");
  await add(page, "team", receives.url, "slack");
  await page.getByTestId("webhook").waitFor();
  await page.getByRole("button", { name: "Add a rule" }).click();
  const first = page.getByTestId("rule").first();
  await first.getByLabel("Name").fill("Hands");
  assert.equal(await first.getByLabel("Segment").count(), 0);
  await page.getByRole("button", { name: "Add a rule" }).click();
  const second = page.getByTestId("rule").nth(1);
  await second.getByLabel("Name").fill("Warm");
  await second.getByLabel("Tells of").selectOption("surge");
  await second.getByLabel("Segment").fill("DACH");
  assert.equal(await second.getByLabel("From percent").getAttribute("placeholder"), "200");
  await page.getByRole("button", { name: "Save" }).click();
  assert.match(await second.getByRole("alert").innerText(), /^segment: no rule of segments makes/);
  assert.equal(await first.getByRole("alert").count(), 0);
  await second.getByLabel("Tells of").selectOption("drop");
  await second.getByLabel("From percent").fill("40");
  await second.getByLabel("Who is told").fill("team, board");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const { config } = await admin("sites/rules/config");
  assert.deepEqual(config.alerts, [
    { name: "Hands", when: "hand_raise" },
    { name: "Warm", when: "drop", percent: 40, webhooks: ["team", "board"] },
  ]);

  const hit = {
    v: 1, s: "rules", p: "0000000000000001", n: 0, u: "http://localhost/a/", i: { t: "A", w: 238 }, h: { mail: 1 },
  };
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36" };
  const sent = await fetch(`${it.url}/e`, { method: "POST", headers, body: JSON.stringify(hit) });
  assert.equal(sent.status, 202, `${sent.headers.get("x-ungated-refused")}`);
  await page.getByRole("button", { name: "Ask them" }).click();
  const checked = page.getByTestId("checked");
  await eventually(() => checked.count(), (count) => count === 2);
  assert.equal(await told(checked.nth(1)), "Warm cannot be said: too few weeks are known, or a part did not answer");
  await eventually(() => receives.got.length, (count) => count === 1);
  assert.deepEqual(JSON.parse(receives.got[0].body), { text: "rules: Hands: 1 new, 1 hand-raises in 1 visits today." });
  await says(page.getByTestId("delivery").first(), /^Hands → team Delivered, the receiver answered 204/);
  await context.close();
  await receives.stop();
});

test("the part is accessible and fits, wide and narrow, light and dark", { timeout: 120_000 }, async () => {
  const receives = await receiver();
  receives.status = 503;
  let n = 0;
  for (const width of [1440, 390])
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await owner(`looks-${n++}`, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await add(page, "A webhook of the whole marketing team", receives.url);
      const hook = page.getByTestId("webhook");
      await hook.getByRole("button", { name: /^Send .* a test$/ }).click();
      await hook.getByText("Failed: the receiver answered 503.").waitFor();
      await hook.getByRole("button", { name: /^New key/ }).click();
      await page.getByRole("button", { name: "Add a rule" }).click();
      await page.getByLabel("Tells of").selectOption("surge");
      await page.getByTestId("delivery").getByText("What is sent").click();
      assert.deepEqual(await flaws(page), FINE, `${width} ${colorScheme}`);
      await context.close();
    }
  await receives.stop();
});
