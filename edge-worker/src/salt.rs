//! The salt of visitor keys: one a day, gone half an hour after its day.
//!
//! # Why in KV?
//! A Durable Object can be restored to any point of the last 30 days, and a deleted salt with
//! it. A KV value with an expiry cannot. The time of death is in the value too, so that a copy
//! that lingers in a cache is not used either.
//!
//! # Why does the registry make it?
//! At midnight every isolate in the world needs one, and all must have the same, or a visitor
//! who is served by two of them is two visitors. One object makes it, keeps it in KV and in
//! memory, never in its own storage; isolates ask it once a day.
//!
//! # Why half an hour?
//! Visits go on across midnight. A salt keys new visits on its own UTC day, and for one visit
//! gap afterwards still finds the visits that are open: at most 24 h 30 min in all.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shared::visit::SALT_GRACE_MS;
use worker::{Env, Error, Result};

/// A UTC day, ms.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// KV refuses a shorter life.
const LEAST_TTL_S: u64 = 60;

/// A day's secret. Not printable.
#[derive(Clone, Serialize, Deserialize)]
pub struct Salt {
    bytes: [u8; 32],
    dies_ms: u64,
}

impl Salt {
    /// The key of the keyed hash.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    fn lives(&self, now_ms: u64) -> bool {
        now_ms < self.dies_ms
    }
}

thread_local! {
    static CACHE: RefCell<BTreeMap<u64, Salt>> = const { RefCell::new(BTreeMap::new()) };
}

/// In the registry: the salt of a day, if it lives, made if it is wanted and was never made.
pub async fn of_day(env: &Env, day: u64, now_ms: u64, make: bool) -> Result<Option<Salt>> {
    if let Some(salt) = cached(day, now_ms) {
        return Ok(Some(salt));
    }
    let stored = env.kv("SALTS")?.get(&name(day)).json::<Salt>().await?;
    if let Some(salt) = stored.filter(|salt| salt.lives(now_ms)) {
        return Ok(Some(keep(day, salt)));
    }
    // Another request may have made it while this one waited.
    match cached(day, now_ms) {
        None if make => put(env, day, now_ms).await.map(Some),
        made => Ok(made),
    }
}

async fn put(env: &Env, day: u64, now_ms: u64) -> Result<Salt> {
    let mut bytes = [0; 32];
    fill(&mut bytes)?;
    let dies_ms = (day + 1) * DAY_MS + SALT_GRACE_MS;
    let salt = keep(day, Salt { bytes, dies_ms });
    let ttl_s = ((dies_ms - now_ms) / 1000).max(LEAST_TTL_S);
    let value = serde_json::to_string(&salt)?;
    env.kv("SALTS")?.put(&name(day), value)?.expiration_ttl(ttl_s).execute().await?;
    Ok(salt)
}

/// The salt of a day, if this isolate knows it and it lives.
pub fn cached(day: u64, now_ms: u64) -> Option<Salt> {
    CACHE.with_borrow_mut(|cache| {
        cache.retain(|_, salt| salt.lives(now_ms));
        cache.get(&day).cloned()
    })
}

/// Keeps a day's salt in memory; the first one wins.
pub fn keep(day: u64, salt: Salt) -> Salt {
    CACHE.with_borrow_mut(|cache| cache.entry(day).or_insert(salt).clone())
}

fn name(day: u64) -> String {
    format!("salt/{day}")
}

/// Random bytes from the runtime's `crypto`.
fn fill(bytes: &mut [u8]) -> Result<()> {
    use wasm_bindgen::prelude::*;
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
        fn get_random_values(into: &mut [u8]) -> std::result::Result<(), JsValue>;
    }
    get_random_values(bytes).map_err(Error::from)
}
