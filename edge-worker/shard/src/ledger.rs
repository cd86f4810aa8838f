//! What became of every hit, by 15-minute bucket.

use std::collections::BTreeMap;

/// A bucket of time, ms.
pub const BUCKET_MS: u64 = 15 * 60 * 1000;

/// Hits that were stored.
pub const ACCEPTED: &str = "accepted";
/// Accepted hits that said nothing new: sent twice, or overtaken.
pub const DUPLICATE: &str = "duplicate";
/// Events that hits brought and that are none: out of bounds, or without an event's form.
pub const EVENT_INVALID: &str = "event_invalid";
/// Hits whose page's own points differ from ours under the same model. Must be 0.
pub const PARITY: &str = "parity";
/// Hits that pages sent (by their numbers) and that never came.
pub const LOST: &str = "lost";
/// Accepted hits of a visit that was closed: they came late.
pub const LATE: &str = "late";
/// Names (items, sources, campaigns, events) that came when there was no room for another, and
/// were counted as "(other)".
pub const OTHER: &str = "other";
/// Before the code of a refusal: accepted hits that it would have turned away, were it not on
/// trial.
pub const ON_TRIAL: &str = "trial_";

/// Counts by bucket and code. A count can fall for [`LOST`], when a late hit fills a gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(pub BTreeMap<(u64, String), i64>);

impl Ledger {
    /// Adds to a count.
    pub fn add(&mut self, now_ms: u64, code: &str, n: i64) {
        if n != 0 {
            let bucket = now_ms / BUCKET_MS * BUCKET_MS;
            *self.0.entry((bucket, code.into())).or_default() += n;
        }
    }
}

/// What a hit told that was not known of its page view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether no hit of its number had come.
    pub is_new: bool,
    /// Whether it knew more.
    pub changed: bool,
    /// How many more hits are missing now; fewer if it fills a gap.
    pub lost: i64,
}

impl Ledger {
    /// Counts what a hit told, now or, where its visit was closed, when it is joined to it.
    pub fn tell(&mut self, now_ms: u64, told: Told, refused_events: u8) {
        self.add(now_ms, DUPLICATE, i64::from(!told.is_new && !told.changed));
        self.add(now_ms, LOST, told.lost);
        if told.is_new {
            self.add(now_ms, EVENT_INVALID, refused_events.into());
        }
    }
}
