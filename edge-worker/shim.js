// Between the runtime and the Rust module: what only the runtime's own language can do cheaply.
// Hits are read here and gathered, so that a batch of them makes one call; what they mean, Rust
// knows. A panic in Rust (an abort) leaves calls that never
// settle and memory that cannot be trusted: this rejects the calls at once and resets the module
// before the next one. Objects are made anew from their storage; they keep no truth in memory.
import { DurableObject } from "cloudflare:workers";
import * as rust from "./index.js";

const state = rust.__worker_init_state();
const pending = new Set();
let critical = false;
Object.defineProperty(state, "criticalError", {
  // Set by the panic hook of the `worker` crate.
  get: () => critical,
  set(value) {
    critical = value;
    if (!value) return;
    for (const reject of pending) reject(new Error("the module panicked"));
    pending.clear();
  },
});

function ready() {
  if (!critical) return;
  rust.__wbg_reset_state();
  critical = false;
  gathering = undefined; // its hits were in the memory that is gone
  freshUntil = 0;
}

async function settle(call) {
  ready();
  let reject;
  const panicked = new Promise((_, no) => pending.add((reject = no)));
  try {
    return await Promise.race([call(), panicked]);
  } catch (error) {
    // A trap that no hook saw, such as an exhausted stack.
    if (error instanceof WebAssembly.RuntimeError) state.criticalError = true;
    throw error;
  } finally {
    pending.delete(reject);
  }
}

// How long hits wait for others, ms. Nobody waits for the answer to a hit; longer waits were
// measured to save rows, but no time.
const GATHER_MS = 20;
// A hit that was not told by then what became of it is carried alone. A request that waits only
// for another's work is ended by the runtime once that other's reader has gone; each has a timer
// of its own therefore. Carried twice, a hit counts once.
const PATIENCE_MS = 3_000;

let batches = 0;
let gathering;

/** A batch that waits for hits. */
function gather(env, ctx) {
  // `told` hands each hit its outcome in a list, or none, by its place.
  const batch = { id: ++batches, told: [], born: Date.now(), module: state.instanceId, close: undefined };
  countLost(env, ctx); // what the last batches left
  const full = new Promise((close) => (batch.close = close));
  ctx.waitUntil(
    (async () => {
      await Promise.race([scheduler.wait(GATHER_MS), full]);
      if (gathering === batch) gathering = undefined;
      await carry(env, batch.id, (place, outcome) => batch.told[place]?.([outcome])).catch(() => undefined);
      for (const tell of batch.told) tell?.();
    })(),
  );
  return batch;
}
const carry = (env, id, tell) => settle(() => rust.carry(env, id, tell));

// Hits that were told `unavailable` and are not counted yet: what neither a shard nor the module can count
// is counted here, where it is told. If the registry does not answer, the next batch has it asked again;
// an isolate that ends before takes its count along.
let lost = 0;
let countingUntil = 0;
function countLost(env, ctx) {
  if (lost === 0 || Date.now() < countingUntil) return;
  countingUntil = Date.now() + PATIENCE_MS;
  ctx.waitUntil(
    (async () => {
      await scheduler.wait(GATHER_MS);
      const n = lost;
      lost = 0;
      await settle(() => rust.count_unavailable(env, n)).catch(() => (lost += n));
      countingUntil = 0;
    })(),
  );
}
function unavailable(env, ctx) {
  lost++;
  countLost(env, ctx);
  return answer("unavailable");
}

// When what is known of the sites is asked for again. Hits do not wait for that.
let freshUntil = 0;
function refresh(env, ctx) {
  const now = Date.now();
  if (now < freshUntil) return;
  freshUntil = now + (freshMs ??= rust.sites_fresh_ms());
  ctx.waitUntil(settle(() => rust.refresh(env)).catch(() => undefined)); // the log has it
}

/** The body, unless it is longer than a hit's; then no more of it is read. */
async function body(request, most) {
  const announced = request.headers.get("content-length");
  if (announced !== null) return +announced <= most ? new Uint8Array(await request.arrayBuffer()) : undefined;
  if (request.body === null) return new Uint8Array();
  const whole = new Uint8Array(most);
  let length = 0;
  for await (const piece of request.body) {
    if (length + piece.length > most) return undefined;
    whole.set(piece, length);
    length += piece.length;
  }
  return whole.subarray(0, length);
}

let statuses, batchHits, freshMs;
// A tag on another host is to know when to come again.
const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after, x-ungated-refused", "cache-control": "no-store" };
const STORED = { status: 202, headers: { "access-control-allow-origin": "*", "cache-control": "no-store" } };
const PREFLIGHT = {
  status: 204,
  headers: { ...CORS, "access-control-allow-methods": "POST", "access-control-allow-headers": "content-type", "access-control-max-age": "86400" },
};

function answer(outcome) {
  if (outcome === undefined) return new Response(null, STORED);
  if (typeof outcome === "object")
    return new Response(JSON.stringify([...outcome]), { status: 202, headers: { ...CORS, "content-type": "application/json" } });
  const status = statuses?.get(outcome) ?? 503;
  const headers = { ...CORS, "x-ungated-refused": outcome };
  if (status === 503) headers["retry-after"] = "5";
  return new Response(outcome, { status, headers });
}

/** A hit: admitted into a batch, and answered when that is on disk. */
async function hit(request, env, ctx) {
  if (request.method === "OPTIONS") return new Response(null, PREFLIGHT);
  ready();
  statuses ??= new Map(rust.refusals());
  batchHits ??= rust.batch_hits();
  const { headers, cf = {}, method } = request;
  const said = headers.get("x-ungated-dev") ?? "";
  let bytes = new Uint8Array();
  try {
    if (method === "POST") bytes = await body(request, rust.hit_bytes());
  } catch {
    bytes = new Uint8Array([0]); // what broke off is no hit
  }
  const text = (value) => (typeof value === "string" ? value : "");
  const admit = (batch, before) =>
    rust.hit(
      batch, before, method, headers.get("content-encoding") ?? "", bytes, headers.get("cf-connecting-ip") ?? "", headers.get("user-agent") ?? "",
      headers.get("sec-gpc") === "1" || headers.get("dnt") === "1", said, text(cf?.continent), text(cf?.country), text(cf?.longitude), text(cf?.asOrganization),
    );
  const outcomeOf = (outcome) => (outcome === "unavailable" ? unavailable(env, ctx) : answer(outcome));
  for (let tries = 0; ; tries++) {
    ready();
    if (!gathering || Date.now() - gathering.born > 4 * GATHER_MS + 50) gathering = gather(env, ctx);
    const batch = gathering;
    const place = admit(batch.id, 0);
    if (place >= 0) {
      refresh(env, ctx);
      const told = await new Promise((tell) => {
        batch.told[place] = tell;
        setTimeout(() => tell(), PATIENCE_MS);
        if (place + 1 >= batchHits) {
          gathering = undefined;
          batch.close();
        }
      });
      if (told) return outcomeOf(told[0]);
      // Not told, or the module was made anew meanwhile: then it may have to learn first.
      if (critical) await settle(() => rust.ready(env, said));
      const alone = ++batches;
      // What memory had that is gone, nobody has counted.
      if (admit(alone, batch.module === state.instanceId ? batch.id : 0) < 0) return unavailable(env, ctx);
      let last = ["unavailable"];
      await carry(env, alone, (_, outcome) => (last = [outcome]));
      return outcomeOf(last[0]);
    }
    if (tries > 1) return unavailable(env, ctx);
    await settle(() => rust.ready(env, said));
  }
}

/** The address of hits, as the runtime writes addresses. */
const HIT = /^https?:\/\/[^/]+\/e(\?|$)/;

export default {
  async fetch(request, env, ctx) {
    const isHit = HIT.test(request.url);
    try {
      if (isHit) return await hit(request, env, ctx);
      return await settle(() => rust.fetch(request, env, ctx));
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) state.criticalError = true; // of a hit that was admitted
      // The runtime has logged it. 202 is the only promise, and it was not made.
      if (isHit) return unavailable(env, ctx);
      const headers = { "x-ungated-refused": "unavailable", "retry-after": "5", "access-control-allow-origin": "*" };
      return new Response("unavailable", { status: 503, headers });
    }
  },
};

function object(name) {
  return class extends DurableObject {
    #instance = -1;
    #rust;
    get #object() {
      if (this.#instance !== state.instanceId) {
        this.#rust = new rust[name](this.ctx, this.env);
        this.#instance = state.instanceId;
      }
      return this.#rust;
    }
    fetch(request) {
      return settle(() => this.#object.fetch(request));
    }
    alarm() {
      return settle(() => this.#object.alarm());
    }
    // Of the room alone: no other object accepts sockets.
    webSocketMessage(socket, message) {
      ready();
      this.#object.webSocketMessage(socket, message.length ?? message.byteLength);
    }
    webSocketClose(socket) {
      ready();
      this.#object.webSocketClose(socket);
    }
    webSocketError() {} // it is closed already, and its client comes again
  };
}

export const VisitShard = object("VisitShard");
export const Site = object("SiteObject");
export const Registry = object("Registry");
export const Live = object("LiveObject");
