//! The days of a question.

use alloc::string::{String, ToString};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::bucket;
use super::zone::{DAY_MS, OffsetAt, Zone, local};
use crate::limit;
use crate::ungate::Day;

/// Days as they are asked for: `"day"` (today), `"yesterday"`, `"7d"`, `"30d"`, `"month"` (this
/// one), or `["2026-11-01", "2026-11-22"]`, both included. Days are those of the site's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "date_range is \"day\", \"yesterday\", \"7d\", \"30d\", \"month\" or [\"YYYY-MM-DD\", \"YYYY-MM-DD\"]"
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DateRange {
    /// A range that moves with the day.
    Named(Named),
    /// First and last day.
    Days(
        #[cfg_attr(feature = "schema", schemars(inner(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))))]
        [String; 2],
    ),
}

/// The ranges with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "NamedRange"))]
pub enum Named {
    /// Today.
    #[serde(rename = "day")]
    Day,
    /// The day before today.
    #[serde(rename = "yesterday")]
    Yesterday,
    /// Today and the six days before.
    #[serde(rename = "7d")]
    Week,
    /// Today and the 29 days before.
    #[serde(rename = "30d")]
    ThirtyDays,
    /// This calendar month up to today.
    #[serde(rename = "month")]
    Month,
}

/// What an answer is compared with: `"previous_period"`, as many days right before;
/// `"year_before"`, the same dates a year earlier; or days of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "comparison is \"previous_period\", \"year_before\" or [\"YYYY-MM-DD\", \"YYYY-MM-DD\"]"
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Earlier {
    /// Days that follow from the question's.
    Named(NamedEarlier),
    /// First and last day.
    Days(
        #[cfg_attr(feature = "schema", schemars(inner(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))))]
        [String; 2],
    ),
}

/// The comparisons with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum NamedEarlier {
    /// As many days right before.
    PreviousPeriod,
    /// The same dates a year earlier; the 28th for the 29th of February.
    YearBefore,
}

/// A span of time: from its first millisecond up to, and without, its last; Unix ms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// First millisecond.
    pub from: u64,
    /// First millisecond after it.
    pub to: u64,
}

/// Days of a calendar: the first and the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    first: Date,
    last: Date,
}

impl DateRange {
    /// The span of the days, as seen at `now_ms` by a clock; `None` for dates that are none, that
    /// stand in the wrong order, or that span more than [`limit::DAYS`].
    #[must_use]
    pub fn span(&self, now_ms: u64, offset_at: OffsetAt<'_>) -> Option<Range> {
        let days = self.days(now_ms, offset_at)?;
        Some(days.range(&Zone::over([days.around()].into(), offset_at)))
    }

    /// The days, as [`Self::span`] has them.
    pub(super) fn days(&self, now_ms: u64, offset_at: OffsetAt<'_>) -> Option<Days> {
        let today = bucket::date(local(now_ms, offset_at(now_ms)).div_euclid(DAY_MS))?;
        let (first, last) = match self {
            Self::Named(Named::Day) => (today, today),
            Self::Named(Named::Yesterday) => {
                let day = today.yesterday().ok()?;
                (day, day)
            }
            Self::Named(Named::Week) => (today.checked_sub(6.days()).ok()?, today),
            Self::Named(Named::ThirtyDays) => (today.checked_sub(29.days()).ok()?, today),
            Self::Named(Named::Month) => (today.first_of_month(), today),
            Self::Days([first, last]) => (date(first)?, date(last)?),
        };
        Days::of(first, last)
    }
}

impl Earlier {
    /// The days to compare with those of a question; `None` where [`DateRange::span`] has none.
    pub(super) fn days(&self, Days { first, last }: Days) -> Option<Days> {
        match self {
            Self::Named(NamedEarlier::PreviousPeriod) => {
                let days = bucket::day(last)? - bucket::day(first)? + 1;
                Days::of(first.checked_sub(days.days()).ok()?, first.yesterday().ok()?)
            }
            Self::Named(NamedEarlier::YearBefore) => {
                let year_before = |day: Date| day.checked_sub(1.year()).ok();
                Days::of(year_before(first)?, year_before(last)?)
            }
            Self::Days([first, last]) => Days::of(date(first)?, date(last)?),
        }
    }
}

impl Days {
    /// In order, not too many, none before 1970.
    fn of(first: Date, last: Date) -> Option<Self> {
        let (from, to) = (bucket::day(first)?, bucket::day(last)?);
        let is_one = from >= 0 && (1..=limit::DAYS).contains(&(to - from + 1));
        is_one.then_some(Self { first, last })
    }

    /// Those of them that are over, as seen at `now_ms` by a clock.
    pub(super) fn before_today(self, now_ms: u64, offset_at: OffsetAt<'_>) -> Option<Self> {
        let today = bucket::date(local(now_ms, offset_at(now_ms)).div_euclid(DAY_MS))?;
        Self::of(self.first, self.last.min(today.yesterday().ok()?))
    }

    /// How many they are.
    pub(super) fn len(self) -> i64 {
        let of = |day: Date| bucket::day(day).unwrap_or(0);
        of(self.last) - of(self.first) + 1
    }

    /// As many, so many days before.
    pub(super) fn back(self, days: i64) -> Option<Self> {
        let back = |day: Date| day.checked_sub(days.days()).ok();
        Self::of(back(self.first)?, back(self.last)?)
    }

    /// So many days right before them.
    pub(super) fn right_before(self, days: i64) -> Option<Self> {
        Self::of(self.first.checked_sub(days.days()).ok()?, self.first.yesterday().ok()?)
    }

    /// The first and the last, as they are asked for.
    pub(super) fn texts(self) -> [String; 2] {
        [self.first.to_string(), self.last.to_string()]
    }

    /// A span of time around the weeks in which they lie, by whatever clock.
    pub(super) fn around(self) -> Range {
        let of = |day: Date| bucket::day(day).unwrap_or(0);
        let start = |day: i64| u64::try_from(day.saturating_mul(DAY_MS)).unwrap_or(0);
        Range { from: start(of(self.first) - AROUND), to: start(of(self.last) + AROUND) }
    }

    /// The first and the last.
    pub(super) const fn ends(self) -> [Day; 2] {
        [Day::of(self.first), Day::of(self.last)]
    }

    /// Their span.
    pub(super) fn range(self, zone: &Zone) -> Range {
        let of = |day: Date| bucket::day(day).unwrap_or(0);
        Range { from: zone.start(of(self.first)), to: zone.start(of(self.last) + 1) }
    }
}

/// A week, and days for what a clock differs from UTC and for where [`Zone::over`] ends.
const AROUND: i64 = 10;

fn date(text: &str) -> Option<Date> {
    Day::read(text).map(Day::date)
}
