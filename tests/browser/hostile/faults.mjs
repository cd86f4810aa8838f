// What servers and networks do to the tag's own requests.
import { FULL, PLAIN } from "./breaks.mjs";

const CORE = /\/stats\/u\/.*\.js$/;
const WASM = /\/stats\/u\/.*\.wasm$/;
const LOGIN = { status: 200, contentType: "text/html", body: "<!doctype html><title>Sign in</title>" };

/** By name: which of the tag's parts, what becomes of the request, and what is owed. */
export const PARTS = {
  "the core answers 500": [CORE, (route) => route.fulfill({ status: 500, body: "" }), PLAIN],
  "the core answers 404 with a page": [CORE, (route) => route.fulfill({ ...LOGIN, status: 404 }), PLAIN],
  "the core is somebody's sign-in page": [CORE, (route) => route.fulfill(LOGIN), PLAIN],
  "the core is empty": [CORE, (route) => route.fulfill({ contentType: "text/javascript", body: "" }), PLAIN],
  "the core is cut short": [CORE, (route) => route.fulfill({ contentType: "text/javascript", body: "export function start(" }), PLAIN],
  "the core throws": [CORE, (route) => route.fulfill({ contentType: "text/javascript", body: "throw new Error('cut')" }), PLAIN],
  "the core's request is cut": [CORE, (route) => route.abort("connectionreset"), PLAIN],
  "a blocker keeps the core": [CORE, (route) => route.abort("blockedbyclient"), PLAIN],
  "the core never comes": [CORE, () => undefined, PLAIN],
  "the WASM answers 500": [WASM, (route) => route.fulfill({ status: 500, body: "" }), PLAIN],
  "the WASM is somebody's sign-in page": [WASM, (route) => route.fulfill(LOGIN), PLAIN],
  "the WASM is cut short": [WASM, async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ contentType: "application/wasm", body: whole.subarray(0, whole.length / 2) });
  }, PLAIN],
  "the WASM's request is cut": [WASM, (route) => route.abort("connectionreset"), PLAIN],
  // Servers that do not know the type: then it does not stream, and works all the same.
  "the WASM comes as plain bytes": [WASM, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ contentType: "application/octet-stream", body: await response.body() });
  }, FULL],
};

/** By name: what becomes of every hit. None arrives, and nobody notices. */
export const HITS = {
  "hits answer 400": { status: 400 },
  "hits answer 404": { status: 404 },
  "hits answer 500": { status: 500 },
  "hits answer 503 and a time": { status: 503, headers: { "retry-after": "1" } },
  "hits are redirected": { status: 302, headers: { location: "/login/" } },
  "hits are redirected in a circle": { status: 307, headers: { location: "/stats/e" } },
  "hits are cut": "cut",
};
