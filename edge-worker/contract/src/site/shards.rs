//! How many shards a region has, and since when.

use std::num::NonZero;

use serde::Deserialize;
use ungated_shared::limit;
use ungated_shared::visit::SALT_GRACE_MS;

use super::DAY_MS;

/// How long after a change of the number of shards visits may go on where they began: as long as
/// a visitor can be known at all.
const MOVING_MS: u64 = DAY_MS + SALT_GRACE_MS;

/// A number of shards.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Shards {
    /// How many in each region.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = limit::SHARDS)))]
    n: NonZero<u16>,
    /// Since when, Unix ms; the first number holds from the beginning.
    #[serde(default)]
    since_ms: u64,
}

/// What is wrong with them, if something is.
pub fn check(all: &[Shards]) -> Result<(), String> {
    let apart = |pair: &[Shards]| pair[0].since_ms + MOVING_MS <= pair[1].since_ms;
    if !all.windows(2).all(apart) {
        return Err("shards: numbers follow each other after 24.5 hours at the soonest".into());
    }
    if all.iter().any(|shards| shards.n.get() > limit::SHARDS) {
        return Err(format!("shards: at most {}", limit::SHARDS));
    }
    Ok(())
}

/// See [`Site::places`](super::Site::places).
pub fn places(all: &[Shards], spread: u64, now_ms: u64) -> (Option<u16>, u16) {
    let n = |shards: &Shards| (spread % u64::from(shards.n.get())) as u16;
    let now = all.iter().rposition(|shards| shards.since_ms <= now_ms).unwrap_or(0);
    let Some(shards) = all.get(now) else { return (None, 0) };
    let is_moving = now > 0 && now_ms < shards.since_ms + MOVING_MS;
    let before = all.get(now.wrapping_sub(1)).filter(|_| is_moving).map(n);
    (before.filter(|before| *before != n(shards)), n(shards))
}
