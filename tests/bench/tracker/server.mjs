// The site that carries every contestant, each under a path of its own, with one and the same
// latency; and the collector that the others send to, which takes everything.
import { readFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { article } from "./page.mjs";

/** Before each answer: a near edge on a good line. */
const LATENCY_MS = 20;
/** Cross-origin isolated, so that clocks in the page tick in 5 µs instead of 100. */
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const TYPES = { js: "text/javascript", wasm: "application/wasm" };
/** What the others' own servers would answer, as far as they look at it. */
const TAKEN = JSON.stringify({ status: 1, ht: 1 });

/**
 * @param {import("./contestants.mjs").Contestant[]} contestants
 * @param {{ product: string, www: string, bundles: string }} places the running product, what was
 *   built of it, and the others' bundles
 */
export async function serve(contestants, { product, www, bundles }) {
  const received = []; // { path, status }
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    // real time: a network's latency
    setTimeout(() => answer(request, Buffer.concat(chunks), response).catch(() => response.destroy()), LATENCY_MS);
  });

  async function answer({ method, url, headers }, body, response) {
    const path = url.split("?")[0];
    const [, area, ...rest] = path.split("/");
    const contestant = contestants.find(({ name }) => name === area);
    if (contestant) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...ISOLATED });
      return response.end(article(contestant.script));
    }
    if (path === "/stats/e") return pass(method, headers, body, response);
    if (area === "stats") return file(join(www, ...rest), response);
    if (area === "floors") return file(fileURLToPath(new URL(join("floors", ...rest), import.meta.url)), response);
    if (area === "rivals") return file(join(bundles, ...rest), response);
    if (area === "collect") {
      received.push({ path, status: 200 });
      response.writeHead(200, { "content-type": path.endsWith(".js") ? TYPES.js : "application/json" });
      return response.end(path.endsWith(".js") ? "" : TAKEN);
    }
    response.writeHead(200, { "content-type": "text/html", ...ISOLATED }).end("<!doctype html><link rel=icon href=data:,>");
  }

  async function file(name, response) {
    const type = TYPES[name.split(".").pop()];
    const bytes = await readFile(name);
    response.writeHead(200, { "content-type": type, "cache-control": "max-age=31536000, immutable" }).end(bytes);
  }

  /** A hit goes to the real product, and has its answer. */
  function pass(method, headers, body, response) {
    const to = new URL("/e", product);
    const passed = ask(to, { method, headers: { ...headers, host: to.host } }, (from) => {
      received.push({ path: "/stats/e", status: from.statusCode });
      response.writeHead(from.statusCode, from.headers);
      from.pipe(response);
    });
    passed.on("error", () => response.destroy());
    passed.end(body);
  }

  server.keepAliveTimeout = 120_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    received,
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
