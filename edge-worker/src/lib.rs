//! The edge of Ungated: a Worker that takes hits and questions, and Durable Objects that keep
//! visits where their readers are.
//!
//! *Hit* → [`ingest`] (refuse or put) → [`shard`] (visit, score, facts, ledger) → 202.
//! *Question* → [`api`] → every shard of the site → merged → answer.
//!
//! # Invariants
//! **202 means durable.** A shard answers after its transaction; the runtime holds the answer
//! back until the write is on disk.
//!
//! **Address and user agent live in [`visitor`] only**, in a type that can be neither printed
//! nor serialized, and are gone before a hit leaves the Worker for its shard.
//!
//! **No truth in memory.** Thread-locals are caches of what KV or an object holds.
#![cfg(target_arch = "wasm32")]

mod answer;
mod api;
mod body;
mod dev;
mod ingest;
mod ledger;
mod object;
mod region;
mod registry;
mod salt;
mod shard;
mod site;
mod sql;
mod visitor;

use worker::{Context, Env, Method, Request, Response, Result, event};

/// Every request that no static asset answers.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    let path = request.path();
    match (request.method(), path.as_str()) {
        (_, "/e") => ingest::hit(request, &env).await,
        (Method::Get, "/healthz") => api::health(),
        (_, api) if api.starts_with("/api/") => api::answer(request, &env).await,
        _ => answer::Problem::not_found().response(),
    }
}
