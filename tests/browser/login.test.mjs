// Signing in and out, and opening a share link, as people do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { world } from "./world.mjs";

let it;
before(async () => {
  it = await world();
  await admin("sites", { site: "private", config: { title: "A private site", hostnames: ["localhost"] } });
});
after(() => it?.stop());

async function admin(path, body) {
  const headers = { authorization: `Bearer ${it.token}` };
  const answer = await fetch(`${it.url}/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 201);
  return answer.json();
}

/** A browser of one's own; all that it asks for is in `asked`. */
async function visitor() {
  const context = await it.browser.newContext({ baseURL: it.url });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url() + (request.headers().referer ?? "")));
  return { context, page, asked };
}

const enter = async (page, label, text) => {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.locator("main button[type=submit]").click();
};
const board = (page) => page.locator('[data-testid="sign-in"], [data-testid="open-share"]').waitFor({ state: "detached" });

test("a token opens a private site by a cookie, until one leaves", async () => {
  const { context, page } = await visitor();
  await page.goto("/?site=private");
  await page.getByTestId("sign-in").waitFor();
  await enter(page, "Token", "wrong");
  await page.getByRole("alert").waitFor();
  assert.deepEqual(await context.cookies(), []);
  await enter(page, "Token", it.token);
  await board(page);
  const [cookie, ...others] = await context.cookies();
  assert.deepEqual(others, []);
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path], [true, "Strict", "/"]);
  const stored = await page.evaluate(() => document.cookie + JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.equal(stored, "[{},{}]");
  await page.reload();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByTestId("sign-in").waitFor();
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});

test("a link opens its site after its password, and its secret is in no request's address", async () => {
  const { secret, link } = await admin("sites/private/shares", { name: "for the board", password: "correct horse" });
  const { context, page, asked } = await visitor();
  await page.goto(link);
  await enter(page, "Password", "wrong horse");
  await page.getByRole("alert").waitFor();
  await enter(page, "Password", "correct horse");
  await board(page);
  assert.equal(page.url(), `${it.url}/?site=private`);
  assert.deepEqual(asked.filter((address) => address.includes(secret)), []);
  assert.deepEqual(await context.cookies(), []);
  // In this tab, and in no other.
  await page.reload();
  await page.getByRole("button", { name: "Close the link" }).waitFor();
  const other = await context.newPage();
  await other.goto("/?site=private");
  await other.getByTestId("sign-in").waitFor();
  await page.getByRole("button", { name: "Close the link" }).click();
  await page.getByTestId("sign-in").waitFor();
  await context.close();
});

test("a link that is none says so", async () => {
  const { context, page } = await visitor();
  await page.goto("/?site=private#share=share_00");
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByTestId("open-share").locator("input").count(), 0);
  await context.close();
});
