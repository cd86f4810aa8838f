//! Counting by number comes to what counting visit by visit does.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::json;
use ungated_shared::report::anonymity::{Census, Counter, Counting, Partition, Shown};
use ungated_shared::report::table::{Answering, Table};
use ungated_shared::report::{Asked, Partial, Question, ViewFact, VisitFact};

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;

/// Visits around a month's end, most of them alike.
fn visits() -> impl Strategy<Value = Vec<VisitFact>> {
    let place = (select(vec!["DE", "FR", ""]), select(vec!["", "news", "spring"]));
    let visit = (any::visit_fact(), 0..28u64, 0..24u64, place);
    let visit = visit.prop_map(|(mut visit, day, hour, (country, campaign))| {
        visit.start_ms = NOW_MS - day * DAY_MS + hour * DAY_MS / 24;
        (visit.country, visit.campaign) = (country.into(), campaign.into());
        visit.source = if visit.channel == "email" { "letter".into() } else { String::new() };
        visit
    });
    vec(visit, 0..80)
}

fn question() -> impl Strategy<Value = Question> {
    let metrics = [
        "visits",
        "pageviews",
        "engaged_ms",
        "engaged_ms_median",
        "read_through",
        "depth",
        "hand_raises",
        "engagement",
        "intent",
        "fit",
        "points",
        "reads",
        "raising_visits",
    ];
    let dimensions = [
        "item",
        "topic",
        "author",
        "stage",
        "type",
        "previous",
        "next",
        "path",
        "channel",
        "source",
        "campaign",
        "country",
        "region",
        "device",
        "bot",
        "standing",
        "segment",
        "heard",
        "fit_band",
        "engagement_band",
        "entry",
        "exit",
        "time:hour",
        "time:day",
        "time:week",
        "time:month",
    ];
    let filters = [
        json!(["is_not", "item", ["/item/1/"]]),
        json!(["is", "topic", ["topic 0", "topic 1"]]),
        json!(["is", "channel", ["direct", "email"]]),
        json!(["contains", "path", ["/item/2/"]]),
        json!(["is", "next", ["/item/1/", "(none)"]]),
        json!(["is_not", "previous", ["/item/3/"]]),
        json!(["matches_not", "entry", ["/*/3/"]]),
        json!(["is", "time:day", ["2025-11-20", "2025-11-21", "2025-11-02"]]),
        json!(["is", "fit_band", ["0-19", "60-79"]]),
        json!(["is_not", "segment", ["(none)"]]),
        json!(["is", "heard", ["podcast"]]),
        json!(["not", ["is", "bot", ["crawler"]]]),
        json!(["or", [["is", "stage", ["decision"]], ["is", "country", ["DE"]]]]),
    ];
    let some = (subsequence(metrics.to_vec(), 1..=13), subsequence(dimensions.to_vec(), 0..3));
    let filters = subsequence(filters.to_vec(), 0..3);
    let days = (0..21u64, 0..29u64, crate::zone::clocks());
    (some, filters, days).prop_map(|((metrics, dimensions), filters, (back, days, clock))| {
        let day = |back: u64| {
            let ms = i64::try_from(NOW_MS - back * DAY_MS).unwrap();
            jiff::Timestamp::from_millisecond(ms).unwrap().strftime("%Y-%m-%d").to_string()
        };
        let asked = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
            "filters": filters, "date_range": [day((back + days).min(28)), day(back)]});
        serde_json::from_value::<Asked>(asked).unwrap().check(NOW_MS, &clock, 2).unwrap()
    })
}

/// A shard: its items by number, and its visits in tables of so many.
struct Shard {
    items: Vec<ViewFact>,
    tables: Vec<Table>,
}

impl Shard {
    fn of(visits: &[VisitFact], per_table: usize) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut items = Vec::new();
        let mut tables = Vec::new();
        for some in visits.chunks(per_table) {
            let mut numbered = Vec::new();
            for visit in some {
                let number = |view: &ViewFact| {
                    *numbers.entry(view.item.clone()).or_insert_with(|| {
                        items.push(view.clone());
                        items.len() as u32 - 1
                    })
                };
                numbered.push((visit, visit.views.iter().map(number).collect::<Vec<u32>>()));
            }
            tables.push(Table::of(numbered));
        }
        Self { items, tables }
    }

    fn census(&self, partition: &Partition) -> Option<Census> {
        let sign = |ms| Counting::sign(partition, ms);
        let item = |number: u32| self.items[number as usize].clone();
        let mut counting = Counting::new(partition, &sign, &item);
        self.tables.iter().for_each(|table| counting.add(table));
        counting.finish()
    }

    fn answer(&self, question: &Question, shown: Option<&Shown>) -> Partial {
        let sign = |ms| Answering::sign(question, shown, ms);
        let item = |number: u32| self.items[number as usize].clone();
        let mut answering = Answering::new(question, shown, &sign, &item);
        self.tables.iter().for_each(|table| answering.add(table));
        answering.finish()
    }
}

fn plain_census(visits: &[VisitFact], partition: &Partition) -> Option<Census> {
    let mut counter = Counter::of(partition);
    visits.iter().for_each(|visit| counter.add(visit));
    counter.finish()
}

fn plain_answer(visits: &[VisitFact], question: &Question, shown: Option<&Shown>) -> Partial {
    let mut partial = Partial::default();
    visits.iter().for_each(|visit| partial.add(question, shown, visit));
    partial
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn tables_say_what_their_visits_do(
        visits in visits(),
        question in question(),
        k in 1..7u64,
        per_table in 1..40usize,
    ) {
        let shard = Shard::of(&visits, per_table);
        let partition = Partition::of(&question);
        let census = plain_census(&visits, &partition).unwrap();
        prop_assert_eq!(&shard.census(&partition).unwrap(), &census);
        let shown = census.shown(partition, k).unwrap();
        prop_assert_eq!(shard.answer(&question, None), plain_answer(&visits, &question, None));
        let plain = plain_answer(&visits, &question, Some(&shown));
        prop_assert_eq!(shard.answer(&question, Some(&shown)), plain);
    }

    /// What is kept of some tables and merged with the rest is what all say.
    #[test]
    fn parts_merge_to_the_whole(visits in visits(), question in question(), at in 0..80usize) {
        let (some, rest) = visits.split_at(at.min(visits.len()));
        let partition = Partition::of(&question);
        let whole = plain_census(&visits, &partition).unwrap();
        let mut census = Shard::of(some, 9).census(&partition).unwrap();
        census.merge(&Shard::of(rest, 9).census(&partition).unwrap());
        prop_assert_eq!(&census, &whole);
        // As it travels.
        let json = serde_json::to_string(&census).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Census>(&json).unwrap(), &whole);
        let shown = whole.shown(partition, 3).unwrap();
        let json = serde_json::to_string(&shown).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Shown>(&json).unwrap(), &shown);
        let mut partial = Shard::of(some, 9).answer(&question, Some(&shown));
        partial.merge(Shard::of(rest, 9).answer(&question, Some(&shown)));
        prop_assert_eq!(partial, plain_answer(&visits, &question, Some(&shown)));
    }
}
