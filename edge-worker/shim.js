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
  // `told` hands the outcomes, or none, to each hit that waits for them.
  const batch = { id: ++batches, told: [], born: Date.now(), close: undefined };
  const full = new Promise((close) => (batch.close = close));
  ctx.waitUntil(
    (async () => {
      await Promise.race([scheduler.wait(GATHER_MS), full]);
      if (gathering === batch) gathering = undefined;
      const outcomes = await carry(env, batch.id).catch(() => undefined);
      for (const tell of batch.told) tell(outcomes);
    })(),
  );
  return batch;
}
const carry = (env, id) => settle(() => rust.carry(env, id));

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
  const status = statuses.get(outcome) ?? 503;
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
  const admit = (batch) =>
    rust.hit(
      batch, method, headers.get("content-encoding") ?? "", bytes, headers.get("cf-connecting-ip") ?? "", headers.get("user-agent") ?? "",
      headers.get("sec-gpc") === "1" || headers.get("dnt") === "1", said, text(cf?.continent), text(cf?.country), text(cf?.longitude), text(cf?.asOrganization),
    );
  for (let tries = 0; ; tries++) {
    ready();
    if (!gathering || Date.now() - gathering.born > 4 * GATHER_MS + 50) gathering = gather(env, ctx);
    const batch = gathering;
    const place = admit(batch.id);
    if (place >= 0) {
      refresh(env, ctx);
      const outcomes = await new Promise((tell) => {
        batch.told.push(tell);
        setTimeout(tell, PATIENCE_MS);
        if (place + 1 >= batchHits) {
          gathering = undefined;
          batch.close();
        }
      });
      if (outcomes) return answer(place in outcomes ? outcomes[place] : "unavailable");
      // Not told, or the module was made anew meanwhile: then it may have to learn first.
      if (critical) await settle(() => rust.ready(env, said));
      const alone = ++batches;
      if (admit(alone) < 0) return answer("unavailable");
      const told = await carry(env, alone);
      return answer(0 in told ? told[0] : "unavailable");
    }
    if (tries > 1) return answer("unavailable");
    await settle(() => rust.ready(env, said));
  }
}

/** The address of hits, as the runtime writes addresses. */
const HIT = /^https?:\/\/[^/]+\/e(\?|$)/;

export default {
  async fetch(request, env, ctx) {
    try {
      if (HIT.test(request.url)) return await hit(request, env, ctx);
      return await settle(() => rust.fetch(request, env, ctx));
    } catch {
      // The runtime has logged it. 202 is the only promise, and it was not made.
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
