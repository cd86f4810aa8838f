//! When a delivery is tried again.

/// Waits before each try after the first, ms: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h. The schedule that
/// Standard Webhooks gives (standard-webhooks/spec, "Retries"), as far as a day reaches.
const WAITS_MS: [u64; 6] =
    [5_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000, 5 * 60 * 60_000, 10 * 60 * 60_000];
/// Tries of one delivery.
pub const TRIES: u64 = WAITS_MS.len() as u64 + 1;
/// The most that is added to a wait, in parts of it: a tenth. What failed together does not come back
/// together.
const JITTER: u64 = 10;

/// How long to wait after so many tries (from 1), ms; none if that was the last. The jitter follows
/// from the delivery's id, so that the same schedule comes out whenever it is asked for.
#[must_use]
pub fn wait_ms(id: &str, tries: u64) -> Option<u64> {
    let at = usize::try_from(tries.checked_sub(1)?).ok()?;
    let wait = *WAITS_MS.get(at)?;
    Some(wait + spread(id, tries) % (wait / JITTER))
}

/// FNV-1a, and one round of mixing for its low bits.
fn spread(id: &str, tries: u64) -> u64 {
    let bytes = id.bytes().chain(tries.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}
