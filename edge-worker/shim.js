// Between the runtime and the Rust module. A panic in Rust (an abort) leaves calls that never
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

export default {
  async fetch(request, env, ctx) {
    try {
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
  };
}

export const VisitShard = object("VisitShard");
export const Site = object("SiteObject");
export const Registry = object("Registry");
