//! A visit: one visitor's hits with no gap over 30 minutes.

mod assembly;
mod path;
mod reading;

pub use assembly::{Arrival, Opening, Visit, Visits};
pub use path::{ARROW, Shape, content_path};
pub use reading::{Opened, Reading, readings};

/// The gap that ends a visit, ms: 30 minutes, the field's common rule. Midnight does not end
/// one, nor does the top of the hour.
pub const GAP_MS: u64 = 30 * 60 * 1000;

/// How long the visitor's salt outlives its day, so that visits go on across midnight, ms.
pub const SALT_GRACE_MS: u64 = GAP_MS;

/// Whether a hit at `now_ms` still belongs to the visit last heard of at `last_ms`. A hit that
/// seems to come before the last one (clocks of two machines) does.
///
/// ```
/// use ungated_shared::visit::{GAP_MS, continues};
///
/// assert!(continues(0, GAP_MS));
/// assert!(!continues(0, GAP_MS + 1));
/// assert!(continues(1, 0));
/// ```
#[must_use]
pub const fn continues(last_ms: u64, now_ms: u64) -> bool {
    now_ms.saturating_sub(last_ms) <= GAP_MS
}
