//! The clock of those who read a site's reports.
//!
//! There is no database of time zones here: whoever asks knows which offset holds when, and a question
//! carries the few that its days need.
//!
//! # What of a clock that is put forward or back?
//! - **An hour that is missing** is no bucket. Where midnight is missing, as where clocks are put
//!   forward at 00:00, the day begins with its first moment.
//! - **An hour that comes twice** is two buckets: their names end in the offset. An hour of which half
//!   comes again (Lord Howe Island) is one of an hour and one of half an hour.
//! - **A clock that is put back behind midnight** (in St. John's until 2011: a minute past it) stands
//!   still at midnight meanwhile. So a day that has begun goes on until the next, and the days of a
//!   range are the range.
//! - **A day that is missing** (Samoa, 30 December 2011) has no moment.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::range::Range;

const HOUR_MS: i64 = 60 * 60 * 1000;
pub(super) const DAY_MS: i64 = 24 * HOUR_MS;

/// How far apart two moments are between which an offset changes at most once. The two changes that
/// were closest since 1970 in the whole database are 12 days apart (Tucumán, June 2004).
const STEP_MS: u64 = 5 * 24 * 60 * 60 * 1000;

/// Seconds by which a clock is before UTC at a moment (Unix ms).
pub type OffsetAt<'a> = &'a dyn Fn(u64) -> i32;

/// That of UTC.
#[must_use]
pub const fn utc(_: u64) -> i32 {
    0
}

/// The offsets of a clock around some days: each with the moment from which it holds; the first
/// also before. Where there are none it is UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone(Vec<(u64, i32)>);

impl Zone {
    /// The offsets in some spans of time, which should be days longer than what is asked of it: where
    /// one span ends and the next begins nothing is known of the clock between.
    pub(super) fn over(mut spans: Vec<Range>, offset_at: OffsetAt<'_>) -> Self {
        spans.sort_unstable_by_key(|span| span.from);
        let mut zone = Self::default();
        for span in spans {
            let mut at = span.from;
            zone.put(at, offset_at(at));
            while at < span.to {
                let next = (at + STEP_MS).min(span.to);
                let (before, after) = (offset_at(at), offset_at(next));
                if before != after {
                    zone.put(first(at, next, |ms| offset_at(ms) == after), after);
                }
                at = next;
            }
        }
        if let [(_, 0)] = zone.0[..] {
            zone.0.clear();
        }
        zone
    }

    fn put(&mut self, from: u64, offset: i32) {
        let last = self.0.last();
        if last.is_none_or(|(before, held)| *before < from && *held != offset) {
            self.0.push((from, offset));
        }
    }

    /// The local time of a moment (Unix ms), as ms since 1970 by the clock on the wall.
    fn local(&self, ms: u64) -> i64 {
        let at = self.place(ms);
        let local = local(ms, self.offset(at));
        match self.reached(at) {
            Some(reached) => local.max(reached.div_euclid(DAY_MS) * DAY_MS),
            None => local,
        }
    }

    /// The day by the clock on the wall: days since 1970.
    pub(super) fn day(&self, ms: u64) -> i64 {
        self.local(ms).div_euclid(DAY_MS)
    }

    /// The hour by the clock on the wall: twice the hours since 1970, and one more where it comes for
    /// the second time.
    pub(super) fn hour(&self, ms: u64) -> i64 {
        let hour = self.local(ms).div_euclid(HOUR_MS);
        let is_second = self.reached(self.place(ms)).is_some_and(|r| r.div_euclid(HOUR_MS) >= hour);
        2 * hour + i64::from(is_second)
    }

    /// The offset that holds, seconds.
    pub(super) fn offset_of(&self, ms: u64) -> i32 {
        self.offset(self.place(ms))
    }

    /// The first moment of a day, or of the next that has one; 0 before 1970.
    pub(super) fn start(&self, day: i64) -> u64 {
        let mut start = 0;
        for at in 0..self.0.len().max(1) {
            let offset = i64::from(self.offset(at)) * 1000;
            let own = u64::try_from(day.saturating_mul(DAY_MS) - offset).unwrap_or(0);
            let from = if at == 0 { 0 } else { self.0[at].0 };
            start = own.max(from);
            if self.0.get(at + 1).is_none_or(|(until, _)| start < *until) {
                break;
            }
        }
        start
    }

    /// The first moment at which another hour may have begun.
    pub(super) fn next_hour(&self, ms: u64) -> u64 {
        let at = self.place(ms);
        let left = HOUR_MS - local(ms, self.offset(at)).rem_euclid(HOUR_MS);
        let next = ms + left.unsigned_abs();
        self.0.get(at + 1).map_or(next, |(until, _)| next.min(*until))
    }

    /// The place of the offset that holds.
    fn place(&self, ms: u64) -> usize {
        self.0.partition_point(|(from, _)| *from <= ms).saturating_sub(1)
    }

    fn offset(&self, at: usize) -> i32 {
        self.0.get(at).map_or(0, |(_, offset)| *offset)
    }

    /// The last local time before the offset at a place began to hold.
    fn reached(&self, at: usize) -> Option<i64> {
        let before = self.offset(at.checked_sub(1)?);
        Some(local(self.0.get(at)?.0 - 1, before))
    }
}

/// The local time at an offset.
pub(super) fn local(ms: u64, offset: i32) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX).saturating_add(i64::from(offset) * 1000)
}

/// The first moment after `from`, and not after `to`, from which something holds.
fn first(mut from: u64, mut to: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle;
        }
    }
    to
}
