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
use worker::{Env, Result};

use crate::secret;

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

    #[cfg(test)]
    pub const fn of(bytes: [u8; 32]) -> Self {
        Self { bytes, dies_ms: u64::MAX }
    }

    fn lives(&self, now_ms: u64) -> bool {
        now_ms < self.dies_ms
    }
}

thread_local! {
    /// By day; none where it is known that there never was one.
    static CACHE: RefCell<BTreeMap<u64, Option<Salt>>> = const { RefCell::new(BTreeMap::new()) };
}

/// In the registry: the salt of a day, if it lives, made if it is wanted and was never made.
pub async fn of_day(env: &Env, day: u64, now_ms: u64, make: bool) -> Result<Option<Salt>> {
    if let Some(salt) = cached(day, now_ms) {
        return Ok(Some(salt));
    }
    let stored = env.kv("SALTS")?.get(&name(day)).json::<Salt>().await?;
    if let Some(salt) = stored.filter(|salt| salt.lives(now_ms)) {
        return Ok(keep(day, Some(salt)));
    }
    // Another request may have made it while this one waited.
    match cached(day, now_ms) {
        None if make => put(env, day, now_ms).await.map(Some),
        made => Ok(made),
    }
}

async fn put(env: &Env, day: u64, now_ms: u64) -> Result<Salt> {
    let mut bytes = [0; 32];
    secret::fill(&mut bytes)?;
    let dies_ms = (day + 1) * DAY_MS + SALT_GRACE_MS;
    let salt = Salt { bytes, dies_ms };
    let salt = keep(day, Some(salt.clone())).unwrap_or(salt);
    let ttl_s = ((dies_ms - now_ms) / 1000).max(LEAST_TTL_S);
    let value = serde_json::to_string(&salt)?;
    env.kv("SALTS")?.put(&name(day), value)?.expiration_ttl(ttl_s).execute().await?;
    Ok(salt)
}

/// The salt of a day, if this isolate knows it and it lives.
pub fn cached(day: u64, now_ms: u64) -> Option<Salt> {
    asked(day, now_ms).flatten()
}

/// The same, where a day without a salt is something known.
pub fn asked(day: u64, now_ms: u64) -> Option<Option<Salt>> {
    CACHE.with_borrow_mut(|cache| {
        // What is dead is forgotten, and so is that a day has none: it may get one.
        cache.retain(|of, salt| match salt {
            Some(salt) => salt.lives(now_ms),
            None => *of + 1 >= now_ms / DAY_MS,
        });
        cache.get(&day).cloned()
    })
}

/// Keeps a day's salt in memory; the first one wins.
pub fn keep(day: u64, salt: Option<Salt>) -> Option<Salt> {
    CACHE.with_borrow_mut(|cache| {
        let kept = cache.entry(day).or_default();
        if kept.is_none() {
            *kept = salt;
        }
        kept.clone()
    })
}

fn name(day: u64) -> String {
    format!("salt/{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 20_000;
    const DIES_MS: u64 = (DAY + 1) * DAY_MS + SALT_GRACE_MS;

    fn salt(byte: u8) -> Option<Salt> {
        Some(Salt { bytes: [byte; 32], dies_ms: DIES_MS })
    }

    /// Tests may share a thread, and with it what it knows.
    fn forget() {
        CACHE.with_borrow_mut(BTreeMap::clear);
    }

    fn byte(salt: Option<Salt>) -> Option<u8> {
        salt.map(|salt| salt.bytes()[0])
    }

    /// However late a store still has it.
    #[test]
    fn a_salt_is_known_until_it_dies_and_never_after() {
        forget();
        assert_eq!(byte(cached(DAY, DIES_MS - 1)), None, "not made yet");
        keep(DAY, salt(1));
        assert_eq!(byte(cached(DAY, DIES_MS - 1)), Some(1));
        assert_eq!(byte(cached(DAY, DIES_MS)), None);
        // Gone, not hidden: a clock that goes back does not find it.
        assert_eq!(byte(cached(DAY, DIES_MS - 1)), None);
        assert!(salt(1).is_some_and(|salt| salt.lives(DIES_MS - 1) && !salt.lives(DIES_MS)));
        assert_eq!(DIES_MS - DAY * DAY_MS, (24 * 60 + 30) * 60 * 1_000);
    }

    /// Two that ask at once were told of one each: all later ones go by the first.
    #[test]
    fn the_first_salt_of_a_day_is_kept() {
        forget();
        let now_ms = DAY * DAY_MS;
        assert_eq!(byte(keep(DAY, salt(1))), Some(1));
        assert_eq!(byte(keep(DAY, salt(2))), Some(1));
        assert_eq!(byte(keep(DAY, None)), Some(1));
        assert_eq!(byte(cached(DAY, now_ms)), Some(1));
    }

    #[test]
    fn that_a_day_has_none_is_known_and_may_change() {
        forget();
        let now_ms = (DAY + 1) * DAY_MS;
        assert!(asked(DAY, now_ms).is_none(), "nobody asked");
        keep(DAY, None);
        assert!(matches!(asked(DAY, now_ms), Some(None)));
        keep(DAY, salt(1));
        assert_eq!(byte(cached(DAY, now_ms)), Some(1));
    }
}
