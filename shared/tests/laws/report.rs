use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Asked, BANDS, Caveat, Partial, Question, VisitFact};
use ungated_shared::statistics::histogram::Histogram;

use crate::any;

fn question(dimensions: &str) -> Question {
    let asked = format!(
        r#"{{"site": "demo", "date_range": ["2025-11-19", "2025-11-23"],
            "metrics": ["visits", "pageviews", "engaged_ms", "engaged_ms_median", "read_through",
                        "depth", "hand_raises", "engagement", "intent", "points", "fit"],
            "dimensions": {dimensions}, "filters": [["is_not", "stage", ["decision"]]]}}"#
    );
    serde_json::from_str::<Asked>(&asked).unwrap().check(1_763_683_200_000, &utc, 1).unwrap()
}

fn partial(question: &Question, visits: &[VisitFact]) -> Partial {
    let mut partial = Partial::default();
    visits.iter().for_each(|visit| partial.add(question, None, visit));
    partial
}

fn dimensions() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "[]",
        r#"["item"]"#,
        r#"["topic", "channel"]"#,
        r#"["path"]"#,
        r#"["time:hour"]"#,
        r#"["device"]"#,
        r#"["bot"]"#,
        r#"["segment"]"#,
        r#"["heard", "channel"]"#,
        r#"["fit_band", "engagement_band"]"#,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What the headline leaves out is what it says it leaves out, and what the classes of bots
    /// show.
    #[test]
    fn bots_are_left_out_counted_and_shown(visits in vec(any::visit_fact(), 0..24)) {
        let visits_of = |answer: &Partial, question: &Question| {
            let rows = answer.rows(question, 1);
            rows.into_iter().map(|row| (row.dimensions, row.metrics[0].unwrap())).collect::<Vec<_>>()
        };
        let headline = question("[]");
        let answer = partial(&headline, &visits);
        let people = visits_of(&answer, &headline)[0].1;
        let classes = question(r#"["bot"]"#);
        let shown = partial(&classes, &visits);
        prop_assert_eq!(shown.bot_visits(&classes, 1), Some(0));
        let (none, bots): (Vec<_>, Vec<_>) =
            visits_of(&shown, &classes).into_iter().partition(|(name, _)| name[0] == "(none)");
        prop_assert_eq!(none.iter().map(|(_, n)| n).sum::<u64>(), people);
        prop_assert_eq!(Some(bots.iter().map(|(_, n)| n).sum::<u64>()), answer.bot_visits(&headline, 1));
    }

    /// The matrix has every visit once, in the bands in which its fit and its engagement lie.
    #[test]
    fn the_matrix_of_fit_and_engagement_holds_every_visit_once(
        visits in vec(any::visit_fact(), 0..24),
    ) {
        let matrix = question(r#"["fit_band", "engagement_band"]"#);
        let answer = partial(&matrix, &visits);
        let mut cells = BTreeMap::new();
        for visit in visits.iter().filter(|visit| visit.bot.is_empty()) {
            if visit.views.iter().any(|view| view.stage != "decision") {
                let band = |score: u8| BANDS[usize::from(score.min(99)) / 20].to_string();
                let cell: &mut Vec<u64> =
                    cells.entry(vec![band(visit.fit), band(visit.engagement)]).or_default();
                cell.push(visit.fit.into());
            }
        }
        let rows = answer.rows(&matrix, 1).into_iter();
        let told: BTreeMap<_, _> =
            rows.map(|row| (row.dimensions, (row.metrics[0], row.metrics[10]))).collect();
        let wanted: BTreeMap<_, _> = cells.into_iter().map(|(name, fits)| {
            let (visits, sum) = (fits.len() as u64, fits.iter().sum::<u64>());
            (name, (Some(visits), Some(sum / visits)))
        }).collect();
        prop_assert_eq!(told, wanted);
    }

    /// What readers said against the channel that was seen: every visit once, also those that said
    /// nothing.
    #[test]
    fn answers_against_channels_hold_every_visit_once(visits in vec(any::visit_fact(), 0..24)) {
        let matrix = question(r#"["heard", "channel"]"#);
        let mut cells: BTreeMap<Vec<String>, u64> = BTreeMap::new();
        for visit in visits.iter().filter(|visit| visit.bot.is_empty()) {
            if visit.views.iter().any(|view| view.stage != "decision") {
                let said = if visit.heard.is_empty() { "(none)" } else { &visit.heard };
                *cells.entry(vec![said.into(), visit.channel.clone()]).or_default() += 1;
            }
        }
        let rows = partial(&matrix, &visits).rows(&matrix, 1).into_iter();
        let told: BTreeMap<_, _> =
            rows.map(|row| (row.dimensions, row.metrics[0].unwrap())).collect();
        prop_assert_eq!(told, cells);
    }

    /// What an answer is to be read with is what stands beside it.
    #[test]
    fn caveats_say_what_the_answer_says(visits in vec(any::visit_fact(), 0..24), k in 1..7u64) {
        for dimensions in [r#"["heard"]"#, r#"["segment"]"#, r#"["channel"]"#] {
            let asked = question(dimensions);
            let answer = partial(&asked, &visits);
            let mut wanted = Vec::new();
            if answer.simulated_visits(k).unwrap_or(0) > 0 {
                wanted.push(Caveat::Simulated);
            }
            if dimensions.contains("heard") {
                wanted.extend([Caveat::SelfReported, Caveat::SeveralAnswers]);
            }
            let people = visits.iter().filter(|visit| {
                visit.bot.is_empty() && visit.views.iter().any(|view| view.stage != "decision")
            });
            let classified = answer.classified_visits(&asked, k);
            if classified.is_some_and(|classified| classified < people.count() as u64) {
                wanted.push(Caveat::UnclassifiedNetworks);
            }
            prop_assert_eq!(answer.caveats(&asked, k), wanted);
        }
    }

    /// For how many visits the organisation is known is told where these and the others are nothing or
    /// enough, and only where it is asked for.
    #[test]
    fn classified_visits_are_told_if_they_are_enough(
        visits in vec(any::visit_fact(), 0..24),
        k in 1..7u64,
    ) {
        let segments = question(r#"["segment"]"#);
        let counts = |visit: &&VisitFact| {
            visit.bot.is_empty() && visit.views.iter().any(|view| view.stage != "decision")
        };
        let all: Vec<&VisitFact> = visits.iter().filter(counts).collect();
        let classified = all.iter().filter(|visit| visit.classified).count() as u64;
        let few = [classified, all.len() as u64 - classified].iter().any(|n| (1..k).contains(n));
        let told = partial(&segments, &visits).classified_visits(&segments, k);
        prop_assert_eq!(told, (!few).then_some(classified));
        let visits_only: Asked = serde_json::from_str(
            r#"{"site": "demo", "date_range": "day", "metrics": ["visits"]}"#,
        ).unwrap();
        let visits_only = visits_only.check(1_763_683_200_000, &utc, 1).unwrap();
        prop_assert_eq!(partial(&visits_only, &visits).classified_visits(&visits_only, 1), None);
    }

    /// However visits are spread over shards and in whatever order shards answer.
    #[test]
    fn shards_answer_as_one(
        visits in vec(any::visit_fact(), 0..24),
        shards in vec(0..4usize, 24),
        turn in 0..4usize,
        dimensions in dimensions(),
    ) {
        let question = question(dimensions);
        let whole = partial(&question, &visits);
        let mut parts: Vec<Partial> = (0..4).map(|shard| {
            let own = visits.iter().zip(&shards).filter(|(_, s)| **s == shard);
            partial(&question, &own.map(|(v, _)| v.clone()).collect::<Vec<_>>())
        }).collect();
        parts.rotate_left(turn);
        // As it travels.
        let mut merged = Partial::default();
        for part in parts {
            let json = serde_json::to_string(&part).unwrap();
            merged.merge(serde_json::from_str(&json).unwrap());
        }
        prop_assert_eq!(merged.rows(&question, 1), whole.rows(&question, 1));
        prop_assert_eq!(merged, whole);
    }

    /// Days of a range add up to the range, for whatever is counted.
    #[test]
    fn days_add_up(visits in vec(any::visit_fact(), 0..24)) {
        let by_day = partial(&question(r#"["time:day"]"#), &visits);
        let whole = partial(&question("[]"), &visits);
        let days = by_day.rows(&question(r#"["time:day"]"#), 1);
        let total = &whole.rows(&question("[]"), 1)[0].metrics;
        for counted in [0, 1, 2, 6, 9] {
            let sum: u64 = days.iter().filter_map(|d| d.metrics[counted]).sum();
            prop_assert_eq!(Some(sum), total[counted]);
        }
    }

    #[test]
    fn a_median_is_within_half_a_percent(mut values in vec(0..50_000_000u64, 1..60)) {
        let mut histogram = Histogram::default();
        values.iter().for_each(|v| histogram.add(*v));
        values.sort_unstable();
        let exact = values[(values.len() - 1) / 2];
        let median = histogram.median().unwrap();
        prop_assert!(median.abs_diff(exact) * 200 <= exact, "{median} for {exact}");
    }
}
