//! Questions: their bounds, and their answers as they are naively counted.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use ungated_shared::limit;
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Asked, Partial, Question, Row, ViewFact, VisitFact, comparison};
use ungated_shared::statistics::histogram::Histogram;

use crate::any;

/// 2025-11-21T00:00Z.
const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;

fn check(more: &Value) -> Result<Question, &'static str> {
    let mut asked = json!({"site": "demo", "metrics": ["visits"],
        "date_range": ["2025-11-17", "2025-11-23"]});
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let asked: Asked = serde_json::from_value(asked).map_err(|_| "body")?;
    asked.check(NOW_MS, &utc, limit::K).map_err(|invalid| invalid.field.word())
}

fn clause() -> Value {
    json!(["is", "item", ["x"]])
}

fn nested(depth: usize) -> Value {
    (1..depth).fold(clause(), |inner, _| json!(["not", inner]))
}

/// So many days, the first of them 2023-01-01.
fn days(n: usize) -> Value {
    let last = (1_672_531_200_000 + (n as u64 - 1) * DAY_MS) as i64;
    let last = jiff::Timestamp::from_millisecond(last).unwrap().strftime("%Y-%m-%d").to_string();
    json!(["2023-01-01", last])
}

/// A field, its bound, and questions that come to a number in it.
type Bound = (&'static str, usize, fn(usize) -> Value);

const BOUNDS: [Bound; 11] = [
    ("metrics", limit::METRICS, |n| json!({"metrics": vec!["visits"; n]})),
    ("dimensions", limit::DIMENSIONS, |n| json!({"dimensions": vec!["item"; n]})),
    ("dimensions", limit::WIDTH, |n| {
        let names = ["item", "topic", "channel", "source", "country", "device", "standing"];
        json!({"filters": names[..n].iter().map(|d| json!(["is", d, ["x"]])).collect::<Vec<_>>()})
    }),
    ("filters", limit::CLAUSES, |n| json!({"filters": vec![clause(); n]})),
    ("filters", limit::CLAUSE_DEPTH, |n| json!({"filters": [nested(n)]})),
    ("filters", limit::VALUES, |n| json!({"filters": [["is", "item", vec!["x"; n]]]})),
    (
        "filters",
        limit::PATTERN_BYTES,
        |n| json!({"filters": [["matches", "item", ["*".repeat(n)]]]}),
    ),
    ("limit", limit::ROWS, |n| json!({ "limit": n })),
    ("date_range", limit::DAYS as usize, |n| json!({"date_range": days(n)})),
    ("comparison", limit::DAYS as usize, |n| json!({"comparison": days(n)})),
    // 417 days have 10,008 hours.
    (
        "include",
        416,
        |n| json!({"date_range": days(n), "dimensions": ["time:hour"], "include": {"empty_buckets": true}}),
    ),
];

#[test]
fn bounds_hold_to_the_last() {
    for (field, most, question) in BOUNDS {
        for n in [most - 1, most] {
            assert!(check(&question(n)).is_ok(), "{field} {n}");
        }
        assert_eq!(check(&question(most + 1)).err(), Some(field), "{field} {most}");
    }
    // Where everything may be shown, visits are not counted by subsets.
    let names = ["item", "topic", "channel", "source", "country", "device", "standing"];
    let filters = names.map(|dimension| json!(["is", dimension, ["x"]]));
    let wide =
        json!({"site": "demo", "metrics": ["visits"], "date_range": "day", "filters": filters});
    assert!(serde_json::from_value::<Asked>(wide).unwrap().check(NOW_MS, &utc, 1).is_ok());
    assert_eq!(check(&json!({"include": {"empty_buckets": true}})).err(), Some("include"));
    let items = json!({"dimensions": ["item"], "include": {"empty_buckets": true}});
    assert_eq!(check(&items).err(), Some("include"));
    assert_eq!(check(&json!({"comparison": "next_period"})).err(), Some("body"));
    assert_eq!(
        check(&json!({"comparison": ["2025-02-02", "2025-02-01"]})).err(),
        Some("comparison")
    );
}

#[test]
fn earlier_days_have_names() {
    let days = |first: &str, last: &str, comparison: Value| {
        let question = check(&json!({"date_range": [first, last], "comparison": comparison}));
        let range = question.unwrap().comparison.unwrap();
        let day = |ms: u64| {
            let moment = jiff::Timestamp::from_millisecond(ms as i64).unwrap();
            moment.strftime("%Y-%m-%d").to_string()
        };
        [day(range.from), day(range.to - 1)]
    };
    let previous = json!("previous_period");
    assert_eq!(days("2025-03-01", "2025-03-07", previous.clone()), ["2025-02-22", "2025-02-28"]);
    assert_eq!(days("2024-03-01", "2024-03-01", previous), ["2024-02-29", "2024-02-29"]);
    let year = json!("year_before");
    assert_eq!(days("2025-02-01", "2025-03-31", year.clone()), ["2024-02-01", "2024-03-31"]);
    assert_eq!(days("2024-02-29", "2024-02-29", year), ["2023-02-28", "2023-02-28"]);
    let own = json!(["2020-01-01", "2020-01-02"]);
    assert_eq!(days("2025-02-01", "2025-03-31", own), ["2020-01-01", "2020-01-02"]);
}

/// What one row has, counted one by one.
#[derive(Default)]
struct Naive {
    visits: BTreeSet<usize>,
    pageviews: u64,
    points: u64,
    reads: u64,
    raising: BTreeSet<usize>,
    engaged: BTreeMap<usize, u64>,
}

type Condition = fn(&VisitFact, &ViewFact) -> bool;

/// Filters, and what they say in Rust.
const FILTERS: [(&str, Condition); 6] = [
    (r#"["is", "channel", ["direct", "email"]]"#, |visit, _| visit.channel != "referral"),
    (r#"["matches", "item", ["/*/1/", "**3/"]]"#, |_, view| {
        ["/item/1/", "/item/3/"].contains(&view.item.as_str())
    }),
    (r#"["matches_not", "item", ["/*", "/item/2**"]]"#, |_, view| view.item != "/item/2/"),
    (r#"["contains_not", "topic", ["C 1"]]"#, |_, view| view.topic != "topic 1"),
    (r#"["not", ["is_not", "device", ["mobile"]]]"#, |visit, _| visit.device == "mobile"),
    (r#"["or", [["is", "entry", ["/item/0/"]], ["is", "author", ["(none)"]]]]"#, |_, _| true),
];

fn naive(
    visits: &[VisitFact],
    question: &Question,
    condition: Condition,
) -> BTreeMap<Vec<String>, Naive> {
    let mut rows: BTreeMap<Vec<String>, Naive> = BTreeMap::new();
    for (at, visit) in visits.iter().enumerate() {
        let in_range = (question.range.from..question.range.to).contains(&visit.start_ms);
        for view in visit.views.iter().filter(|_| in_range && visit.bot.is_empty()) {
            if condition(visit, view) {
                let name = question
                    .dimensions
                    .iter()
                    .map(|d| visit.value(*d, view, &question.zone).into_owned());
                let row = rows.entry(name.collect()).or_default();
                row.visits.insert(at);
                row.pageviews += 1;
                row.points += u64::from(view.points);
                row.reads += u64::from(view.words > 0 && 2 * view.words_read >= view.words);
                row.raising.extend(visit.views.iter().any(|it| it.hand_raises > 0).then_some(at));
                *row.engaged.entry(at).or_default() += u64::from(view.engaged_ms);
            }
        }
    }
    rows
}

/// The smallest value that so many percent do not exceed.
fn quantile(engaged: &BTreeMap<usize, u64>, percent: usize) -> u64 {
    let mut sorted: Vec<u64> = engaged.values().copied().collect();
    sorted.sort_unstable();
    sorted[(sorted.len() * percent).div_ceil(100) - 1]
}

fn dimensions() -> impl Strategy<Value = Value> {
    select(vec![
        json!([]),
        json!(["item"]),
        json!(["topic", "channel"]),
        json!(["path"]),
        json!(["time:hour"]),
        json!(["time:day"]),
        json!(["time:week", "device"]),
        json!(["time:month"]),
    ])
}

fn partial(visits: &[VisitFact], question: &Question) -> Partial {
    let mut merged = Partial::default();
    for shard in 0..3 {
        let mut part = Partial::default();
        let own = visits.iter().skip(shard).step_by(3);
        own.for_each(|visit| part.add(question, None, visit));
        let json = serde_json::to_string(&part).unwrap();
        merged.merge(serde_json::from_str(&json).unwrap());
    }
    merged
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Three regions' answers, merged, are what all facts say.
    #[test]
    fn an_answer_is_as_naively_counted(
        visits in vec(any::visit_fact(), 0..40),
        dimensions in dimensions(),
        filter in select(FILTERS.to_vec()),
        last in 19..25u8,
    ) {
        let (text, condition) = filter;
        let filter: Value = serde_json::from_str(text).unwrap();
        let question = check(&json!({"dimensions": dimensions, "filters": [filter],
            "date_range": ["2025-11-19", format!("2025-11-{last}")],
            "metrics": ["visits", "pageviews", "points", "reads", "raising_visits",
                "engaged_ms_p25", "engaged_ms_median", "engaged_ms_p75", "engaged_ms_p90"]})).unwrap();
        let expected = naive(&visits, &question, condition);
        let rows = partial(&visits, &question).rows(&question, 1);
        if !expected.is_empty() || !question.dimensions.is_empty() {
            prop_assert_eq!(rows.len(), expected.len());
        }
        for row in rows.iter().filter(|_| !expected.is_empty()) {
            let naive = &expected[&row.dimensions];
            let (visits, raising) = (naive.visits.len() as u64, naive.raising.len() as u64);
            let counted = [visits, naive.pageviews, naive.points, naive.reads, raising];
            prop_assert_eq!(&row.metrics[..5], &counted.map(Some)[..]);
            for (metric, percent) in row.metrics[5..].iter().zip([25, 50, 75, 90]) {
                let exact = quantile(&naive.engaged, percent);
                let off = metric.unwrap().abs_diff(exact);
                prop_assert!(off * Histogram::ERROR_DIVISOR <= exact, "{metric:?} for {exact}");
            }
        }
    }

    /// What stands beside a row is what the earlier days answer by themselves.
    #[test]
    fn a_comparison_is_the_answer_of_the_other_days(
        visits in vec(any::visit_fact(), 0..40),
        dimension in select(vec!["item", "channel", "time:day", "time:hour"]),
    ) {
        let question = check(&json!({"dimensions": [dimension], "metrics": ["visits", "points"],
            "date_range": ["2025-11-21", "2025-11-22"], "comparison": "previous_period"})).unwrap();
        let earlier = question.earlier().unwrap();
        let mut rows = partial(&visits, &question).rows(&question, 1);
        comparison::put(&mut rows, &question, &earlier, &partial(&visits, &earlier), 1);
        let alone = check(&json!({"dimensions": [dimension], "metrics": ["visits", "points"],
            "date_range": ["2025-11-19", "2025-11-20"]})).unwrap();
        let alone = partial(&visits, &alone).rows(&alone, 1);
        let two_days_before = |name: &str| {
            name.replace("2025-11-21", "2025-11-19").replace("2025-11-22", "2025-11-20")
        };
        for row in rows {
            let name = two_days_before(&row.dimensions[0]);
            let own = alone.iter().find(|earlier| earlier.dimensions[0] == name);
            let figures = own.map_or(vec![Some(0), Some(0)], |earlier| earlier.metrics.clone());
            prop_assert_eq!(row.comparison, Some(figures));
        }
    }

    /// Of a bucket that has none before it nothing is said, least of all its own figures.
    #[test]
    fn a_bucket_without_another_is_compared_with_nothing(visits in vec(any::visit_fact(), 1..40)) {
        let question = check(&json!({"dimensions": ["time:day"], "metrics": ["visits"],
            "date_range": ["2025-11-19", "2025-11-23"],
            "comparison": ["2025-11-20", "2025-11-21"]})).unwrap();
        let earlier = question.earlier().unwrap();
        let mut rows = partial(&visits, &question).rows(&question, 1);
        let own = |rows: &[Row], day: &str| {
            rows.iter().find(|row| row.dimensions[0] == day).map(|row| row.metrics.clone())
        };
        let first = own(&rows, "2025-11-20").unwrap_or(vec![Some(0)]);
        comparison::put(&mut rows, &question, &earlier, &partial(&visits, &earlier), 1);
        for row in rows {
            match row.dimensions[0].as_str() {
                "2025-11-19" => prop_assert_eq!(row.comparison, Some(first.clone())),
                "2025-11-20" => {}
                _ => prop_assert_eq!(row.comparison, Some(vec![None])),
            }
        }
    }

    /// Buckets of nothing are there up to now, in order, and change no sum.
    #[test]
    fn empty_buckets_are_filled(visits in vec(any::visit_fact(), 0..20)) {
        let ask = |include: Value| check(&json!({"dimensions": ["time:day"], "include": include,
            "date_range": ["2025-11-18", "2025-11-23"]})).unwrap();
        let (plain, filled) = (ask(json!({})), ask(json!({"empty_buckets": true})));
        let answer = partial(&visits, &filled);
        let rows = answer.rows(&filled, 1);
        let of = |n: &u8| format!("2025-11-{n}");
        let names: BTreeSet<String> = rows.iter().map(|row| row.dimensions[0].clone()).collect();
        prop_assert!(rows.is_sorted_by_key(|row| row.dimensions.clone()));
        prop_assert!((18..=21).all(|n| names.contains(&of(&n))));
        let some: Vec<_> = rows.iter().filter(|row| row.metrics[0] != Some(0)).cloned().collect();
        prop_assert_eq!(&some, &answer.rows(&plain, 1));
        // Where few may not be told from none, none is not told.
        let told = answer.rows(&filled, 1_000);
        prop_assert!(told.iter().all(|row| row.metrics[0].is_none()));
    }
}
