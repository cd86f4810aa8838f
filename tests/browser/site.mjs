// A site of the test's own: its pages, and in front of the real product a proxy on its own path.
// Every hit that passes is noted, with what became of it; the way can be cut, as networks are.
import { Agent, createServer, request as ask } from "node:http";
import { eventually } from "./world.mjs";

/** A connection for each request: one that is kept may be closed by the other side just as it is
 * used again. */
const once = new Agent({ keepAlive: false });

/** Where the site passes the product on: `u.js`, its parts and `e`, under a path of its choice. */
const PROXY = "/stats/";

/**
 * @param {string} product the product's address
 * @param {(hit: object, attempt: number) => undefined | { status: number, headers?: object } | "cut"} fault
 *   what goes wrong on the way of a hit; nothing if it answers nothing
 * @param {number} port where it listens; any that is free if 0
 */
export async function site(product, fault = () => undefined, port = 0) {
  const pages = new Map();
  const hits = []; // { at, hit, status, headers } in order of arrival
  const requests = []; // every request: { method, url, headers, body }
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: body.toString() });
    const path = url.split("?")[0];
    const page = pages.get(path);
    if (page) return response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "max-age=600", ...page.headers }).end(page.html);
    const isHit = method === "POST" && path === PROXY + "e";
    const noted = isHit && note(body, headers);
    if (noted) {
      const wrong = fault(noted.hit, hits.length);
      if (wrong === "cut") return (noted.status = 0), request.socket.destroy();
      if (wrong) return (noted.status = wrong.status), response.writeHead(wrong.status, { "access-control-allow-origin": "*", ...wrong.headers }).end();
    }
    const to = new URL(path.startsWith(PROXY) ? url.slice(PROXY.length - 1) : url, product);
    const passed = ask(to, { agent: once, method, headers: { ...headers, host: to.host } }, (answer) => {
      if (noted) noted.status = answer.statusCode;
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    passed.end(body);
  });
  function note(body, headers) {
    let hit = {};
    try {
      hit = JSON.parse(body.toString());
    } catch {
      // What is no JSON the product refuses; here it is noted by its body.
    }
    const noted = { at: performance.now(), hit, body: body.toString(), headers, status: undefined };
    hits.push(noted);
    return noted;
  }
  server.keepAliveTimeout = 120_000;
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    hits,
    requests,
    /** Serves a page. */
    page: (path, html, headers = {}) => pages.set(path, { html, headers }),
    /** The last hit of each page view, in order of their first. */
    views() {
      const last = new Map();
      for (const { hit } of hits) if (!last.has(hit.p) || last.get(hit.p).n <= hit.n) last.set(hit.p, hit);
      return [...last.values()];
    },
    /** Waits until the noted hits are as wanted, and answers them. */
    arrived: (isRight) => eventually(() => hits, (all) => isRight(all.map(({ hit }) => hit))),
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

/** The tag as a site owner pastes it, through the site's own path. */
export const tag = (more = "") => `<script async src="${PROXY}u.js" data-site="demo" ${more}></script>`;

/** A page with the tag in its head. */
export const html = (body, { head = "", lang = "en", title = "A page", attributes = "" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}${tag(attributes)}</head><body>${body}</body></html>`;
