//! The days of a question.

use alloc::string::String;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::limit;

/// Days as they are asked for: `"day"` (today), `"yesterday"`, `"7d"`, `"30d"`, `"month"` (this
/// one), or `["2026-11-01", "2026-11-22"]`, both included. Days are UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "date_range is \"day\", \"yesterday\", \"7d\", \"30d\", \"month\" or [\"YYYY-MM-DD\", \"YYYY-MM-DD\"]"
)]
pub enum DateRange {
    /// A range that moves with the day.
    Named(Named),
    /// First and last day.
    Days([String; 2]),
}

/// The ranges with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
pub enum Earlier {
    /// Days that follow from the question's.
    Named(NamedEarlier),
    /// First and last day.
    Days([String; 2]),
}

/// The comparisons with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedEarlier {
    /// As many days right before.
    PreviousPeriod,
    /// The same dates a year earlier; the 28th for the 29th of February.
    YearBefore,
}

/// A span of time: from its first millisecond up to, and without, its last; Unix ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// First millisecond.
    pub from: u64,
    /// First millisecond after it.
    pub to: u64,
}

impl DateRange {
    /// The span of the days, as seen at `now_ms`; `None` for dates that are none, that stand in
    /// the wrong order, or that span more than [`limit::DAYS`].
    #[must_use]
    pub fn span(&self, now_ms: u64) -> Option<Range> {
        let now = Timestamp::from_millisecond(i64::try_from(now_ms).ok()?).ok()?;
        let today = now.to_zoned(TimeZone::UTC).date();
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
        days(first, last)
    }
}

impl Earlier {
    /// The span to compare with the span of a question; `None` where [`DateRange::span`] has none.
    #[must_use]
    pub fn span(&self, range: Range) -> Option<Range> {
        match self {
            Self::Named(NamedEarlier::PreviousPeriod) => {
                let from = range.from.checked_sub(range.to - range.from)?;
                Some(Range { from, to: range.from })
            }
            Self::Named(NamedEarlier::YearBefore) => {
                let year_before = |ms: u64| {
                    let moment = Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()?;
                    moment.to_zoned(TimeZone::UTC).date().checked_sub(1.year()).ok()
                };
                days(year_before(range.from)?, year_before(range.to - 1)?)
            }
            Self::Days([first, last]) => days(date(first)?, date(last)?),
        }
    }
}

/// Days in order, not too many.
fn days(first: Date, last: Date) -> Option<Range> {
    let range = Range { from: start_ms(first)?, to: start_ms(last.tomorrow().ok()?)? };
    let days = range.to.checked_sub(range.from)? / DAY_MS;
    (days >= 1 && days <= limit::DAYS.unsigned_abs()).then_some(range)
}

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn date(text: &str) -> Option<Date> {
    // The parser also takes times and zones; a day has ten characters.
    if text.len() == 10 { text.parse().ok() } else { None }
}

fn start_ms(day: Date) -> Option<u64> {
    let ms = day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    u64::try_from(ms).ok()
}
