//! The periods in which groups are counted.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::report::zone::Zone;
use crate::report::{Range, bucket};

/// From the Monday before 1970 to 1970, which began on a Thursday, days.
const MONDAY: i64 = 3;

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

    /// How many halves of an hour it has: an hour of the clock can come twice.
    const fn halves(self) -> u64 {
        match self {
            Self::Week => 7 * 48,
            Self::Day => 48,
            Self::Hour => 1,
        }
    }
}

/// A week, a day or an hour of a zone's clock: so many of them after the Monday before 1970, an hour
/// counted twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Period(pub(super) Level, pub(super) u64);

impl Period {
    /// The one of a level in which a moment (Unix ms) lies.
    pub(super) fn of(level: Level, ms: u64, zone: &Zone) -> Self {
        let halves = match level {
            Level::Hour => zone.hour(ms) + MONDAY * 48,
            Level::Week | Level::Day => (zone.day(ms) + MONDAY) * 48,
        };
        // No clock is days behind UTC, so that none is before the Monday before 1970.
        Self(Level::Hour, halves.unsigned_abs()).within(level)
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
        Self(level, self.1 * self.0.halves() / level.halves())
    }

    /// It, and those of longer levels in which it lies.
    pub(super) fn and_longer(self) -> impl Iterator<Item = Self> {
        let levels = Level::ALL.into_iter().filter(move |level| *level <= self.0);
        levels.map(move |level| self.within(level))
    }

    /// Whether a month ends within it.
    pub(super) fn is_in_two_months(self) -> bool {
        let [first, last] = self.days();
        !bucket::is_same_month(first, last)
    }

    /// Whether all of it is in the range.
    pub(super) fn is_in(self, range: Range, zone: &Zone) -> bool {
        let [first, last] = self.days();
        zone.start(first) >= range.from && zone.start(last + 1) <= range.to
    }

    /// Its first and last day: days since 1970.
    fn days(self) -> [i64; 2] {
        let day = |half: u64| (half / Level::Day.halves()).cast_signed() - MONDAY;
        [day(self.1 * self.0.halves()), day((self.1 + 1) * self.0.halves() - 1)]
    }
}

/// The weeks that a range touches.
pub(super) fn weeks(range: Range, zone: &Zone) -> Range {
    let week = |ms| Period::of(Level::Week, ms, zone).days();
    let (from, [monday, sunday]) = (zone.start(week(range.from)[0]), week(range.to));
    // The range may end where a week begins.
    let to = Some(zone.start(monday)).filter(|start| *start == range.to);
    Range { from, to: to.unwrap_or_else(|| zone.start(sunday + 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23T00:00Z, a Monday.
    const NOVEMBER: u64 = 1_795_392_000_000;
    const DAY_MS: u64 = 24 * 60 * 60 * 1000;
    const WEEK_MS: u64 = 7 * DAY_MS;

    fn of(level: Level, ms: u64) -> Period {
        Period::of(level, ms, &Zone::default())
    }

    fn weeks(range: Range) -> Range {
        super::weeks(range, &Zone::default())
    }

    #[test]
    fn weeks_begin_on_monday() {
        let week = of(Level::Week, NOVEMBER);
        assert_ne!(of(Level::Week, NOVEMBER - 1), week);
        assert_eq!(of(Level::Week, NOVEMBER + WEEK_MS - 1), week);
        assert_eq!(of(Level::Hour, NOVEMBER + DAY_MS).within(Level::Week), week);
        let tuesday = Range { from: NOVEMBER + DAY_MS, to: NOVEMBER + 2 * DAY_MS };
        assert_eq!(weeks(tuesday), Range { from: NOVEMBER, to: NOVEMBER + WEEK_MS });
        assert_eq!(weeks(weeks(tuesday)), weeks(tuesday));
    }

    #[test]
    fn a_month_can_end_within_a_week() {
        // From 2026-11-30 to 2026-12-06, and the weeks beside it.
        let week = |n: u64| of(Level::Week, NOVEMBER + n * WEEK_MS);
        assert_eq!([0, 1, 2].map(|n| week(n).is_in_two_months()), [false, true, false]);
    }

    #[test]
    fn a_week_is_in_a_range_if_all_of_it_is() {
        let utc = Zone::default();
        let week = of(Level::Week, NOVEMBER);
        let range = Range { from: NOVEMBER, to: NOVEMBER + WEEK_MS };
        assert!(week.is_in(range, &utc));
        assert!(!week.is_in(Range { from: NOVEMBER + 1, ..range }, &utc));
        assert!(!week.is_in(Range { to: range.to - 1, ..range }, &utc));
    }
}
