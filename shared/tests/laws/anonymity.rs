//! No answer, and no difference of two, tells of fewer than k visits.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::sample::subsequence;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use ungated_shared::influence::{InfluenceModel, MICRO};
use ungated_shared::limit;
use ungated_shared::report::anonymity::{Census, Counter, Partition, Shown};
use ungated_shared::report::influence::{self, Part};
use ungated_shared::report::zone::utc;
use ungated_shared::report::{Asked, Dimension, Partial, Question, Row, ViewFact, VisitFact};

use crate::any;

const NOW_MS: u64 = 1_763_683_200_000;
const DAY_MS: u64 = 86_400_000;

/// What can be asked for more than once: counts that add up, and visits.
const METRICS: [&str; 6] = ["visits", "pageviews", "engaged_ms", "hand_raises", "points", "reads"];

/// Visits of four weeks, most of them on few days, whose page views can be told apart: each raises
/// a bit of its own.
fn visits() -> impl Strategy<Value = Vec<VisitFact>> {
    let visit = (any::visit_fact(), 0..28u64, 0..24u64, select(vec![1, 2, 7, 28]));
    let visit = visit.prop_map(|(mut visit, day, hour, spread)| {
        visit.start_ms = NOW_MS - (day % spread) * DAY_MS + hour * DAY_MS / 24;
        for (at, view) in visit.views.iter_mut().enumerate() {
            view.hand_raises = 1 << at;
        }
        visit
    });
    vec(visit, 0..120)
}

fn filter() -> impl Strategy<Value = Value> {
    select(vec![
        json!(["is", "channel", ["direct"]]),
        json!(["is_not", "channel", ["email"]]),
        json!(["is", "device", ["mobile", "tablet"]]),
        json!(["is", "item", ["/item/1/"]]),
        json!(["is", "previous", ["/item/1/", "(none)"]]),
        json!(["is_not", "item", ["/item/1/"]]),
        json!(["contains", "topic", ["1", "2"]]),
        json!(["matches", "item", ["/*/2/", "**3/"]]),
        json!(["matches_not", "channel", ["e*"]]),
        json!(["not", ["is", "stage", ["decision"]]]),
        json!(["or", [["is", "topic", ["topic 0"]], ["is", "channel", ["email"]]]]),
        json!(["is", "time:day", ["2025-11-20", "2025-11-21"]]),
    ])
}

/// A question about up to four weeks, with some of these filters.
fn question(filters: Vec<Value>) -> impl Strategy<Value = Question> {
    let dimensions = select(vec![
        json!([]),
        json!(["item"]),
        json!(["topic"]),
        json!(["channel"]),
        json!(["device"]),
        json!(["entry"]),
        json!(["next"]),
        json!(["item", "next"]),
        json!(["channel", "topic"]),
        json!(["device", "channel"]),
        json!(["segment"]),
        json!(["heard"]),
        json!(["heard", "channel"]),
        json!(["fit_band", "engagement_band"]),
        json!(["time:day"]),
        json!(["time:hour"]),
        json!(["time:day", "channel"]),
        json!(["time:week", "device"]),
        json!(["time:month"]),
        json!(["bot"]),
    ]);
    let most = filters.len();
    let filters = subsequence(filters, 0..=most);
    (dimensions, filters, 0..21u64, 0..29u64).prop_map(|(dimensions, filters, back, days)| {
        let day = |back: u64| {
            let ms = i64::try_from(NOW_MS - back * DAY_MS).unwrap();
            jiff::Timestamp::from_millisecond(ms).unwrap().strftime("%Y-%m-%d").to_string()
        };
        asked(&json!({"site": "demo", "metrics": METRICS, "dimensions": dimensions,
            "filters": filters, "date_range": [day((back + days).min(28)), day(back)]}))
    })
}

/// Some questions that share filters.
fn questions(n: usize) -> impl Strategy<Value = Vec<Question>> {
    vec(filter(), 0..3).prop_flat_map(move |filters| vec(question(filters), n))
}

fn any_question() -> impl Strategy<Value = Question> {
    questions(1).prop_map(|mut questions| questions.remove(0))
}

fn asked(question: &Value) -> Question {
    serde_json::from_value::<Asked>(question.clone()).unwrap().check(NOW_MS, &utc, 2).unwrap()
}

/// Some questions about influence that share filters.
fn influence_questions(n: usize) -> impl Strategy<Value = Vec<Question>> {
    vec(filter(), 0..3).prop_flat_map(move |filters| vec(influence_question(filters), n))
}

fn influence_question(filters: Vec<Value>) -> impl Strategy<Value = Question> {
    let dimension = select(vec!["item", "topic", "stage", "channel", "device"]);
    (dimension, question(filters)).prop_map(|(dimension, question)| {
        let asked = json!({"site": "demo", "dimension": dimension, "date_range": "day"});
        let asked: influence::Asked = serde_json::from_value(asked).unwrap();
        let Question { range, filters, .. } = question;
        Question { range, filters, ..asked.check(NOW_MS, &utc, 2).unwrap() }
    })
}

fn part(visits: &[VisitFact], question: &Question, shown: Option<&Shown>) -> Part {
    let mut part = Part::default();
    visits.iter().for_each(|visit| part.add(question, shown, visit));
    part
}

pub fn shown(visits: &[VisitFact], question: &Question, k: u64) -> Shown {
    let partition = Partition::of(question);
    let mut census = Census::default();
    for part in visits.chunks(50) {
        let mut counter = Counter::of(&partition);
        part.iter().for_each(|visit| counter.add(visit));
        // As it travels.
        let json = serde_json::to_string(&counter.finish().unwrap()).unwrap();
        census.merge(&serde_json::from_str(&json).unwrap());
    }
    census.shown(partition, k).unwrap()
}

pub fn partial(visits: &[VisitFact], question: &Question, shown: Option<&Shown>) -> Partial {
    let mut partial = Partial::default();
    visits.iter().for_each(|visit| partial.add(question, shown, visit));
    partial
}

fn answer(visits: &[VisitFact], question: &Question, k: u64) -> Vec<Row> {
    partial(visits, question, Some(&shown(visits, question, k))).rows(question, k)
}

/// By visit, which of its page views.
type Facts = BTreeMap<usize, u64>;

/// An answer, and behind each row the facts.
struct Told(Vec<(Row, Facts)>);

impl Told {
    fn of(visits: &[VisitFact], question: &Question, k: u64) -> Self {
        let shown = shown(visits, question, k);
        let rows = partial(visits, question, Some(&shown)).rows(question, k);
        let mut facts: BTreeMap<Vec<String>, Facts> = BTreeMap::new();
        for (at, visit) in visits.iter().enumerate() {
            for row in
                partial(std::slice::from_ref(visit), question, Some(&shown)).rows(question, 1)
            {
                if row.metrics[1].is_some_and(|n| n > 0) {
                    facts.entry(row.dimensions).or_default().insert(at, row.metrics[3].unwrap());
                }
            }
        }
        let facts = |row: Row| {
            let own = facts.remove(&row.dimensions).unwrap_or_default();
            (row, own)
        };
        Self(rows.into_iter().filter(|row| row.metrics[1].is_some()).map(facts).collect())
    }

    /// The same of influence, where every visit raises a hand at its end: so each of its touches
    /// has a linear credit.
    fn influence(visits: &[VisitFact], question: &Question, k: u64) -> Self {
        let shown = shown(visits, question, k);
        let mut facts: BTreeMap<String, Facts> = BTreeMap::new();
        for (at, visit) in visits.iter().enumerate() {
            let mut credits: BTreeMap<String, u64> = BTreeMap::new();
            let parts = linear_parts(visit, question);
            for (bit, view) in visit.views.iter().enumerate() {
                // Where it would be told were it the only one: filters and rows see a page view, and its visit.
                let view = ViewFact { hand_raises: 1, ..view.clone() };
                let alone = VisitFact { views: vec![view], ..visit.clone() };
                let alone = part(&[alone], question, Some(&shown));
                for row in alone.finish(question, 1).rows {
                    *credits.entry(row.name.clone()).or_default() += parts[bit];
                    *facts.entry(row.name).or_default().entry(at).or_default() |= 1 << bit;
                }
            }
            // And nothing else of the visit is told: no page view by another of its name.
            let whole = part(std::slice::from_ref(visit), question, Some(&shown));
            for row in whole.finish(question, 1).rows {
                let (told, own) = (row.credits[&InfluenceModel::Linear], credits.remove(&row.name));
                assert!(told.abs_diff(own.unwrap_or(0)) <= 12, "{}: {told} of {own:?}", row.name);
            }
        }
        let answer = part(visits, question, Some(&shown)).finish(question, k);
        let row = |row: influence::Row| {
            let own = facts.remove(&row.name).unwrap_or_default();
            let metrics = vec![row.visits];
            (Row { dimensions: vec![row.name], metrics, comparison: None }, own)
        };
        // "(other)" may be of rare steps alone, of which the chain's figures are.
        Self(answer.rows.into_iter().map(row).filter(|(_, facts)| !facts.is_empty()).collect())
    }

    /// What can be subtracted: every row; all; all that have a name; every other one.
    fn pieces(&self) -> Vec<Piece> {
        let is_rest = |row: &Row| row.dimensions.first().is_some_and(|value| value == "(other)");
        let rows = &self.0;
        let single = rows.iter().map(|(row, facts)| Piece {
            facts: facts.clone(),
            visits: row.metrics[0],
            has_rest: is_rest(row),
            is_all: rows.len() == 1,
        });
        let mut pieces: Vec<Piece> = single.collect();
        let all: Vec<&(Row, Facts)> = rows.iter().collect();
        let named: Vec<&(Row, Facts)> = rows.iter().filter(|(row, _)| !is_rest(row)).collect();
        let half: Vec<&(Row, Facts)> = rows.iter().step_by(2).collect();
        for some in [all, named, half] {
            let mut facts = Facts::new();
            for (at, views) in some.iter().flat_map(|(_, facts)| facts) {
                *facts.entry(*at).or_default() |= views;
            }
            let has_rest = some.iter().any(|(row, _)| is_rest(row));
            let is_all = some.len() == rows.len();
            pieces.push(Piece { facts, visits: None, has_rest, is_all });
        }
        pieces
    }
}

/// What each page view of a visit has of its one hand-raise: the same for each touch, of which page views in
/// a row of one name are one.
fn linear_parts(visit: &VisitFact, question: &Question) -> Vec<u64> {
    let name =
        |view: &ViewFact| visit.value(question.dimensions[0], view, &question.zone).into_owned();
    let touches: Vec<&[ViewFact]> = visit.views.chunk_by(|a, b| name(a) == name(b)).collect();
    let part = |touch: &&[ViewFact]| MICRO / touches.len() as u64 / touch.len() as u64;
    touches.iter().flat_map(|touch| vec![part(touch); touch.len()]).collect()
}

/// A sum of rows.
struct Piece {
    facts: Facts,
    /// How many visits it is said to have.
    visits: Option<u64>,
    /// Whether "(other)" is in it.
    has_rest: bool,
    /// Whether it is all of an answer.
    is_all: bool,
}

/// What a question divides by, as far as it says: dimensions with what they determine, and the
/// shortest periods by week.
struct Grain {
    dimensions: BTreeSet<String>,
    weeks: BTreeMap<u64, u8>,
}

impl Grain {
    fn of(question: &Question) -> Self {
        let text = serde_json::to_string(&(&question.dimensions, &question.filters)).unwrap();
        let mentions = |name: &str| text.contains(&format!("\"{name}\""));
        let names = [
            "item",
            "topic",
            "stage",
            "previous",
            "next",
            "channel",
            "device",
            "segment",
            "heard",
            "fit_band",
            "engagement_band",
            "entry",
            "bot",
        ];
        let mut dimensions: BTreeSet<String> =
            names.iter().filter(|name| mentions(name)).map(ToString::to_string).collect();
        if mentions("item") {
            dimensions.extend(["topic".into(), "stage".into()]);
        }
        let shortest = u8::from(mentions("time:day")) + 2 * u8::from(mentions("time:hour"));
        let (from, to) = (question.range.from + 3 * DAY_MS, question.range.to + 3 * DAY_MS);
        let week = 7 * DAY_MS;
        // The week from 2025-10-27, in two months.
        let is_cut = |n: u64| mentions("time:month") && n == 2_913;
        let is_in = |n: u64| n * week >= from && (n + 1) * week <= to;
        let level = |n: u64| u8::from(!is_in(n) || is_cut(n)).max(shortest);
        Self {
            dimensions,
            weeks: (from / week..to.div_ceil(week)).map(|n| (n, level(n))).collect(),
        }
    }

    /// Whether every group of `finer` lies in one of these.
    fn is_around(&self, finer: &Self) -> bool {
        let is_longer =
            |(week, level): (&u64, &u8)| finer.weeks.get(week).is_none_or(|l| level <= l);
        self.dimensions.is_subset(&finer.dimensions) && self.weeks.iter().all(is_longer)
    }
}

/// Whether a row can be one of several groups of page views.
fn joins(question: &Question) -> bool {
    let rows = format!("{:?}", question.dimensions);
    let filters = format!("{:?}", question.filters);
    ["Item", "Topic", "Stage", "Previous", "Next"]
        .iter()
        .any(|name| filters.contains(name) && !rows.contains(name))
}

/// What `whole` has more than `part`, if that is within it: visits of which something is told.
fn more(whole: &Facts, part: &Facts) -> Option<BTreeSet<usize>> {
    let within = |(at, views): (&usize, &u64)| whole.get(at).is_some_and(|all| views & !all == 0);
    let rest = whole.iter().filter(|(at, views)| part.get(at) != Some(views));
    part.iter().all(within).then(|| rest.map(|(at, _)| *at).collect())
}

fn few(visits: usize, k: u64) -> bool {
    (1..k).contains(&(visits as u64))
}

/// That nothing small is what a piece of one answer has more than a piece of another.
fn check(a: &Told, of: &Question, b: &Told, other: &Question, k: u64) -> Result<(), TestCaseError> {
    let same_filters = of.filters == other.filters;
    let is_unfiltered = of.filters.is_empty() || other.filters.is_empty();
    let tells_visits = !(joins(of) || joins(other))
        || (is_unfiltered && of.dimensions == other.dimensions && of.range == other.range);
    for whole in a.pieces() {
        for part in b.pieces().into_iter().filter(|part| same_filters || !part.has_rest) {
            let Some(rest) = more(&whole.facts, &part.facts) else { continue };
            // Of what is in "(other)" nobody knows the rows, so it lies in all of an answer only.
            if (whole.has_rest && !same_filters) || (part.has_rest && !whole.is_all) {
                continue;
            }
            prop_assert!(!few(rest.len(), k), "{rest:?}\n{of:?}\n{other:?}");
            let (Some(all), Some(some), true) = (whole.visits, part.visits, tells_visits) else {
                continue;
            };
            let by_visits = usize::try_from(all - some).unwrap();
            prop_assert!(!few(by_visits, k), "{by_visits}\n{of:?}\n{other:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Four questions make sixteen pairs, each with itself among them: over 4,000 in all, of which
    /// those are looked at where what one tells lies in what the other does by the questions alone.
    #[test]
    fn nothing_small_is_derivable(visits in visits(), questions in questions(4), k in 2..7u64) {
        let told: Vec<Told> = questions.iter().map(|q| Told::of(&visits, q, k)).collect();
        for (a, of) in told.iter().zip(&questions) {
            for (row, facts) in &a.0 {
                prop_assert!(facts.len() as u64 >= k, "{row:?} of {of:?}");
                prop_assert!(row.metrics[0].is_none_or(|n| n == facts.len() as u64));
            }
            for (b, other) in told.iter().zip(&questions) {
                let (coarse, fine) = (Grain::of(of), Grain::of(other));
                let lies_in = of.range.from <= other.range.from && other.range.to <= of.range.to;
                if lies_in && (coarse.is_around(&fine) || fine.is_around(&coarse)) {
                    check(a, of, b, other, k)?;
                }
            }
        }
    }

    /// The same of influence: each visit shares its hand-raise in the same way in every answer.
    #[test]
    fn nothing_small_is_derivable_from_influence(
        visits in visits(),
        questions in influence_questions(4),
        k in 2..7u64,
    ) {
        let raising = |mut visit: VisitFact| {
            let last = visit.views.len() - 1;
            for (at, view) in visit.views.iter_mut().enumerate() {
                (view.after_ms, view.hand_raises) = (at as u64, u32::from(at == last));
            }
            visit
        };
        let visits: Vec<VisitFact> = visits.into_iter().map(raising).collect();
        let told: Vec<Told> = questions.iter().map(|q| Told::influence(&visits, q, k)).collect();
        for (a, of) in told.iter().zip(&questions) {
            for (row, facts) in &a.0 {
                prop_assert!(facts.len() as u64 >= k, "{row:?} of {of:?}");
                prop_assert!(row.metrics[0].is_none_or(|n| n == facts.len() as u64));
            }
            for (b, other) in told.iter().zip(&questions) {
                let (coarse, fine) = (Grain::of(of), Grain::of(other));
                let lies_in = of.range.from <= other.range.from && other.range.to <= of.range.to;
                if lies_in && (coarse.is_around(&fine) || fine.is_around(&coarse)) {
                    check(a, of, b, other, k)?;
                }
            }
        }
    }

    /// Rows add up to the answer without dimensions, whatever is hidden.
    #[test]
    fn totals_reconcile(visits in visits(), question in any_question(), k in 1..7u64) {
        let rows = answer(&visits, &question, k);
        let whole = Question { dimensions: Vec::new(), ..question.clone() };
        // Without the rows, programs would be left out.
        prop_assume!(question.dimensions != [Dimension::Bot]);
        let total = answer(&visits, &whole, k).remove(0);
        for counted in 1..METRICS.len() {
            let sum: u64 = rows.iter().filter_map(|row| row.metrics[counted]).sum();
            prop_assert_eq!(sum, total.metrics[counted].unwrap_or(0));
        }
    }

    /// Where one is enough, everything is shown.
    #[test]
    fn one_hides_nothing(visits in visits(), question in any_question()) {
        let plain = partial(&visits, &question, None);
        prop_assert_eq!(answer(&visits, &question, 1), plain.rows(&question, 1));
        let shown = shown(&visits, &question, 1);
        let whole = partial(&visits, &question, Some(&shown));
        prop_assert_eq!(whole.suppressed(), 0);
        prop_assert_eq!(whole.titles(), plain.titles());
    }

    /// Only what is shown has a title.
    #[test]
    fn hidden_items_have_no_title(visits in visits(), k in 1..7u64) {
        let question = asked(&json!({"site": "demo", "metrics": METRICS, "dimensions": ["item"],
            "date_range": ["2025-11-01", "2025-11-30"]}));
        let whole = partial(&visits, &question, Some(&shown(&visits, &question, k)));
        let rows = whole.rows(&question, k);
        let named: BTreeSet<&String> = rows.iter().map(|row| &row.dimensions[0]).collect();
        prop_assert!(whole.titles().keys().all(|item| named.contains(item)));
    }
}

#[test]
fn one_shard_counts_so_many_groups_and_no_more() {
    let question = asked(&json!({"site": "demo", "metrics": METRICS, "dimensions": ["campaign"],
        "date_range": ["2025-11-21", "2025-11-21"]}));
    let partition = Partition::of(&question);
    let mut runner = TestRunner::deterministic();
    let visit = any::visit_fact().new_tree(&mut runner).unwrap().current();
    let counted = |campaigns: usize| {
        let mut counter = Counter::of(&partition);
        for campaign in 0..campaigns {
            let (campaign, bot) = (campaign.to_string(), String::new());
            counter.add(&VisitFact { campaign, bot, start_ms: NOW_MS, ..visit.clone() });
        }
        counter.finish().is_some()
    };
    // One of each: what is of all, and of the week, is a sum.
    let most = limit::GROUPS;
    assert_eq!([most - 1, most, most + 1].map(counted), [true, true, false]);
}
