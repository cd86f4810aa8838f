//! Days of UTC, and which of them are due.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ungated_shard::compact::LATE_MS;
use ungated_shard::state::State;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A day of UTC, by how many were before it since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(pub u32);

impl Day {
    /// The day of a time, Unix ms.
    #[must_use]
    pub fn of(ms: u64) -> Self {
        Self(u32::try_from(ms / DAY_MS).unwrap_or(u32::MAX))
    }

    /// Its first millisecond, Unix ms.
    #[must_use]
    pub fn from_ms(self) -> u64 {
        u64::from(self.0) * DAY_MS
    }

    /// The first millisecond after it.
    #[must_use]
    pub fn until_ms(self) -> u64 {
        self.from_ms() + DAY_MS
    }
}

/// YYYY-MM-DD.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = jiff::Span::new().try_days(self.0);
        match days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days)) {
            Ok(date) => write!(f, "{date}"),
            Err(_) => Err(fmt::Error),
        }
    }
}

/// The days of which a shard may have facts and which can be closed at `now_ms`: a page may tell of
/// its page views for [`LATE_MS`], and no visit of theirs is open. Whether hits are waited for, only
/// their segments say: see [`Filling`](crate::Filling).
#[must_use]
pub fn due(state: &State, now_ms: u64) -> BTreeSet<Day> {
    let open: BTreeSet<Day> = state.open_visits().map(|visit| Day::of(visit.start_ms)).collect();
    let days = state
        .segments()
        .flat_map(|(_, closed)| (Day::of(closed.from_ms).0..=Day::of(closed.to_ms).0).map(Day));
    days.filter(|day| day.until_ms() + LATE_MS <= now_ms && !open.contains(day)).collect()
}

/// When the next day of those that have facts can be closed, if that is later than `now_ms`, Unix ms.
#[must_use]
pub fn next_due_ms(state: &State, now_ms: u64) -> Option<u64> {
    let ends = state.segments().map(|(_, closed)| Day::of(closed.to_ms).until_ms() + LATE_MS);
    ends.filter(|ms| *ms > now_ms).min()
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_have_their_dates() {
        assert_eq!(Day::of(0).to_string(), "1970-01-01");
        assert_eq!(Day::of(1_728_000_000_000).to_string(), "2024-10-04");
        let day = Day::of(1_709_210_000_000);
        assert_eq!(day.to_string(), "2024-02-29");
        assert_eq!((Day::of(day.from_ms()), Day::of(day.until_ms() - 1)), (day, day));
        assert_eq!(Day::of(day.until_ms()), Day(day.0 + 1));
    }
}
