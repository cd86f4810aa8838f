//! Hours, days, weeks and months, by the clock of a site's [`Zone`], as answers name them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::dimension::Dimension;
use super::range::Range;
use super::zone::{DAY_MS, Zone};

/// The bucket of a time dimension in which a moment (Unix ms) lies; `None` past the year 9999.
///
/// An hour ends in the offset that holds, `Z` where that is none: `2026-10-25T02:00+01:00` comes after
/// `2026-10-25T02:00+02:00`. The others are dates, a week that of its Monday.
pub(super) fn name(dimension: Dimension, zone: &Zone, ms: u64) -> Option<String> {
    match dimension {
        Dimension::Hour => hour(zone, ms),
        _ => name_of_day(dimension, zone.day(ms)),
    }
}

/// All buckets in which a moment of the range lies, in order.
pub(super) fn names(dimension: Dimension, zone: &Zone, range: Range) -> Vec<String> {
    let mut names = Vec::new();
    if dimension == Dimension::Hour {
        let mut ms = range.from;
        while ms < range.to {
            names.extend(hour(zone, ms));
            ms = zone.next_hour(ms);
        }
    } else if range.from < range.to {
        let days = zone.day(range.from)..=zone.day(range.to - 1);
        let is_there = |day: &i64| zone.start(*day) < zone.start(day + 1);
        names.extend(days.filter(is_there).filter_map(|day| name_of_day(dimension, day)));
    }
    names.dedup();
    names
}

/// The order of two names of a dimension: in time, where it is one.
pub(super) fn order(dimension: Dimension, zone: &Zone, a: &str, b: &str) -> Ordering {
    // An hour that comes again is later, whatever its name.
    if dimension == Dimension::Hour
        && a.get(..10) == b.get(..10)
        && let (Ok(first), Ok(second)) = (a.parse::<Timestamp>(), b.parse::<Timestamp>())
        && a != b
    {
        // By their names, hours begin together between which a clock was put forward or back in the
        // middle of one: first is the one whose offset held then.
        let is_first = || {
            let ms = u64::try_from(first.as_millisecond()).ok()?;
            Some(hour(zone, ms)? == a)
        };
        let tied = if is_first() == Some(true) { Ordering::Less } else { Ordering::Greater };
        return first.cmp(&second).then(tied);
    }
    a.cmp(b)
}

/// Whether two days since 1970 lie in the same month.
pub(super) fn is_same_month(a: i64, b: i64) -> bool {
    name_of_day(Dimension::Month, a) == name_of_day(Dimension::Month, b)
}

/// The date of a day since 1970; `None` past the year 9999.
pub(super) fn date(day: i64) -> Option<Date> {
    let moment = Timestamp::from_millisecond(day.checked_mul(DAY_MS)?).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

/// Days since 1970.
pub(super) fn day(date: Date) -> Option<i64> {
    let start = date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    Some(start.div_euclid(DAY_MS))
}

fn name_of_day(dimension: Dimension, day: i64) -> Option<String> {
    Some(match dimension {
        Dimension::Week => date(day - (day + 3).rem_euclid(7))?.to_string(),
        Dimension::Month => date(day)?.strftime("%Y-%m").to_string(),
        _ => date(day)?.to_string(),
    })
}

fn hour(zone: &Zone, ms: u64) -> Option<String> {
    let hours = zone.hour(ms).div_euclid(2);
    let (day, hour) = (date(hours.div_euclid(24))?, hours.rem_euclid(24));
    let offset = zone.offset_of(ms);
    let minutes = offset.unsigned_abs() / 60;
    let (sign, hours, minutes) = (if offset < 0 { '-' } else { '+' }, minutes / 60, minutes % 60);
    Some(match offset {
        0 => format!("{day}T{hour:02}:00Z"),
        _ => format!("{day}T{hour:02}:00{sign}{hours:02}:{minutes:02}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::zone::utc;

    /// 2024-02-29T23:59:59.999Z, a Thursday.
    const LEAP: u64 = 1_709_251_199_999;
    const HOUR: u64 = 60 * 60 * 1000;

    fn zone(offset_at: &dyn Fn(u64) -> i32) -> Zone {
        Zone::over(alloc::vec![Range { from: LEAP - 480 * HOUR, to: LEAP + 480 * HOUR }], offset_at)
    }

    #[test]
    fn a_moment_is_in_one_bucket_of_each_kind() {
        let utc = zone(&utc);
        let at = |dimension, ms| name(dimension, &utc, ms).unwrap_or_default();
        assert_eq!(at(Dimension::Hour, LEAP), "2024-02-29T23:00Z");
        assert_eq!(at(Dimension::Day, LEAP), "2024-02-29");
        assert_eq!(at(Dimension::Week, LEAP), "2024-02-26");
        assert_eq!(at(Dimension::Month, LEAP), "2024-02");
        assert_eq!(at(Dimension::Month, LEAP + 1), "2024-03");
        assert_eq!(at(Dimension::Week, LEAP + 1), "2024-02-26");
        assert_eq!(name(Dimension::Day, &utc, u64::MAX), None);
        let kathmandu = zone(&|_| 20_700);
        let at = |dimension, ms| name(dimension, &kathmandu, ms).unwrap_or_default();
        assert_eq!(at(Dimension::Hour, LEAP), "2024-03-01T05:00+05:45");
        assert_eq!(at(Dimension::Month, LEAP - 6 * HOUR), "2024-02");
    }

    #[test]
    fn buckets_of_a_range_are_all_that_it_touches() {
        let day = 24 * HOUR;
        let range = Range { from: LEAP + 1 - day, to: LEAP + 1 + day };
        let names = |dimension, range| names(dimension, &Zone::default(), range);
        assert_eq!(names(Dimension::Hour, range).len(), 48);
        assert_eq!(names(Dimension::Day, range), ["2024-02-29", "2024-03-01"]);
        assert_eq!(names(Dimension::Week, range), ["2024-02-26"]);
        assert_eq!(names(Dimension::Month, range), ["2024-02", "2024-03"]);
        assert!(names(Dimension::Day, Range { to: range.from, ..range }).is_empty());
    }

    #[test]
    fn an_hour_that_comes_twice_is_two_in_order() {
        // Put back by an hour at three in the morning of the next day.
        let zone = zone(&|ms| if ms < LEAP + 1 + HOUR { 7_200 } else { 3_600 });
        let range = Range { from: LEAP + 1, to: LEAP + 1 + 2 * HOUR };
        let two = ["2024-03-01T02:00+02:00", "2024-03-01T02:00+01:00"];
        assert_eq!(names(Dimension::Hour, &zone, range), two);
        assert!(order(Dimension::Hour, &zone, two[0], two[1]).is_lt());
        assert!(two[0] > two[1], "by their letters it is the other way round");
    }
}
