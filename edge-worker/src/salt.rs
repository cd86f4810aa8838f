//! The salt of visitor keys: one a day, gone half an hour after its day.
//!
//! # Why in KV?
//! A Durable Object can be restored to any point of the last 30 days, and a deleted salt with
//! it. A KV value with an expiry cannot. The time of death is in the value too, so that a copy
//! that lingers in a cache is not used either.
//!
//! # Why half an hour?
//! Visits go on across midnight. A salt keys new visits on its own UTC day, and for one visit
//! gap afterwards still finds the visits that are open: at most 24 h 30 min in all.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ungated_shared::visit::SALT_GRACE_MS;
use worker::{Env, Error, Result};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

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

/// The living salts: today's, made if need be, and in the first half hour yesterday's, if it
/// was ever used.
pub async fn living(env: &Env, now_ms: u64) -> Result<Vec<Salt>> {
    let day = now_ms / DAY_MS;
    let mut salts = vec![match find(env, day, now_ms).await? {
        Some(salt) => salt,
        None => make(env, day, now_ms).await?,
    }];
    if now_ms % DAY_MS < SALT_GRACE_MS {
        salts.extend(find(env, day - 1, now_ms).await?);
    }
    Ok(salts)
}

async fn find(env: &Env, day: u64, now_ms: u64) -> Result<Option<Salt>> {
    let cached = CACHE.with_borrow_mut(|cache| {
        cache.retain(|_, salt| salt.lives(now_ms));
        cache.get(&day).cloned()
    });
    if cached.is_some() {
        return Ok(cached);
    }
    let stored = env.kv("SALTS")?.get(&name(day)).json::<Salt>().await?;
    let living = stored.filter(|salt| salt.lives(now_ms));
    Ok(living.map(|salt| keep(day, salt)))
}

async fn make(env: &Env, day: u64, now_ms: u64) -> Result<Salt> {
    let mut bytes = [0; 32];
    fill(&mut bytes)?;
    let dies_ms = (day + 1) * DAY_MS + SALT_GRACE_MS;
    // Requests that arrived together agree on the first salt made in this isolate.
    let salt = keep(day, Salt { bytes, dies_ms });
    let ttl_s = ((dies_ms - now_ms) / 1000).max(LEAST_TTL_S);
    let value = serde_json::to_string(&salt)?;
    env.kv("SALTS")?.put(&name(day), value)?.expiration_ttl(ttl_s).execute().await?;
    Ok(salt)
}

/// The first one wins.
fn keep(day: u64, salt: Salt) -> Salt {
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
