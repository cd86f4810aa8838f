//! The ungate ledger: every day in one arm, every figure as it is naively counted, no span of few in
//! any.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use ungated_shared::report::ungate::{Arm, Asked, Wanted};
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Partial, Question, ViewFact, VisitFact};
use ungated_shared::ungate::Assets;

use crate::{anonymity, any};

const DAY_MS: u64 = 86_400_000;
/// 2025-11-19, when the visits of [`any::visit_fact`] begin, which are over four days and a half.
const FIRST_MS: u64 = 1_763_510_400_000;

fn date(ago: i64) -> String {
    let ms = i64::try_from(FIRST_MS).unwrap() + ago * DAY_MS as i64;
    jiff::Timestamp::from_millisecond(ms).unwrap().strftime("%Y-%m-%d").to_string()
}

fn asset(path: &str, periods: &[(i64, Option<i64>)]) -> Assets {
    let period = |(from, until): &(i64, Option<i64>)| match until {
        Some(until) => json!({"from": date(*from), "until": date(*until), "form_fills": 3}),
        None => json!({"from": date(*from)}),
    };
    let gated: Vec<Value> = periods.iter().map(period).collect();
    let assets = json!([{"title": "A", "path": path, "gated": gated}]);
    let read = Assets::parse(&assets.to_string()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&read.to_json()).unwrap(), assets);
    read
}

/// Periods in order, around these days: each by its distance from the one before, and its length.
fn periods() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    (-8..4i64, vec((1..4i64, 0..4i64), 1..4), any::<bool>()).prop_map(|(start, steps, is_open)| {
        let mut from = start;
        let mut all = Vec::new();
        for (gap, length) in steps {
            from += gap;
            all.push((from, Some(from + length)));
            from += length;
        }
        if let Some(last) = all.last_mut().filter(|_| is_open) {
            last.1 = None;
        }
        all
    })
}

fn asked(first: i64, last: i64) -> Asked {
    let asked = json!({"site": "demo", "date_range": [date(first), date(last)]});
    serde_json::from_value(asked).unwrap()
}

fn answers(visits: &[VisitFact], wanted: &Wanted<'_>, k: u64) -> Vec<Partial> {
    let answer = |question: &Question| {
        let shown = (k > 1).then(|| anonymity::shown(visits, question, k));
        anonymity::partial(visits, question, shown.as_ref())
    };
    wanted.questions().map(answer).collect()
}

/// Visits with a bit of everything, and as many hands up as down.
fn visits() -> impl Strategy<Value = Vec<VisitFact>> {
    let visit = (any::visit_fact(), vec((0..3u32, 0..101u32), 6)).prop_map(|(mut visit, more)| {
        for (view, (raises, read)) in visit.views.iter_mut().zip(more) {
            view.hand_raises = raises.saturating_sub(1);
            view.words_read = view.words * read / 100;
        }
        visit
    });
    vec(visit, 0..60)
}

/// What an arm has, on the days that are of it.
fn naive(visits: &[VisitFact], item: &str, is_of: impl Fn(i64) -> bool) -> [u64; 5] {
    let mut sums = [0; 5];
    for visit in visits.iter().filter(|visit| visit.bot.is_empty()) {
        let own: Vec<_> = visit.views.iter().filter(|view| view.item == item).collect();
        let day = (visit.start_ms / DAY_MS) as i64 - (FIRST_MS / DAY_MS) as i64;
        if own.is_empty() || !is_of(day) {
            continue;
        }
        sums[0] += 1;
        sums[1] += own.len() as u64;
        let is_read = |words: u32, read: u32| words > 0 && 2 * read >= words;
        sums[2] += own.iter().filter(|view| is_read(view.words, view.words_read)).count() as u64;
        sums[3] += own.iter().map(|view| u64::from(view.engaged_ms)).sum::<u64>();
        sums[4] += u64::from(visit.views.iter().any(|view| view.hand_raises > 0));
    }
    sums
}

fn figures(arm: &Arm) -> Option<[u64; 5]> {
    Some([arm.visits?, arm.pageviews?, arm.reads?, arm.engaged_ms?, arm.raising_visits?])
}

proptest! {
    #[test]
    fn each_day_is_in_one_arm(
        periods in periods(),
        first in -9..6i64,
        days in 0..12i64,
        today in -4..9i64,
    ) {
        let assets = asset("/item/1/", &periods);
        let last = first + days;
        let now_ms = FIRST_MS.checked_add_signed(today * DAY_MS as i64 + 5).unwrap();
        let wanted = asked(first, last).check(&assets, now_ms, &utc, 5).unwrap().remove(0);
        let is_gated = |day: i64| {
            periods.iter().any(|(from, until)| *from <= day && until.is_none_or(|until| day <= until))
        };
        let mut seen = Vec::new();
        for (spans, gated) in [(&wanted.gated, true), (&wanted.ungated, false)] {
            for span in spans {
                let range = span.question.range;
                let of = |ms: u64| (ms / DAY_MS) as i64 - (FIRST_MS / DAY_MS) as i64;
                let days: Vec<i64> = (of(range.from)..of(range.to)).collect();
                prop_assert_eq!(days.len(), span.days as usize);
                prop_assert!(days.iter().all(|day| is_gated(*day) == gated));
                seen.extend(days);
            }
        }
        seen.sort_unstable();
        prop_assert_eq!(seen, (first..=last.min(today)).collect::<Vec<_>>());
    }

    #[test]
    fn where_everything_is_told_figures_are_as_naively_counted(
        visits in visits(),
        periods in periods(),
        first in -2..3i64,
        days in 0..9i64,
    ) {
        let assets = asset("/item/1/", &periods);
        let last = first + days;
        let now_ms = FIRST_MS + 20 * DAY_MS;
        let wanted = asked(first, last).check(&assets, now_ms, &utc, 1).unwrap().remove(0);
        let row = wanted.finish(answers(&visits, &wanted, 1), 1);
        let is_gated = |day: i64| {
            periods.iter().any(|(from, until)| *from <= day && until.is_none_or(|until| day <= until))
        };
        for (arm, gated) in [(&row.gated, true), (&row.ungated, false)] {
            prop_assert_eq!(arm.days, arm.told_days);
            let is_of = |day: i64| (first..=last).contains(&day) && is_gated(day) == gated;
            let naive = naive(&visits, "/item/1/", is_of);
            prop_assert_eq!(figures(arm), (arm.days > 0).then_some(naive));
        }
        let is_told = row.form_fills.is_some();
        let touched = || periods.iter().filter(|(from, until)| {
            *from <= last && until.is_none_or(|until| until >= first)
        });
        let is_whole = touched().all(|(from, until)| {
            *from >= first && until.is_some_and(|until| until <= last)
        });
        prop_assert_eq!(is_told, is_whole && touched().count() > 0);
        prop_assert!(row.form_fills.is_none_or(|fills| fills == 3 * touched().count() as u64));
    }

    #[test]
    fn an_arm_is_the_sum_of_what_its_spans_tell_by_themselves(
        visits in visits(),
        periods in periods(),
        k in 2..6u64,
        path in prop::sample::select(vec!["/item/1/", "/item/*/", "/**"]),
    ) {
        let assets = asset(path, &periods);
        let now_ms = FIRST_MS + 20 * DAY_MS;
        let wanted = asked(-2, 6).check(&assets, now_ms, &utc, k).unwrap().remove(0);
        let told = answers(&visits, &wanted, k);
        let rows: Vec<Option<Vec<u64>>> = wanted.questions().zip(&told).map(|(question, answer)| {
            answer.rows(question, k).remove(0).metrics.into_iter().collect()
        }).collect();
        let row = wanted.finish(told, k);
        let (of_gated, of_ungated) = rows.split_at(wanted.gated.len());
        for (arm, rows) in [(&row.gated, of_gated), (&row.ungated, of_ungated)] {
            let told: Vec<&Vec<u64>> = rows.iter().flatten().collect();
            prop_assert!(told.iter().all(|figures| figures[0] >= k), "{told:?}");
            let sum = |at: usize| told.iter().map(|figures| figures[at]).sum::<u64>();
            let sums = [0, 1, 2, 3, 4].map(sum);
            prop_assert_eq!(figures(arm), (!told.is_empty()).then_some(sums));
        }
    }

    #[test]
    fn any_json_is_read_or_what_is_wrong_is_said(
        given in any::json(&["title", "path", "gated", "from", "until", "form_fills"]),
    ) {
        match Assets::parse(&given.to_string()) {
            Ok(assets) => prop_assert_eq!(Assets::parse(&assets.to_json()).unwrap(), assets),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}

#[test]
fn a_slash_at_the_end_makes_no_difference() {
    let views = ["/a", "/a/", "/a/b", "/a/b/", "/b", "/", "/A"];
    let of = |path: &str| {
        let assets = asset(path, &[(0, None)]);
        let wanted = asked(0, 1).check(&assets, FIRST_MS + DAY_MS, &utc, 1).unwrap().remove(0);
        let view = |item: &str| ViewFact { item: item.into(), ..ViewFact::default() };
        let visit = |item: &str| VisitFact {
            start_ms: FIRST_MS,
            views: vec![view(item)],
            ..VisitFact::default()
        };
        let is_of = |item: &&str| {
            let answers = answers(&[visit(item)], &wanted, 1);
            wanted.finish(answers, 1).gated.visits == Some(1)
        };
        views.into_iter().filter(is_of).collect::<Vec<_>>()
    };
    assert_eq!(of("/a"), ["/a", "/a/"]);
    assert_eq!(of("/a/"), ["/a", "/a/"]);
    assert_eq!(of("/a/*"), ["/a/", "/a/b", "/a/b/"]);
    assert_eq!(of("/a/**"), ["/a", "/a/", "/a/b", "/a/b/"]);
    assert_eq!(of("/"), ["/"]);
    assert_eq!(of("/**"), ["/a", "/a/", "/a/b", "/a/b/", "/b", "/", "/A"]);
}

#[test]
fn what_is_wrong_with_an_asset_is_said_by_its_place() {
    let fine = json!({"title": "A", "path": "/a/", "gated": [{"from": "2026-01-01"}]});
    let with = |key: &str, value: Value| {
        let mut asset = fine.clone();
        asset[key] = value;
        let errors = Assets::parse(&json!([asset]).to_string()).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    let gated = |periods: Value| with("gated", periods);
    let long = "a".repeat(200);
    for (said, wanted) in [
        (with("title", json!("A")), ""),
        (with("title", json!("")), "rules[0].title: not empty"),
        (with("title", json!(7)), "rules[0].title: a text in quotes, not the number 7"),
        (with("path", json!("a")), "rules[0].path: a path starts with “/”"),
        (with("path", json!(format!("/{long}"))), "rules[0].path: at most 199 characters"),
        (with("path", json!(format!("/{}", "ü".repeat(100)))), "rules[0].path: at most 199 bytes"),
        (
            with("path", json!("https://a.example/b")),
            "rules[0].path: a path such as “/papers/heat/”, without the scheme and the host",
        ),
        (
            with("path", json!("/a?b")),
            "rules[0].path: a path has no “?” or “#”: queries and fragments are never kept",
        ),
        (
            with("until", json!(1)),
            "rules[0]: no such key as “until”: known are “title”, “path” and “gated”",
        ),
        (gated(json!({})), "rules[0].gated: a list in [ ], not an object"),
        (gated(json!([])), "rules[0].gated: 1 to 4 periods, not 0"),
        (gated(json!([{}])), "rules[0].gated[0].from: missing: the first day, as “2026-01-31”"),
        (
            gated(json!([{"from": "2026-02-30"}])),
            "rules[0].gated[0].from: a day from 1970 on, as “2026-01-31”, not “2026-02-30”",
        ),
        (
            gated(json!([{"from": "1969-12-31"}])),
            "rules[0].gated[0].from: a day from 1970 on, as “2026-01-31”, not “1969-12-31”",
        ),
        (
            gated(json!([{"from": 20_260_101}])),
            "rules[0].gated[0].from: a day from 1970 on, as “2026-01-31”, not the number 20260101",
        ),
        (
            gated(json!([{"from": "2026-01-02", "until": "2026-01-01"}])),
            "rules[0].gated[0].until: not before “from”",
        ),
        (gated(json!([{"from": "2026-01-02", "until": "2026-01-02", "form_fills": 0}])), ""),
        (
            gated(json!([{"from": "2026-01-02", "form_fills": 1_000_001}])),
            "rules[0].gated[0].form_fills: a whole number from 0 to 1000000, not the number 1000001",
        ),
        (
            gated(json!([{"from": "2026-01-02"}, {"from": "2026-02-02"}])),
            "rules[0].gated[1]: periods are in order and share no day",
        ),
        (
            gated(json!([{"from": "2026-01-02", "until": "2026-02-02"}, {"from": "2026-02-02"}])),
            "rules[0].gated[1]: periods are in order and share no day",
        ),
    ] {
        assert_eq!(said, wanted);
    }
    let many = Value::from_iter((0..11).map(|_| fine.clone()));
    let errors = Assets::parse(&many.to_string()).unwrap_err();
    assert_eq!(errors[0].to_string(), "rules: at most 10 rules, not 11");
}
