//! The periods in which groups are counted.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::report::{Range, bucket};

const HOUR_MS: u64 = 60 * 60 * 1000;
const DAY_MS: u64 = 24 * HOUR_MS;
const WEEK_MS: u64 = 7 * DAY_MS;
/// From the Monday before 1970 to 1970, which began on a Thursday.
const MONDAY_MS: u64 = 3 * DAY_MS;

/// How long a period is, the longest first; each is a whole number of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    Week,
    Day,
    Hour,
}

impl Level {
    pub(super) const ALL: [Self; 3] = [Self::Week, Self::Day, Self::Hour];

    /// Its place in [`Self::ALL`].
    pub(super) const fn number(self) -> u64 {
        match self {
            Self::Week => 0,
            Self::Day => 1,
            Self::Hour => 2,
        }
    }

    /// The one at a place of [`Self::ALL`].
    pub(super) fn of_number(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }

    const fn ms(self) -> u64 {
        match self {
            Self::Week => WEEK_MS,
            Self::Day => DAY_MS,
            Self::Hour => HOUR_MS,
        }
    }
}

/// A week, a day or an hour (UTC): so many of them after the Monday before 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Period(pub(super) Level, pub(super) u64);

impl Period {
    /// The one of a level in which a moment (Unix ms) lies.
    pub(super) const fn of(level: Level, ms: u64) -> Self {
        Self(level, (ms + MONDAY_MS) / level.ms())
    }

    /// As numbers.
    pub(super) fn write(self, to: &mut Vec<u64>) {
        to.extend([self.0.number(), self.1]);
    }

    /// Reads what [`Self::write`] wrote.
    pub(super) fn read(from: &mut impl Iterator<Item = u64>) -> Option<Self> {
        Some(Self(Level::of_number(from.next()?)?, from.next()?))
    }

    /// The one of the same or a longer level in which it lies.
    pub(super) const fn within(self, level: Level) -> Self {
        Self(level, self.1 * self.0.ms() / level.ms())
    }

    /// It, and those of longer levels in which it lies.
    pub(super) fn and_longer(self) -> impl Iterator<Item = Self> {
        let levels = Level::ALL.into_iter().filter(move |level| *level <= self.0);
        levels.map(move |level| self.within(level))
    }

    /// Whether a month ends within it.
    pub(super) fn is_in_two_months(self) -> bool {
        let from = self.1 * self.0.ms();
        let last = (from + self.0.ms() - 1).saturating_sub(MONDAY_MS);
        !bucket::is_same_month(from.saturating_sub(MONDAY_MS), last)
    }

    /// Whether all of it is in the range.
    pub(super) const fn is_in(self, range: Range) -> bool {
        let from = self.1 * self.0.ms();
        from >= range.from + MONDAY_MS && from + self.0.ms() <= range.to + MONDAY_MS
    }
}

/// The weeks that a range touches.
pub(super) const fn weeks(range: Range) -> Range {
    let from = (range.from + MONDAY_MS) / WEEK_MS * WEEK_MS;
    let to = (range.to + MONDAY_MS).div_ceil(WEEK_MS) * WEEK_MS;
    Range { from: from.saturating_sub(MONDAY_MS), to: to - MONDAY_MS }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 2026-11-23.
    const MONDAY: u64 = 1_795_392_000_000;

    #[test]
    fn weeks_begin_on_monday() {
        let week = Period::of(Level::Week, MONDAY);
        assert_ne!(Period::of(Level::Week, MONDAY - 1), week);
        assert_eq!(Period::of(Level::Week, MONDAY + WEEK_MS - 1), week);
        assert_eq!(Period::of(Level::Hour, MONDAY + DAY_MS).within(Level::Week), week);
        let tuesday = Range { from: MONDAY + DAY_MS, to: MONDAY + 2 * DAY_MS };
        assert_eq!(weeks(tuesday), Range { from: MONDAY, to: MONDAY + WEEK_MS });
        assert_eq!(weeks(weeks(tuesday)), weeks(tuesday));
    }

    #[test]
    fn a_month_can_end_within_a_week() {
        // From 2026-11-30 to 2026-12-06, and the weeks beside it.
        let week = |n: u64| Period::of(Level::Week, MONDAY + n * WEEK_MS);
        assert_eq!([0, 1, 2].map(|n| week(n).is_in_two_months()), [false, true, false]);
    }

    #[test]
    fn a_week_is_in_a_range_if_all_of_it_is() {
        let week = Period::of(Level::Week, MONDAY);
        let range = Range { from: MONDAY, to: MONDAY + WEEK_MS };
        assert!(week.is_in(range));
        assert!(!week.is_in(Range { from: MONDAY + 1, ..range }));
        assert!(!week.is_in(Range { to: range.to - 1, ..range }));
    }
}
