//! Hours, days, weeks and months (UTC), as answers name them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::dimension::Dimension;
use super::range::Range;

/// The bucket of a time dimension in which a moment (Unix ms) lies; `None` past the year 9999.
pub(super) fn name(dimension: Dimension, ms: u64) -> Option<String> {
    start(dimension, ms).map(|start| shown(dimension, start))
}

/// All buckets in which a moment of the range lies, in order.
pub(super) fn names(dimension: Dimension, range: Range) -> Vec<String> {
    let mut names = Vec::new();
    let mut next = start(dimension, range.from);
    while let Some(start) = next.filter(|start| unix_ms(*start).is_some_and(|ms| ms < range.to)) {
        names.push(shown(dimension, start));
        let step = match dimension {
            Dimension::Hour => 1.hour(),
            Dimension::Day => 1.day(),
            Dimension::Week => 1.week(),
            _ => 1.month(),
        };
        next = start.checked_add(step).ok();
    }
    names
}

/// Whether two moments lie in the same month.
pub(super) fn is_same_month(a_ms: u64, b_ms: u64) -> bool {
    start(Dimension::Month, a_ms) == start(Dimension::Month, b_ms)
}

fn start(dimension: Dimension, ms: u64) -> Option<DateTime> {
    let moment = Timestamp::from_millisecond(i64::try_from(ms).ok()?).ok()?;
    let moment = moment.to_zoned(TimeZone::UTC).datetime();
    let day = moment.date();
    Some(match dimension {
        Dimension::Hour => day.at(moment.hour(), 0, 0, 0),
        Dimension::Week => {
            let since_monday = day.weekday().since(Weekday::Monday);
            day.checked_sub(i64::from(since_monday).days()).ok()?.into()
        }
        Dimension::Month => day.first_of_month().into(),
        _ => day.into(),
    })
}

fn unix_ms(start: DateTime) -> Option<u64> {
    let ms = start.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    // The week that 1970 began in began before it.
    u64::try_from(ms.max(0)).ok()
}

fn shown(dimension: Dimension, start: DateTime) -> String {
    let format = match dimension {
        Dimension::Hour => "%Y-%m-%dT%H:00Z",
        Dimension::Month => "%Y-%m",
        _ => "%Y-%m-%d",
    };
    start.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-02-29T23:59:59.999Z, a Thursday.
    const LEAP: u64 = 1_709_251_199_999;

    #[test]
    fn a_moment_is_in_one_bucket_of_each_kind() {
        let at = |dimension, ms| name(dimension, ms).unwrap_or_default();
        assert_eq!(at(Dimension::Hour, LEAP), "2024-02-29T23:00Z");
        assert_eq!(at(Dimension::Day, LEAP), "2024-02-29");
        assert_eq!(at(Dimension::Week, LEAP), "2024-02-26");
        assert_eq!(at(Dimension::Month, LEAP), "2024-02");
        assert_eq!(at(Dimension::Month, LEAP + 1), "2024-03");
        assert_eq!(at(Dimension::Week, LEAP + 1), "2024-02-26");
        assert_eq!(name(Dimension::Day, u64::MAX), None);
    }

    #[test]
    fn buckets_of_a_range_are_all_that_it_touches() {
        let day = 24 * 60 * 60 * 1000;
        let range = Range { from: LEAP + 1 - day, to: LEAP + 1 + day };
        assert_eq!(names(Dimension::Hour, range).len(), 48);
        assert_eq!(names(Dimension::Day, range), ["2024-02-29", "2024-03-01"]);
        assert_eq!(names(Dimension::Week, range), ["2024-02-26"]);
        assert_eq!(names(Dimension::Month, range), ["2024-02", "2024-03"]);
        assert!(names(Dimension::Day, Range { to: range.from, ..range }).is_empty());
    }
}
