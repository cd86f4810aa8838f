//! Days and hours by the clocks of all time zones, against another database of them and a count that
//! goes through the days quarter by quarter.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use ungated_shared::report::anonymity::{Census, Counter, Partition};
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Asked, Partial, Question, Range, Row, ViewFact, VisitFact};

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const HOUR_MS: u64 = 60 * 60 * 1000;
const DAY_MS: u64 = 24 * HOUR_MS;
const MINUTE_MS: u64 = 60 * 1000;

/// A zone's offset as the other database has it, seconds.
fn offset(zone: &TimeZone, ms: u64) -> i32 {
    zone.to_offset(Timestamp::from_millisecond(ms as i64).unwrap()).seconds()
}

fn ask(zone: &TimeZone, dimension: &str, first: Date, last: Date) -> Question {
    let asked = json!({"site": "demo", "metrics": ["visits"], "dimensions": [dimension],
        "date_range": [first.to_string(), last.to_string()]});
    let asked: Asked = serde_json::from_value(asked).unwrap();
    asked.check(NOW_MS, &|ms| offset(zone, ms), 1).unwrap()
}

/// What a moment is in by a clock that does not go back behind midnight: hour, day, week, month.
fn named(local: DateTime, offset: Offset) -> [String; 4] {
    let date = local.date();
    let minutes = offset.seconds().unsigned_abs() / 60;
    let sign = if offset.is_negative() { '-' } else { '+' };
    let tail = match offset.seconds() {
        0 => "Z".to_owned(),
        _ => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    };
    let monday = date.checked_sub(i64::from(date.weekday().since(Weekday::Monday)).days()).unwrap();
    let month = date.strftime("%Y-%m").to_string();
    let hour = format!("{date}T{:02}:00{tail}", local.hour());
    [hour, date.to_string(), monday.to_string(), month]
}

/// Moments around a day, every quarter of an hour, and every minute around a change of the offset;
/// each with what it is in.
fn walk(zone: &TimeZone, day: Date, changes: &[u64]) -> Vec<(u64, [String; 4])> {
    let middle = day.to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond() as u64;
    let is_near = |ms: u64| changes.iter().any(|change| change.abs_diff(ms) <= 2 * HOUR_MS);
    let mut reached = Date::MIN;
    let mut moments = Vec::new();
    for ms in (middle - 3 * DAY_MS..middle + 4 * DAY_MS).step_by(MINUTE_MS as usize) {
        if !ms.is_multiple_of(15 * MINUTE_MS) && !is_near(ms) {
            continue;
        }
        let at = Timestamp::from_millisecond(ms as i64).unwrap();
        let offset = zone.to_offset(at);
        let mut local = offset.to_datetime(at);
        if local.date() < reached {
            local = reached.at(0, 0, 0, 0);
        }
        reached = local.date();
        moments.push((ms, named(local, offset)));
    }
    moments
}

/// How often each name comes, in the order in which they come.
fn counted<'a>(names: impl Iterator<Item = &'a String>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = Vec::new();
    for name in names {
        match counts.last_mut().filter(|(last, _)| last == name) {
            Some((_, visits)) => *visits += 1,
            None => counts.push((name.clone(), 1)),
        }
    }
    counts
}

fn sum(rows: &[(String, u64)]) -> u64 {
    rows.iter().map(|(_, visits)| visits).sum()
}

/// Asks for three days, where there is a visit at each of the moments.
fn check(zone: &TimeZone, day: Date, changes: &[u64]) {
    let moments = walk(zone, day, changes);
    let (first, last) = (day.yesterday().unwrap(), day.tomorrow().unwrap());
    let days = [first, day, last].map(|day| day.to_string());
    let within: Vec<&(u64, [String; 4])> =
        moments.iter().filter(|(_, [_, day, ..])| days.contains(day)).collect();
    let context = format!("{:?} {day}", zone.iana_name());
    let mut totals = BTreeSet::new();
    for (at, dimension) in ["time:hour", "time:day", "time:week", "time:month"].iter().enumerate() {
        let question = ask(zone, dimension, first, last);
        let (from, to) = (
            within[0].0,
            moments[moments.partition_point(|(ms, _)| *ms <= within[within.len() - 1].0)].0,
        );
        assert_eq!(question.range, Range { from, to }, "{context}");
        let mut partial = Partial::default();
        for (ms, _) in &moments {
            let visit = VisitFact {
                start_ms: *ms,
                views: vec![ViewFact::default()],
                ..VisitFact::default()
            };
            partial.add(&question, None, &visit);
        }
        let row = |row: Row| (row.dimensions[0].clone(), row.metrics[0].unwrap());
        let rows: Vec<(String, u64)> = partial.rows(&question, 1).into_iter().map(row).collect();
        assert_eq!(rows, counted(within.iter().map(|(_, names)| &names[at])), "{context}");
        totals.insert(sum(&rows));
        // Buckets are the same whether or not somebody came.
        let filled = Question { filled: Some(question.range), ..question };
        let empty =
            Partial::default().rows(&filled, 1).into_iter().map(|row| row.dimensions[0].clone());
        assert!(empty.eq(rows.iter().map(|(name, _)| name.clone())), "{context}");
        if *dimension == "time:hour" {
            let of_days: u64 = days
                .iter()
                .map(|day| {
                    let own = rows.iter().filter(|(name, _)| name.starts_with(day.as_str()));
                    own.map(|(_, visits)| visits).sum::<u64>()
                })
                .sum();
            assert_eq!(of_days, sum(&rows), "{context}");
        }
    }
    assert_eq!(totals.len(), 1, "hours, days, weeks and months have one sum: {context}");
}

/// All changes of a zone's offset in half a century.
fn changes(zone: &TimeZone) -> Vec<u64> {
    // Until 1979 there were clocks that are no quarters of an hour apart from others.
    let from: Timestamp = "1980-01-01T00:00Z".parse().unwrap();
    let to: Timestamp = "2032-01-01T00:00Z".parse().unwrap();
    let all = zone.following(from).map(|change| change.timestamp());
    let all = all.take_while(|at| *at < to).map(|at| at.as_millisecond() as u64);
    all.filter(|ms| offset(zone, *ms) != offset(zone, ms - 1)).collect()
}

/// Each zone with its changes; those whose clocks went alike once.
fn zones() -> Vec<(TimeZone, Vec<u64>)> {
    let names = jiff::tz::db().available();
    let mut alike = BTreeSet::new();
    let zones = names.map(|name| TimeZone::get(name.as_str()).unwrap()).map(|zone| {
        let changes = changes(&zone);
        (zone, changes)
    });
    let zones: Vec<_> = zones
        .filter(|(zone, changes)| {
            let offsets: Vec<i32> = changes.iter().map(|ms| offset(zone, *ms)).collect();
            alike.insert((changes.clone(), offsets, offset(zone, 100_000_000_000)))
        })
        .collect();
    assert!(zones.len() > 250, "{}", zones.len());
    zones
}

#[test]
fn days_and_hours_add_up_in_every_zone() {
    for (zone, changes) in zones() {
        let date =
            |ms: u64| Timestamp::from_millisecond(ms as i64).unwrap().to_zoned(zone.clone()).date();
        // The latest changes, some of the others, and a day when nothing changes.
        let (recent, older): (Vec<u64>, Vec<u64>) =
            changes.iter().partition(|ms| (1_735_689_600_000..1_830_000_000_000).contains(*ms));
        let older = older.iter().step_by(1 + older.len() / 4);
        let days: BTreeSet<Date> = recent.iter().take(4).chain(older).map(|ms| date(*ms)).collect();
        for day in days.into_iter().chain([date(NOW_MS)]) {
            check(&zone, day, &changes);
        }
    }
}

/// Changes that are on the way back behind midnight, without midnight, without a day, by half an hour.
#[test]
fn days_and_hours_add_up_where_clocks_are_odd() {
    let days = [
        ("America/St_Johns", "2010-11-07"),
        ("America/Sao_Paulo", "2018-11-04"),
        ("America/Sao_Paulo", "2018-02-17"),
        ("Africa/Cairo", "2025-04-25"),
        ("Asia/Beirut", "2025-03-30"),
        ("Pacific/Apia", "2011-12-31"),
        ("Australia/Lord_Howe", "2026-04-05"),
        ("Australia/Lord_Howe", "2026-10-04"),
        ("Asia/Hong_Kong", "1974-10-20"),
        ("America/Goose_Bay", "2002-04-07"),
        ("Asia/Kathmandu", "1986-01-01"),
        ("Asia/Kolkata", "2026-11-26"),
        ("Antarctica/Troll", "2026-10-25"),
        ("America/Argentina/Tucuman", "2004-06-13"),
        ("Africa/Casablanca", "2026-02-15"),
        ("Europe/Dublin", "2026-10-25"),
    ];
    for (name, day) in days {
        let zone = TimeZone::get(name).unwrap();
        check(&zone, day.parse().unwrap(), &changes(&zone));
    }
}

/// Between two looks at a clock it changes at most once, and a question carries few changes.
#[test]
fn no_change_is_passed_over() {
    let mut most = 0;
    for (zone, changes) in zones() {
        let apart = changes.windows(2).map(|pair| pair[1] - pair[0]).min();
        assert!(apart.is_none_or(|ms| ms > 5 * DAY_MS), "{:?} {apart:?}", zone.iana_name());
        for year in [1980, 1998, 2010, 2013, 2024] {
            let (first, last) = (Date::constant(year, 1, 1), Date::constant(year + 2, 2, 13));
            let question = ask(&zone, "time:day", first, last);
            let carried = serde_json::to_value(&question.zone).unwrap();
            let carried: Vec<(u64, i32)> = serde_json::from_value(carried).unwrap();
            most = most.max(carried.len());
            let Range { from, to } = question.range;
            let own: Vec<u64> =
                changes.iter().copied().filter(|ms| (from..to).contains(ms)).collect();
            let told: Vec<u64> =
                carried.iter().map(|(ms, _)| *ms).filter(|ms| (from..to).contains(ms)).collect();
            assert_eq!(told, own, "{:?} {year}", zone.iana_name());
        }
    }
    assert!((4..=16).contains(&most), "{most}");
}

/// Clocks: half an hour and three quarters off, put back, put forward.
pub fn clocks() -> impl Strategy<Value = fn(u64) -> i32> {
    select::<fn(u64) -> i32>(vec![
        utc,
        |_| 20_700,
        |_| -12_600,
        |ms| if ms < NOW_MS - 36 * HOUR_MS { 7_200 } else { 3_600 },
        |ms| if ms < NOW_MS - 60 * HOUR_MS { 37_800 } else { 39_600 },
    ])
}

fn visits() -> impl Strategy<Value = Vec<VisitFact>> {
    let visit = (any::visit_fact(), 0..28u64, 0..96u64).prop_map(|(mut visit, day, quarter)| {
        visit.start_ms = NOW_MS - day * DAY_MS + quarter * 15 * MINUTE_MS;
        visit
    });
    vec(visit, 0..100)
}

fn answer(visits: &[VisitFact], question: &Question, k: u64) -> (Vec<Row>, usize) {
    let partition = Partition::of(question);
    let mut counter = Counter::of(&partition);
    visits.iter().for_each(|visit| counter.add(visit));
    let mut census = Census::default();
    census.merge(&counter.finish().unwrap());
    let shown = census.shown(partition, k).unwrap();
    let mut partial = Partial::default();
    visits.iter().for_each(|visit| partial.add(question, Some(&shown), visit));
    (partial.rows(question, k), partial.suppressed())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever holds of answers in UTC, what they hide above all, holds in every zone: they are those
    /// of visits that began in UTC when they did by the clock on the wall.
    #[test]
    fn answers_of_a_zone_are_those_of_its_clock(
        visits in visits(),
        clock in clocks(),
        dimensions in select(vec![json!([]), json!(["item"]), json!(["time:day"]),
            json!(["time:week", "channel"]), json!(["time:month"]), json!(["channel", "topic"])]),
        filters in select(vec![json!([]), json!([["is", "item", ["/item/1/"]]]),
            json!([["is", "time:day", ["2025-11-18", "2025-11-19"]]])]),
        (back, days) in (0..14u8, 0..14u8),
        k in 1..7u64,
    ) {
        let last = 21 - back;
        let first = last.saturating_sub(days).max(1);
        let asked = json!({"site": "demo", "metrics": ["visits", "pageviews", "engaged_ms"],
            "dimensions": dimensions, "filters": filters,
            "date_range": [format!("2025-11-{first:02}"), format!("2025-11-{last:02}")]});
        let asked: Asked = serde_json::from_value::<Asked>(asked).unwrap();
        let on_the_wall = |visit: &VisitFact| {
            let start_ms = visit.start_ms.checked_add_signed(i64::from(clock(visit.start_ms)) * 1000);
            VisitFact { start_ms: start_ms.unwrap(), ..visit.clone() }
        };
        let moved: Vec<VisitFact> = visits.iter().map(on_the_wall).collect();
        let (own, plain) = (asked.check(NOW_MS, &clock, k).unwrap(), asked.check(NOW_MS, &utc, k).unwrap());
        prop_assert_eq!(answer(&visits, &own, k), answer(&moved, &plain, k));
    }

    /// Earlier days are as many days, however long they were.
    #[test]
    fn earlier_days_are_days(clock in clocks(), first in 10..21u8, named in select(vec!["previous_period", "year_before"])) {
        let ask = |days: Value, comparison: Value| {
            let asked = json!({"site": "demo", "metrics": ["visits"], "date_range": days, "comparison": comparison});
            serde_json::from_value::<Asked>(asked).unwrap().check(NOW_MS, &clock, 1).unwrap()
        };
        let days = json!([format!("2025-11-{first}"), "2025-11-20"]);
        let compared = ask(days, json!(named)).comparison;
        let before = first - (21 - first).min(first - 1);
        let own = match named {
            "year_before" => json!([format!("2024-11-{first}"), "2024-11-20"]),
            _ if 2 * first < 22 => return Ok(()),
            _ => json!([format!("2025-11-{before:02}"), format!("2025-11-{:02}", first - 1)]),
        };
        prop_assert_eq!(compared, Some(ask(own, Value::Null).range));
    }
}

/// The oracle's own sums: what it counts is every moment once.
#[test]
fn the_walk_counts_every_moment_once() {
    let zone = TimeZone::get("America/St_Johns").unwrap();
    let moments = walk(&zone, Date::constant(2010, 11, 7), &changes(&zone));
    let mut hours: BTreeMap<&String, u64> = BTreeMap::new();
    moments.iter().for_each(|(_, names)| *hours.entry(&names[0]).or_default() += 1);
    assert_eq!(hours.values().sum::<u64>(), moments.len() as u64);
    assert!(hours.contains_key(&"2010-11-07T00:00-02:30".to_owned()), "{hours:?}");
    assert!(hours.contains_key(&"2010-11-07T00:00-03:30".to_owned()), "{hours:?}");
}
