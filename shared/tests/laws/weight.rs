//! What is asked for in a short way comes to what all rows say.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use ungated_shared::limit;
use ungated_shared::report::anonymity::{Census, Counter, Partition, Shown};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Asked, Partial, Question, VisitFact, comparison};

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;
const SHARDS: usize = 3;

/// Visits that go few ways, and some that go their own.
fn visits() -> impl Strategy<Value = Vec<VisitFact>> {
    let visit = (any::visit_fact(), 0..28u64, select(vec![1, 1, 1, 2, 5]));
    let visit = visit.prop_map(|(mut visit, day, most)| {
        visit.start_ms = NOW_MS - day * DAY_MS;
        visit.views.truncate(most);
        visit.linked()
    });
    vec(visit, 0..150)
}

fn question(metrics: Value) -> impl Strategy<Value = Question> {
    let dimensions = select(vec![
        json!(["path"]),
        json!(["path"]),
        json!(["path", "device"]),
        json!(["item", "path"]),
        json!(["path", "time:week"]),
    ]);
    let filters = select(vec![
        json!([]),
        json!([["is", "channel", ["direct"]]]),
        json!([["is_not", "item", ["/item/1/"]]]),
        json!([["is", "path", ["/item/1/", "/item/2/ → /item/1/"]]]),
    ]);
    let order = select(vec![
        json!([]),
        json!([["visits", "desc"]]),
        json!([["points", "desc"], ["path", "desc"]]),
        json!([["visits", "asc"]]),
        json!([["engaged_ms_median", "desc"]]),
    ]);
    let cut = (1..40usize, select(vec![0, 0, 3, 20]));
    (dimensions, filters, order, cut, 1..21u8).prop_map(
        move |(dimensions, filters, order, (limit, offset), first)| {
            let asked = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
                "filters": filters, "order_by": order, "limit": limit, "offset": offset,
                "comparison": "previous_period",
                "date_range": [format!("2025-11-{first:02}"), "2025-11-21"]});
            serde_json::from_value::<Asked>(asked).unwrap().check(NOW_MS, &utc, 2).unwrap()
        },
    )
}

/// As it travels.
fn sent<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

fn answers(visits: &[VisitFact], question: &Question, shown: Option<&Shown>) -> Vec<Partial> {
    let shard = |shard| {
        let mut part = Partial::default();
        let own = visits.iter().skip(shard).step_by(SHARDS);
        own.for_each(|visit| part.add(question, shown, visit));
        part
    };
    (0..SHARDS).map(shard).collect()
}

fn whole(visits: &[VisitFact], question: &Question, shown: Option<&Shown>) -> Partial {
    let mut whole = Partial::default();
    answers(visits, question, shown).iter().for_each(|part| whole.merge(sent(part)));
    whole
}

fn weights(visits: &[VisitFact], weighing: &Question) -> Weights {
    let mut weights = Weights::default();
    for part in answers(visits, weighing, None) {
        weights.merge(sent(&Weights::of(&part, weighing.metrics[0])));
    }
    weights
}

fn shown(visits: &[VisitFact], partition: Partition, k: u64) -> Shown {
    let mut census = Census::default();
    for shard in 0..SHARDS {
        let mut counter = Counter::of(&partition);
        visits.iter().skip(shard).step_by(SHARDS).for_each(|visit| counter.add(visit));
        census.merge(&sent(&counter.finish().unwrap()));
    }
    sent(&census.shown(partition, k).unwrap())
}

fn metrics() -> Value {
    json!(["visits", "points", "engaged_ms_median", "depth", "hand_raises"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Rows, their order, how many there are, totals, and what stands beside them.
    #[test]
    fn first_rows_are_those_of_all(visits in visits(), question in question(metrics())) {
        let Some(weighing) = question.weighing() else { return Ok(()) };
        let weights = weights(&visits, &weighing);
        let all = whole(&visits, &question, None);
        prop_assert_eq!(weights.len(), all.len(&question, 1));
        let only = weights.first(question.offset + question.limit);
        prop_assert_eq!(only.is_none(), weights.len() <= question.offset + question.limit);
        let wanted = Question { only, ..question.clone() };
        let first = whole(&visits, &wanted, None);
        prop_assert!(first.has_all(&wanted));
        let mut rows = first.rows(&wanted, 1);
        prop_assert_eq!(&rows, &all.rows(&question, 1));
        prop_assert_eq!(first.simulated_visits(1), all.simulated_visits(1));
        prop_assert_eq!(first.bot_visits(&wanted, 1), all.bot_visits(&question, 1));
        prop_assert_eq!(first.suppressed(), all.suppressed());
        prop_assert!(first.titles().iter().all(|(item, title)| all.titles().get(item) == Some(title)));

        let earlier = question.earlier().unwrap();
        let named = Question { only: question.names(&rows), ..earlier.clone() };
        let mut compared = rows.clone();
        comparison::put(&mut compared, &question, &earlier, &whole(&visits, &earlier, None), 1);
        comparison::put(&mut rows, &question, &named, &whole(&visits, &named, None), 1);
        prop_assert_eq!(rows, compared);
    }

    /// Where what is rare is one, the same is shown and the same is told.
    #[test]
    fn rare_paths_are_hidden_as_one_as_they_are_by_themselves(
        visits in visits(),
        question in question(metrics()),
        k in 2..7u64,
    ) {
        let partition = Partition::of(&question);
        let weights = weights(&visits, &partition.weighing(&question).unwrap());
        let joined = partition.clone().with_common(weights.at_least(k));
        let (all, short) = (shown(&visits, partition, k), shown(&visits, joined, k));
        let (all, short) = (whole(&visits, &question, Some(&all)), whole(&visits, &question, Some(&short)));
        prop_assert_eq!(short, all);
    }
}

/// Programs are told apart by the groups, and not by the weights.
#[test]
fn a_question_about_programs_is_not_shortened() {
    let asked = json!({"site": "demo", "metrics": ["visits"], "dimensions": ["path", "bot"],
        "date_range": "7d"});
    let asked: Asked = serde_json::from_value(asked).unwrap();
    let question = asked.check(NOW_MS, &utc, 5).unwrap();
    assert!(Partition::of(&question).weighing(&question).is_none());
}

#[test]
fn so_many_may_tie_and_no_more() {
    for (n, is_told) in [(limit::TIES - 1, true), (limit::TIES, true), (limit::TIES + 1, false)] {
        let visit = |at: usize| {
            let view =
                ungated_shared::report::ViewFact { item: format!("/{at}/"), ..Default::default() };
            VisitFact { start_ms: NOW_MS - 1, views: vec![view], ..VisitFact::default() }
        };
        // One is wanted, and so many more weigh as much; the last weighs less.
        let visits: Vec<VisitFact> =
            (0..=n).flat_map(|at| [visit(at), visit(at)]).chain([visit(n + 1)]).collect();
        let asked = json!({"site": "demo", "metrics": ["visits"], "dimensions": ["path"],
            "date_range": "7d"});
        let asked: Asked = serde_json::from_value(asked).unwrap();
        let weighing = asked.check(NOW_MS, &utc, 1).unwrap().weighing().unwrap();
        assert_eq!(weights(&visits, &weighing).first(1).is_some(), is_told, "{n}");
    }
}
