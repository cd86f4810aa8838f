//! The edge of Ungated: a Worker that takes hits and questions, and Durable Objects that keep
//! visits where their readers are.
//!
//! *Hit* → [`door`] → [`ingest`] (refuse or put) → [`gather`] (with others) → [`shard`] (visit,
//! score, facts, ledger) → 202.
//! *Question* → [`api`] → every shard of the site → merged → answer.
//! *Who watches* → [`api`] → the site's room ([`live`]) → told when something changed.
//!
//! # Invariants
//! **202 means durable.** A shard answers after its transaction; the runtime holds the answer
//! back until the write is on disk.
//!
//! **Address and user agent live in [`visitor`] only**, in a type that can be neither printed
//! nor serialized, and are gone before a hit leaves the Worker for its shard. What is remembered of
//! a user agent is its class, by a hash under the day's salt.
//!
//! **No truth in memory.** Thread-locals are caches of what KV or an object holds or of what
//! follows from a text, or hits that nobody has acknowledged yet.
// Elsewhere for its tests alone: there is no runtime to call.
#![cfg(any(target_arch = "wasm32", test))]

mod alerts;
mod answer;
mod api;
mod archive;
mod body;
mod cursor;
mod dev;
mod door;
mod gather;
mod imports;
mod ingest;
mod ledger;
mod live;
mod memory;
mod object;
mod region;
mod registry;
mod salt;
mod secret;
mod shard;
mod site;
mod sites;
mod sql;
mod time_zone;
mod visitor;

use worker::{Context, Env, Request, Response, Result, event};

/// Every request that no static asset answers and that brings no hit: those go to [`door`].
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    let path = request.path();
    match (request.inner().method().as_str(), path.as_str()) {
        ("GET", "/healthz") => api::health::answer(&env),
        (_, "/healthz") => answer::Problem::method(&["GET"]).response(),
        (_, api) if api.starts_with("/api/") => api::answer(request, &env).await,
        _ => answer::Problem::not_found().response(),
    }
}
