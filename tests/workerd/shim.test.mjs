// The edge's shim by itself: what only it decides, with a module in the place of ours that says when it answers.
import assert from "node:assert/strict";
import { register } from "node:module";
import test from "node:test";
import { promisify } from "node:util";

const SHIM = new URL("../../edge-worker/shim.js", import.meta.url).href;
const BATCH_HITS = 256;
// As `Refusal::ALL` has them, which `refusals.rs` holds against what HTTP says.
const STATUSES = [
  ["method", 405], ["empty", 400], ["too_large", 413], ["encoding", 415], ["decode", 400], ["version", 400], ["unknown_site", 404],
  ["hostname", 403], ["opted_out", 403], ["visit_full", 429], ["rate_limited", 429], ["overloaded", 503], ["unavailable", 503],
];

/** Stands for the compiled module: `rust.carry` and the others are what a test makes of them. */
const MODULE = `
const names = ["__wbg_reset_state", "hit", "carry", "ready", "refresh", "count_unavailable", "fetch"];
export const { ${"__wbg_reset_state, hit, carry, ready, refresh, count_unavailable"} } =
  Object.fromEntries(names.map((name) => [name, (...given) => globalThis.rust[name](...given)]));
const fetched = (...given) => globalThis.rust.fetch(...given);
export { fetched as fetch };
export const __worker_init_state = () => globalThis.rust.state;
export const sites_fresh_ms = () => 60000;
export const hit_bytes = () => 8192;
export const batch_hits = () => ${BATCH_HITS};
export const refusals = () => ${JSON.stringify(STATUSES)};
`;
const HOOKS = `
const asSource = (text) => "data:text/javascript," + encodeURIComponent(text);
let module;
export function initialize(given) { module = given; }
export async function resolve(specifier, context, next) {
  if (specifier === "cloudflare:workers") return { url: asSource("export class DurableObject {}"), shortCircuit: true };
  if (specifier === "./index.js") return { url: asSource(module), shortCircuit: true };
  const found = await next(specifier, context);
  return specifier.includes("shim.js") ? { ...found, format: "module" } : found;
}`;
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data: MODULE });
const turn = promisify(setImmediate);
globalThis.scheduler = { wait: promisify(setTimeout) }; // the runtime has it

let shims = 0;
/** A shim of its own, and what its module was asked. */
async function shim() {
  const batches = new Map(); // by number: the `before` of each hit
  const carried = []; // [batch, tell, end]
  const counted = [];
  const waiting = [];
  globalThis.rust = {
    state: { instanceId: 1 },
    __wbg_reset_state() { this.state.instanceId++; batches.clear(); },
    hit(batch, before) {
      if (!batches.has(batch)) batches.set(batch, []);
      return batches.get(batch).push(before) - 1;
    },
    carry: (_env, batch, tell) => new Promise((end, fail) => carried.push({ batch, tell, end, fail, hits: batches.get(batch) })),
    ready: async () => undefined,
    refresh: async () => undefined,
    count_unavailable: async (_env, n) => void counted.push(n),
  };
  const { default: worker } = await import(`${SHIM}?${++shims}`);
  const ctx = { waitUntil: (promise) => waiting.push(promise) };
  const send = () => worker.fetch(new Request("http://localhost/e", { method: "POST", body: "{}" }), {}, ctx);
  return { rust: globalThis.rust, batches, carried, counted, send, settled: () => Promise.all(waiting) };
}
/** Goes on once something is so. */
async function until(so) {
  while (!so()) await turn();
}

test("a batch leaves when it is full, and one hit fewer waits", async () => {
  for (const [hits, sizes] of [[BATCH_HITS - 1, [255]], [BATCH_HITS, [256]], [BATCH_HITS + 1, [256, 1]]]) {
    const { carried, send } = await shim();
    const answers = Array.from({ length: hits }, send);
    await until(() => carried.length === sizes.length);
    assert.deepEqual(carried.map((it) => it.hits.length), sizes, `${hits} hits`);
    for (const { hits, tell, end } of carried) {
      hits.forEach((_, place) => tell(place, undefined));
      end();
    }
    assert.ok((await Promise.all(answers)).every((answer) => answer.status === 202));
  }
});

test("a hit is answered when its own shard has, whatever another does", async () => {
  const { carried, send } = await shim();
  const answers = [send(), send()];
  await until(() => carried.length === 1);
  carried[0].tell(1, "hostname");
  assert.equal((await answers[1]).status, 403);
  carried[0].tell(0, undefined);
  assert.equal((await answers[0]).status, 202);
  carried[0].end();
});

test("each refusal has its status, and says when to come again if it may", async () => {
  for (const [code, status] of STATUSES) {
    const { carried, counted, send, settled } = await shim();
    const answer = send();
    await until(() => carried.length === 1);
    carried[0].tell(0, code);
    carried[0].end();
    const { headers, ...rest } = await answer;
    assert.equal((await answer).status, status, code);
    assert.equal(headers.get("x-ungated-refused"), code);
    assert.equal(headers.get("retry-after"), status === 503 ? "5" : null, code);
    await settled();
    // All others are counted where they were decided. Nothing is sent again by the edge.
    assert.deepEqual(counted, code === "unavailable" ? [1] : [], code);
    assert.equal(carried.length, 1);
  }
});

test("what was not told is carried alone, and says where it was", async () => {
  const { carried, send, batches } = await shim();
  const answer = send();
  await until(() => carried.length === 1);
  carried[0].end();
  await until(() => carried.length === 2);
  assert.deepEqual(batches.get(carried[1].batch), [carried[0].batch]);
  carried[1].tell(0, new Uint32Array([1, 2]));
  carried[1].end();
  assert.equal(await (await answer).text(), "[1,2]");
});

test("after a panic the module is made anew, and what it had counts as never seen", async () => {
  const { rust, carried, send, batches } = await shim();
  const answer = send();
  await until(() => carried.length === 1);
  rust.state.criticalError = true;
  await until(() => carried.length === 2);
  assert.equal(rust.state.instanceId, 2);
  assert.deepEqual(batches.get(carried[1].batch), [0]);
  carried[1].tell(0, undefined);
  carried[1].end();
  assert.equal((await answer).status, 202);
});

test("what is told unavailable is counted, by the registry or the next batch", async () => {
  const { rust, counted, send, settled } = await shim();
  let answers = true;
  rust.carry = async () => undefined;
  rust.count_unavailable = async (_env, n) => {
    if (!answers) throw new Error("no registry");
    counted.push(n);
  };
  rust.hit = () => -1;
  answers = false;
  const refused = await Promise.all([send(), send(), send()]);
  for (const { status, headers } of refused) assert.deepEqual([status, headers.get("retry-after")], [503, "5"]);
  await settled();
  assert.deepEqual(counted, []);
  answers = true;
  rust.hit = () => { throw new WebAssembly.RuntimeError("unreachable"); };
  assert.equal((await send()).headers.get("x-ungated-refused"), "unavailable");
  await settled();
  assert.deepEqual(counted, [4]);
  // A trap outside of a call that is awaited is a panic, too.
  rust.hit = () => 0;
  rust.carry = async (_env, _batch, tell) => tell(0, undefined);
  assert.equal((await send()).status, 202);
  assert.equal(rust.state.instanceId, 2);
});
