//! Another model: a shard that learns of one late ends as one that had it from the beginning.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival};
use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shard::arrival::Arrival;
use ungated_shard::rescore::STEP;
use ungated_shard::segment::Damaged;
use ungated_shared::item::{Item, Stage};
use ungated_shared::score::model::Model;
use ungated_shared::visit::GAP_MS;

const HOUR_MS: u64 = 60 * 60 * 1000;
const DAY_MS: u64 = 24 * HOUR_MS;
const KEPT_MS: u64 = 400 * DAY_MS;
const CLOSES_MS: u64 = GAP_MS + 60_000;

/// One that tells apart what the default does not.
const OTHER: Model =
    Model { attention_points: 10, read_through_points: 90, engagement_half: 40, ..Model::DEFAULT };

impl Shard {
    fn set_model(&mut self, model: Model) {
        let writes = self.state.set_model(model);
        self.commit(writes);
    }

    /// One step of scoring anew; which segments were unreadable.
    fn rescore(&mut self, now_ms: u64) -> Vec<u32> {
        let segments = &self.segments;
        let mut read = |id| segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
        let (writes, unreadable) = self.state.rescore(now_ms, &mut read);
        self.commit(writes);
        unreadable
    }

    /// Loses its memory.
    fn wake(&mut self) {
        self.state = self.loaded().unwrap();
    }
}

/// Hits of a few readers for a few pages, hours apart. What describes an item stays: closed visits are
/// scored by what is known of it now.
fn hits() -> impl Strategy<Value = Vec<(u64, Arrival)>> {
    let hit = (0..4u8, 0..6u64, 0..4u16, 0..3u64, any::page_view());
    vec(hit, 1..24).prop_map(|hits| {
        let mut now_ms = NOW_MS;
        let mut all = Vec::new();
        for (visitor, page, sequence, hours, view) in hits {
            now_ms += hours * HOUR_MS;
            let page_view = u64::from(visitor) << 8 | page;
            let stage = Stage::ALL[page as usize % Stage::ALL.len()];
            let path = format!("/{page}/");
            let item = Item { path, title: "A".into(), stage, ..Item::default() };
            let known = arrival(visitor, page_view, sequence, now_ms);
            all.push((now_ms, Arrival { item, view, ..known }));
        }
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_model_that_comes_late_scores_as_one_that_was_there_before(
        before in hits(),
        after in hits(),
        steps in vec(any::<bool>(), 3),
    ) {
        let (mut late, mut early) = (Shard::new(), Shard::new());
        early.set_model(OTHER);
        for (now_ms, hit) in before {
            for shard in [&mut late, &mut early] {
                shard.take(vec![hit.clone()], now_ms);
                shard.compact(now_ms, KEPT_MS);
            }
        }
        late.set_model(OTHER);
        for wakes in steps {
            if wakes {
                late.wake();
            }
            late.rescore(NOW_MS);
        }
        prop_assert!(!late.state.is_unscored());
        // Page views that are open have their points by it, too.
        let points = |shard: &Shard| {
            let views = shard.state.open_visits().flat_map(|visit| visit.views.clone());
            views.map(|view| view.points).collect::<Vec<_>>()
        };
        prop_assert_eq!(points(&late), points(&early));
        for (now_ms, hit) in after {
            let now_ms = now_ms + 40 * DAY_MS;
            for shard in [&mut late, &mut early] {
                shard.take(vec![Arrival { now_ms, ..hit.clone() }], now_ms);
                shard.compact(now_ms, KEPT_MS);
            }
        }
        for shard in [&mut late, &mut early] {
            shard.compact(NOW_MS + 200 * DAY_MS, KEPT_MS);
        }
        prop_assert_eq!(late.closed(), early.closed());
    }
}

/// A shard with more segments than one step scores.
fn months() -> Shard {
    let mut shard = Shard::new();
    for day in 0..60u64 {
        let now_ms = NOW_MS + day * DAY_MS;
        let mut hit = arrival(1, day, 0, now_ms);
        hit.view.active_ms = 40_000;
        shard.take(vec![hit], now_ms);
        shard.compact(now_ms + CLOSES_MS, KEPT_MS);
    }
    assert!(shard.segments.len() > STEP + 1, "{} segments", shard.segments.len());
    shard
}

#[test]
fn it_goes_on_where_it_was() {
    let mut shard = months();
    shard.set_model(OTHER);
    let of_other =
        |shard: &Shard| shard.closed().iter().filter(|it| it.model == OTHER.hash()).count();
    assert_eq!(of_other(&shard), 0);
    shard.rescore(NOW_MS);
    let first = of_other(&shard);
    assert!(shard.state.is_unscored() && (1..60).contains(&first));
    shard.wake();
    while shard.state.is_unscored() {
        shard.rescore(NOW_MS);
    }
    assert_eq!(of_other(&shard), 60);
    // And back: every figure is as it was.
    let before = months().closed();
    shard.set_model(Model::DEFAULT);
    while shard.state.is_unscored() {
        shard.rescore(NOW_MS);
    }
    assert_eq!(shard.closed(), before);
}

#[test]
fn what_cannot_be_read_stays_and_keeps_nothing_else_from_being_scored() {
    let mut shard = months();
    let second = *shard.segments.keys().nth(1).unwrap();
    let bytes = std::mem::take(&mut shard.segments.get_mut(&second).unwrap().1);
    shard.set_model(OTHER);
    let mut unreadable = Vec::new();
    while shard.state.is_unscored() {
        unreadable.extend(shard.rescore(NOW_MS));
    }
    assert_eq!(unreadable, [second]);
    shard.segments.get_mut(&second).unwrap().1 = bytes;
    let closed = shard.closed();
    let old = closed.iter().filter(|it| it.model == Model::DEFAULT.hash()).count();
    assert!((1..=8).contains(&old), "{old} visits of one segment");
}

#[test]
fn late_hits_come_first() {
    let mut shard = months();
    let last_ms = NOW_MS + 59 * DAY_MS + CLOSES_MS;
    shard.set_model(OTHER);
    shard.take(vec![arrival(1, 59, 1, last_ms)], last_ms);
    assert!(shard.state.has_late());
    shard.rescore(last_ms);
    assert_eq!(shard.closed().iter().filter(|it| it.model == OTHER.hash()).count(), 0);
    shard.compact(last_ms, KEPT_MS);
    while shard.state.is_unscored() {
        shard.rescore(last_ms);
    }
    let closed = shard.closed();
    assert!(closed.iter().all(|it| it.model == OTHER.hash()));
    assert_eq!(closed.last().unwrap().views[0].received, 0b11);
}

#[test]
fn the_tag_is_held_against_its_own_model() {
    let mut shard = Shard::new();
    shard.set_model(OTHER);
    let mut hit = arrival(1, 1, 0, NOW_MS);
    hit.view.active_ms = 600_000;
    let points = |model| ungated_shared::score::points(model, any::words(), &hit.view).total();
    let (ours, theirs) = (points(&OTHER), points(&Model::DEFAULT));
    assert_ne!(ours, theirs);
    hit.claim = Some((theirs, Model::DEFAULT.hash()));
    shard.take(vec![hit.clone()], NOW_MS);
    assert_eq!(shard.count("parity"), 0);
    hit.claim = Some((ours, Model::DEFAULT.hash()));
    shard.take(vec![hit], NOW_MS);
    assert_eq!(shard.count("parity"), 1);
    let scored = shard.state.open_visits().next().unwrap().views[0].points;
    assert_eq!(scored, ours);
}

/// Hits that wait to be joined are in the journal alone, which a new model empties.
#[test]
fn a_model_waits_for_late_hits_and_loses_none() {
    let mut shard = months();
    let last_ms = NOW_MS + 59 * DAY_MS + CLOSES_MS;
    shard.take(vec![arrival(1, 59, 1, last_ms)], last_ms);
    assert!(shard.state.has_late());
    shard.set_model(OTHER);
    assert_eq!(shard.state.model(), &Model::DEFAULT, "not yet");
    shard.wake();
    assert!(shard.state.has_late(), "still known after a crash");
    shard.compact(last_ms, KEPT_MS);
    shard.set_model(OTHER);
    assert_eq!(shard.state.model(), &OTHER);
    assert_eq!(shard.closed().last().unwrap().views[0].received, 0b11);
}
