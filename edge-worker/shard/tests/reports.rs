//! What is kept of answers says what the rows do.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use ungated_shard::arrival::Arrival;
use ungated_shard::compact::LATE_MS;
use ungated_shard::facts::{Facts, Unreadable};
use ungated_shard::reports::{Asked, Reports};
use ungated_shared::page_view::Section;
use ungated_shared::report::anonymity::{Census, Partition};
use ungated_shared::report::influence::Part;
use ungated_shared::report::sections::{self, Piece};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::zone::{Zone, utc};
use ungated_shared::report::{self, Partial, Question};
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;
use ungated_shared::visit::GAP_MS;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
const KEPT_MS: u64 = 60 * DAY_MS;

/// What a dashboard asks again and again; the first day is NOW_MS's, 2024-10-04.
fn questions() -> Vec<Question> {
    let asked = |metrics: Value, dimensions: Value, filters: Value| {
        let asked = json!({"site": "demo", "metrics": metrics, "dimensions": dimensions,
            "filters": filters, "date_range": ["2024-10-01", "2024-12-31"]});
        serde_json::from_value::<report::Asked>(asked).unwrap().check(NOW_MS, &utc, 2).unwrap()
    };
    let all = json!(["visits", "engaged_ms_median", "read_through", "engagement"]);
    vec![
        asked(json!(["visits"]), json!(["item"]), json!([])),
        asked(all.clone(), json!(["topic"]), json!([["is", "device", ["mobile"]]])),
        asked(all, json!(["time:week"]), json!([["is_not", "item", ["/1/"]]])),
        asked(json!(["visits", "engagement"]), json!(["item"]), json!([])),
        asked(json!(["visits"]), json!(["heard", "channel"]), json!([])),
    ]
}

/// The first by the clock of another zone, where days begin at another time.
fn elsewhere() -> Question {
    let asked = json!({"site": "demo", "metrics": ["visits"], "dimensions": ["time:day"],
        "date_range": ["2024-10-01", "2024-12-31"]});
    let asked: report::Asked = serde_json::from_value(asked).unwrap();
    asked.check(NOW_MS, &|_| 20_700, 2).unwrap()
}

/// What the rows of a question by path weigh.
fn weighing() -> Question {
    let asked = json!({"site": "demo", "metrics": ["visits"], "dimensions": ["path"],
        "date_range": ["2024-10-01", "2024-12-31"]});
    let asked: report::Asked = serde_json::from_value(asked).unwrap();
    asked.check(NOW_MS, &utc, 2).unwrap().weighing().unwrap()
}

/// What happens to a shard.
#[derive(Clone, Debug)]
enum Turn {
    /// A visitor opens a piece, as the page describes it then.
    Opens(u8, u8, u8),
    /// A page that was opened lately sends a hit.
    Reads(u8, u16),
    /// So many hours pass, and what is due is done.
    Passes(u64),
    /// A question is asked.
    Asks(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        4 => (0..20u8, 0..3u8, 0..5u8).prop_map(|(who, piece, topic)| Turn::Opens(who, piece, topic)),
        2 => (1..30u8, 1..40u16).prop_map(|(back, hit)| Turn::Reads(back, hit)),
        2 => (1..100u64).prop_map(Turn::Passes),
        4 => (0..5usize).prop_map(Turn::Asks),
    ]
}

/// A hit of page view `id` on a piece, whose page says that it is about this.
fn hit(who: u8, id: u64, (piece, topic): (u8, u8), sequence: u16, now_ms: u64) -> Arrival {
    let mut hit = arrival(who, id, sequence, now_ms);
    hit.item.path = format!("/{piece}/");
    // Most pages keep to what they say; one changes its language too.
    let changes = topic == 4;
    hit.item.topic = format!("topic {}", if changes { 4 } else { piece });
    hit.item.language = if changes { "ja".into() } else { "en".into() };
    hit.claim = Some((0, 1));
    if sequence > 20 {
        hit.view.hand_raises.add(HandRaise::Mail);
    }
    if sequence.is_multiple_of(4) {
        hit.view.heard.add(Heard::ALL[usize::from(sequence) % Heard::ALL.len()]);
    }
    *hit.view.sections.at(0) = Section { words: 300, ms: 2_000 * u32::from(sequence) };
    hit
}

/// As the shell does.
fn ask(
    reports: &mut Reports,
    shard: &Shard,
    question: &Question,
) -> Result<(Census, Partial), Unreadable> {
    let read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone());
    let facts = Facts { state: &shard.state, region: "weur", read: &read };
    let partition = Partition::of(question);
    let key = format!("{partition:?}");
    while reports.prepare(&facts, &Asked::Census(&partition), &key)? {}
    let [kept, rest] = reports.census(&facts, &partition, &key)?.unwrap();
    let mut census = Census::clone(&kept);
    census.merge(&rest);
    let shown = census.shown(partition, 3).unwrap();
    let key = format!("{question:?} {shown:?}");
    while reports.prepare(&facts, &Asked::Report(question, Some(&shown)), &key)? {}
    let mut partial = Partial::default();
    for part in reports.answer(&facts, question, Some(&shown), &key)? {
        partial.merge(Partial::clone(&part));
    }
    Ok((census, partial))
}

/// The same of weights.
fn ask_weights(reports: &mut Reports, shard: &Shard, question: &Question) -> Weights {
    let read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone());
    let facts = Facts { state: &shard.state, region: "weur", read: &read };
    let key = format!("{question:?}");
    while reports.prepare(&facts, &Asked::Weights(question), &key).unwrap() {}
    let mut weights = Weights::default();
    for part in reports.weights(&facts, question, &key).unwrap() {
        weights.merge(Weights::clone(&part));
    }
    weights
}

/// The same of influence.
fn ask_influence(reports: &mut Reports, shard: &Shard, question: &Question) -> Part {
    let read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone());
    let facts = Facts { state: &shard.state, region: "weur", read: &read };
    let key = format!("{question:?}");
    while reports.prepare(&facts, &Asked::Influence(question, None), &key).unwrap() {}
    reports.influence(&facts, question, None, &key).unwrap()
}

/// The same of one piece.
fn ask_sections(reports: &mut Reports, shard: &Shard, piece: &Piece) -> sections::Part {
    let read = |id| shard.segments.get(&id).map(|(_, bytes)| bytes.clone());
    let facts = Facts { state: &shard.state, region: "weur", read: &read };
    let key = format!("{piece:?}");
    while reports.prepare(&facts, &Asked::Sections(piece, None), &key).unwrap() {}
    reports.sections(&facts, piece, None, &key).unwrap()
}

/// A shard, and what is kept beside it.
struct World {
    shard: Shard,
    reports: Reports,
    now_ms: u64,
    opened: Vec<(u8, u64, (u8, u8))>,
}

impl World {
    fn new() -> Self {
        let (shard, reports) = (Shard::new(), Reports::default());
        Self { shard, reports, now_ms: NOW_MS, opened: Vec::new() }
    }

    fn take(&mut self, hit: Arrival) {
        let step = self.shard.state.step(
            ungated_shard::batch::Batch { arrivals: vec![hit], counts: Vec::new() },
            self.now_ms,
        );
        self.reports.forget(&step.writes);
        self.shard.commit(step.writes);
    }

    fn compact(&mut self) {
        let segments = &self.shard.segments;
        let mut read = |id| {
            let found = segments.get(&id).map(|(_, bytes)| bytes.clone());
            found.ok_or(ungated_shard::segment::Damaged)
        };
        let writes = self.shard.state.compact(self.now_ms, KEPT_MS, &mut read).unwrap();
        self.reports.forget(&writes);
        self.shard.commit(writes);
    }

    fn opens(&mut self, who: u8, piece: (u8, u8)) {
        let id = self.opened.len() as u64 + 1;
        self.opened.push((who, id, piece));
        self.now_ms += 1_000;
        self.take(hit(who, id, piece, 0, self.now_ms));
    }

    fn reads(&mut self, back: usize, sequence: u16) {
        let at = self.opened.len().checked_sub(back);
        if let Some(&(who, id, piece)) = at.and_then(|at| self.opened.get(at)) {
            self.take(hit(who, id, piece, sequence, self.now_ms));
        }
    }

    fn passes(&mut self, ms: u64) {
        self.now_ms += ms;
        self.compact();
    }

    /// What is kept and what is counted anew.
    fn asks(&mut self, question: &Question) -> [(Census, Partial); 2] {
        if self.shard.state.has_late() {
            self.compact();
        }
        let kept = ask(&mut self.reports, &self.shard, question).unwrap();
        [kept, ask(&mut Reports::default(), &self.shard, question).unwrap()]
    }

    fn asks_weights(&mut self, question: &Question) -> [Weights; 2] {
        let kept = ask_weights(&mut self.reports, &self.shard, question);
        [kept, ask_weights(&mut Reports::default(), &self.shard, question)]
    }

    fn asks_influence(&mut self, question: &Question) -> [Part; 2] {
        let kept = ask_influence(&mut self.reports, &self.shard, question);
        [kept, ask_influence(&mut Reports::default(), &self.shard, question)]
    }

    fn asks_sections(&mut self, question: &Question) -> [sections::Part; 2] {
        let piece = Piece { question: question.clone(), item: "/1/".into() };
        let kept = ask_sections(&mut self.reports, &self.shard, &piece);
        [kept, ask_sections(&mut Reports::default(), &self.shard, &piece)]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn kept_answers_are_those_that_are_counted_anew(turns in vec(turn(), 1..90)) {
        let questions = questions();
        let mut world = World::new();
        for turn in turns {
            match turn {
                Turn::Opens(who, piece, topic) => world.opens(who, (piece, topic)),
                Turn::Reads(back, sequence) => world.reads(back.into(), sequence),
                Turn::Passes(hours) => world.passes(hours * DAY_MS / 24),
                Turn::Asks(which) => {
                    let [kept, anew] = world.asks(&questions[which]);
                    prop_assert_eq!(kept, anew);
                    let [kept, anew] = world.asks_influence(&questions[which]);
                    prop_assert_eq!(kept, anew);
                    let [kept, anew] = world.asks_sections(&questions[which]);
                    prop_assert_eq!(kept, anew);
                    let [kept, anew] = world.asks_weights(&weighing());
                    prop_assert_eq!(kept, anew);
                    // The same days by two clocks are not each other's.
                    let there = elsewhere();
                    let here = Question { zone: Zone::default(), ..there.clone() };
                    for question in [&here, &there] {
                        let [kept, anew] = world.asks(question);
                        prop_assert_eq!(kept, anew);
                    }
                    // Whether open visits are scored for it says nothing of who read.
                    let mut visits = |which: usize| {
                        let rows = world.asks(&questions[which])[0].1.rows(&questions[which], 1);
                        let visits = rows.into_iter().map(|row| (row.dimensions, row.metrics[0]));
                        visits.collect::<Vec<_>>()
                    };
                    prop_assert_eq!(visits(0), visits(3));
                }
            }
        }
    }
}

/// A month in which somebody reads a piece every other hour.
fn month() -> World {
    let mut world = World::new();
    for n in 0..360u16 {
        world.opens((n % 20) as u8, ((n % 3) as u8, 0));
        world.reads(1, 9);
        world.passes(2 * 60 * 60 * 1000);
    }
    world
}

/// Which segments are read while a question is asked.
fn read_for(world: &mut World, question: &Question) -> Vec<u32> {
    let all = std::mem::take(&mut world.shard.segments);
    let mut known: Vec<u32> = Vec::new();
    // What is not there is told: give back one after the other.
    loop {
        match ask(&mut world.reports, &world.shard, question) {
            Ok(_) => break,
            Err(Unreadable(id)) => {
                known.push(id);
                world.shard.segments.insert(id, all[&id].clone());
            }
        }
    }
    world.shard.segments = all;
    known
}

#[test]
fn a_segment_is_unpacked_once_until_it_is_written_anew() {
    let mut world = month();
    let question = &questions()[0];
    let all: Vec<u32> = world.shard.segments.keys().copied().collect();
    assert!(all.len() > 3, "{all:?}");
    assert_eq!(read_for(&mut world, question), all);
    assert!(read_for(&mut world, question).is_empty());
    // A late hit writes the youngest anew.
    let last = *all.last().unwrap();
    world.reads(1, 30);
    world.compact();
    assert_eq!(read_for(&mut world, question), [last]);
    // So does the next visit; it begins another, as it comes a week later.
    world.passes(LATE_MS + 8 * DAY_MS);
    world.opens(1, (1, 0));
    world.passes(GAP_MS + DAY_MS / 24);
    assert_eq!(read_for(&mut world, question), [last, last + 1]);
    // From then on only that grows.
    world.opens(2, (1, 0));
    world.passes(GAP_MS + DAY_MS / 24);
    assert_eq!(read_for(&mut world, question), [last + 1]);
}

#[test]
fn an_item_described_otherwise_is_told_so() {
    let mut world = month();
    let question = &questions()[1];
    let topics = |world: &mut World| {
        let [(_, kept), (_, anew)] = world.asks(question);
        assert_eq!(kept, anew);
        let rows = kept.rows(question, 3);
        rows.into_iter().map(|row| row.dimensions.concat()).collect::<Vec<String>>()
    };
    assert_eq!(topics(&mut world), ["topic 0", "topic 1", "topic 2"]);
    world.opens(1, (1, 4));
    assert_eq!(topics(&mut world), ["topic 4", "topic 0", "topic 2"]);
}
