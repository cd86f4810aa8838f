//! What changed, and what explains it.

use proptest::prelude::*;
use ungated_shared::report::movers::{Explained, Whole, explain, whole};
use ungated_shared::report::{Dimension, Metric, Row};

/// By six weeks before and the days asked about, so many visits.
fn weeks(now: u64, before: &[u64]) -> Whole {
    let figures: Vec<_> = before.iter().map(|n| (Some(*n), Some(*n))).collect();
    whole(Metric::Visits, (Some(now), Some(now)), &figures)
}

fn rows(of: &[(&str, u64)]) -> Vec<Row> {
    let row = |(name, figure): &(&str, u64)| Row {
        dimensions: vec![(*name).into()],
        metrics: vec![Some(*figure)],
        comparison: None,
    };
    of.iter().map(row).collect()
}

fn by_channel(whole: &Whole, now: &[(&str, u64)], before: &[(&str, u64)]) -> Explained {
    explain(Dimension::Channel, whole, &rows(now), &rows(before), 100).unwrap()
}

/// Names that are not the rest.
const NAMES: [&str; 6] = ["direct", "email", "newsletter", "paid", "search", "social"];

fn named(figures: &[u64]) -> Vec<(&'static str, u64)> {
    NAMES.into_iter().zip(figures.iter().copied()).collect()
}

#[test]
fn an_ordinary_week_is_usual_and_one_with_a_campaign_is_not() {
    let before = [1_010, 980, 1_000, 1_030, 960, 1_005];
    let usual = weeks(1_040, &before);
    assert_eq!((usual.usual, usual.is_unusual), (Some(1_000), Some(false)));
    // 4.9.. standard deviations by Student's t are 24.4 × 5.507 × √(7/6) = 145.
    assert_eq!((usual.low, usual.high), (Some(855), Some(1_145)));
    assert_eq!(weeks(1_146, &before).is_unusual, Some(true));
    assert_eq!(weeks(854, &before).is_unusual, Some(true));
}

#[test]
fn weeks_that_are_all_alike_still_vary_as_counts_do() {
    let whole = weeks(100, &[100; 6]);
    // 3 × √100 × √(7/6) = 32.4.
    assert_eq!((whole.low, whole.high), (Some(68), Some(132)));
}

#[test]
fn what_few_points_vary_by_is_not_rounded_away() {
    let figures: Vec<_> = [9, 11, 10, 10].into_iter().map(|n| (Some(n), Some(n))).collect();
    let whole = whole(Metric::Points, (Some(12), Some(12)), &figures);
    // 9.219 × √(2/3) × √(5/4) = 8.4.
    assert_eq!((whole.low, whole.usual, whole.high), (Some(2), Some(10), Some(18)));
}

#[test]
fn of_a_young_site_nothing_is_said() {
    let whole = weeks(100, &[50, 50, 0, 0, 0, 0]);
    assert_eq!((whole.usual, whole.is_unusual), (None, None));
    assert_eq!(whole.before, [Some(50), Some(50)]);
    assert!(explain(Dimension::Channel, &whole, &[], &[], 5).is_none());
    // A quiet week within is one.
    assert_eq!(weeks(100, &[50, 50, 50, 0, 50, 50]).before.len(), 3);
}

#[test]
fn who_moved_explains_it_and_all_alike_explain_nothing() {
    let whole = weeks(900, &[500; 6]);
    let before = named(&[1_500, 600, 900]);
    let alike = by_channel(&whole, &named(&[450, 180, 270]), &before);
    assert_eq!((alike.explains, alike.moved_milli), (false, 0));
    let moved = by_channel(&whole, &named(&[250, 500, 150]), &before);
    assert!(moved.explains);
    let first = &moved.rows[0];
    assert_eq!((&*first.name, first.usual, first.change), ("email", 100, 400));
    assert!(first.is_unusual);
    assert!(!moved.rows[1].is_unusual, "{moved:?}");
}

#[test]
fn what_was_never_there_explains_it_too() {
    let whole = weeks(600, &[500; 6]);
    let moved = by_channel(&whole, &[("direct", 500), ("email", 100)], &[("direct", 3_000)]);
    assert!(moved.explains);
    assert_eq!((&*moved.rows[0].name, moved.rows[0].usual), ("email", 0));
}

#[test]
fn what_is_hidden_on_one_side_is_told_on_neither() {
    let whole = weeks(540, &[500; 6]);
    let now = [("direct", 500), ("email", 40)];
    let moved = by_channel(&whole, &now, &[("direct", 2_990), ("(other)", 10)]);
    let names: Vec<_> = moved.rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["direct", "(other)"]);
    assert_eq!(moved.rows[1].now, 40);
}

proptest! {
    /// What the values add is the change, but for half a visit each by rounding.
    #[test]
    fn changes_add_up(
        now in prop::collection::vec(0..10_000_u64, 6),
        before in prop::collection::vec(0..60_000_u64, 6),
        usual in 1..60_000_u64,
    ) {
        prop_assume!(now.iter().sum::<u64>() > 0 && before.iter().sum::<u64>() > 0);
        let all: u64 = now.iter().sum();
        let whole = weeks(all, &[usual; 6]);
        let moved = by_channel(&whole, &named(&now), &named(&before));
        let sum: i64 = moved.rows.iter().map(|row| row.change).sum();
        let change = all.cast_signed() - usual.cast_signed();
        prop_assert!(sum.abs_diff(change) <= 3, "{sum} of {change}");
        prop_assert_eq!(moved.values, 6);
    }

    /// The order of rows and of the weeks before says nothing about them.
    #[test]
    fn order_makes_no_difference(
        now in prop::collection::vec(0..1_000_u64, 6),
        before in prop::collection::vec(1..6_000_u64, 6),
        weekly in prop::collection::vec(1..5_000_u64, 6),
    ) {
        let whole = weeks(now.iter().sum(), &weekly);
        let mut back = weekly;
        back.reverse();
        let other = weeks(now.iter().sum(), &back);
        prop_assert_eq!((whole.usual, whole.low, whole.high), (other.usual, other.low, other.high));
        let (mut first, mut second) = (named(&now), named(&before));
        let moved = by_channel(&whole, &first, &second);
        first.reverse();
        second.rotate_left(2);
        prop_assert_eq!(moved, by_channel(&whole, &first, &second));
    }

    /// No figure overflows, however large.
    #[test]
    fn large_sums_are_judged(
        now in prop::collection::vec(0..=1_u64 << 50, 6),
        before in prop::collection::vec(0..=1_u64 << 52, 6),
        weekly in prop::collection::vec(0..=1_u64 << 52, 6),
    ) {
        let figures: Vec<_> = weekly.iter().map(|n| (Some(*n), Some(1))).collect();
        let all = now.iter().sum();
        let whole = whole(Metric::EngagedMs, (Some(all), Some(1)), &figures);
        if whole.usual.is_some() {
            by_channel(&whole, &named(&now), &named(&before));
        }
    }
}
