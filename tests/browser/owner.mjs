// The owner of a product's sites: their browser, signed in, and their requests.

/** A browser that is signed in as the admin. */
export async function owner(it, options = {}) {
  const context = await it.browser.newContext({ baseURL: it.url, ...options });
  const page = await context.newPage();
  await page.goto("/?setup=tag");
  await page.locator("main input[name=token]").fill(it.token);
  await page.locator("main button[type=submit]").click();
  await page.getByTestId("recipe").waitFor();
  return { context, page };
}

/** Asks the API as the admin. */
export async function admin(it, path, method = "GET", body = undefined) {
  const headers = { authorization: `Bearer ${it.token}` };
  const answer = await fetch(`${it.url}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: await answer.json() };
}

/** A hit as the tag sends it, of a reader of their own; `now`, Unix ms, if it was sent then. */
export async function hit(it, { s = "demo", u, now, address = "198.51.100.1", ...rest }) {
  const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36", "cf-connecting-ip": address };
  if (now !== undefined) headers["x-ungated-dev"] = JSON.stringify({ now, simulated: false });
  const body = JSON.stringify({ v: 1, s, u: `http://localhost:8787${u}`, ...rest });
  const answer = await fetch(`${it.url}/e`, { method: "POST", headers, body });
  if (answer.status !== 202) throw new Error(`${answer.status} ${answer.headers.get("x-ungated-refused")}: ${body}`);
}
