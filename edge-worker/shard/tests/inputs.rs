//! Hits as a hostile or a broken page sends them: what is known of a page view, and what is counted.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use std::collections::BTreeMap;

use any::{NOW_MS, Shard, arrival, event};
use ungated_shard::arrival::Arrival;
use ungated_shard::batch::{Batch, Outcome};
use ungated_shard::codec::Reader;
use ungated_shard::disk::{Disk, Write};
use ungated_shard::fact::Visit;
use ungated_shard::segment::Damaged;
use ungated_shard::state::State;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::score::model::Model;
use ungated_shared::visit::GAP_MS;

const HOUR_MS: u64 = 60 * 60 * 1_000;

fn open(state: &State) -> Vec<Visit> {
    state.open_visits().map(|open| open.fact(state.items(), state.model())).collect()
}

/// Page views of a shard's hits that came in this order, and its counts of what was lost and
/// said nothing new.
fn told(arrivals: Vec<Arrival>) -> (Vec<Visit>, i64, i64) {
    let mut shard = Shard::new();
    for arrival in arrivals {
        assert_eq!(shard.take(vec![arrival], NOW_MS), [Outcome::Stored]);
    }
    (open(&shard.state), shard.count("lost"), shard.count("duplicate"))
}

#[test]
fn a_number_of_more_bytes_than_it_needs_is_read_within_its_bound() {
    for (bytes, value) in [
        (&[0x00][..], Some(0)),
        (&[0x80, 0x00], Some(0)),
        (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], Some(0)),
        (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], None),
        (&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], Some(u64::MAX)),
        (&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02], None),
        (&[0x80], None),
        (&[], None),
    ] {
        assert_eq!(Reader::new(bytes).number(), value, "{bytes:02x?}");
    }
    // A length of 2^32 − 1 before three bytes: neither so many things nor so many bytes.
    let long = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3];
    assert_eq!(Reader::new(&long).count(), None);
    assert_eq!(Reader::new(&long).bytes(), None);
}

/// Each is stored, so that its page need not send it again; it says nothing new 999 times.
#[test]
fn the_same_hit_a_thousand_times_counts_once() {
    let mut shard = Shard::new();
    let mut hit = arrival(1, 1, 0, NOW_MS);
    (hit.view.active_ms, hit.refused_events) = (9_000, 2);
    hit.events.set(event("signup"), 3);
    shard.take(vec![hit.clone()], NOW_MS);
    let once = open(&shard.state);
    for _ in 0..9 {
        let outcomes = shard.take(vec![hit.clone(); 111], NOW_MS);
        assert_eq!(outcomes, vec![Outcome::Stored; 111]);
    }
    assert_eq!(open(&shard.state), once);
    assert_eq!((shard.count("accepted"), shard.count("duplicate")), (1_000, 999));
    assert_eq!((shard.count("event_invalid"), shard.count("lost")), (2, 0));
    // And once more when its visit is closed.
    let closes_ms = NOW_MS + GAP_MS + HOUR_MS;
    shard.compact(closes_ms, u64::MAX / 2);
    shard.take(vec![Arrival { now_ms: closes_ms, ..hit }], closes_ms);
    shard.compact(closes_ms, u64::MAX / 2);
    assert_eq!((shard.closed(), shard.count("duplicate"), shard.count("late")), (once, 1_000, 1));
}

/// Hits are what is known so far, so two of one number are two things known: the larger of each.
#[test]
fn the_same_id_and_number_with_another_payload_are_joined_in_either_order() {
    let hit = |active_ms, bottom_px, n| {
        let mut hit = arrival(1, 1, 1, NOW_MS);
        hit.view = PageView { active_ms, bottom_px, height_px: 4_000, ..PageView::NEW };
        hit.events.set(event("seen"), n);
        hit
    };
    let (one, other) = (hit(9_000, 100, 1), hit(5_000, 3_000, 2));
    let (visits, _, duplicates) = told(vec![one.clone(), other.clone()]);
    assert_eq!((visits.as_slice(), duplicates), (told(vec![other, one]).0.as_slice(), 0));
    let view = &visits[0].views[0];
    assert_eq!((view.signals.active_ms, view.signals.bottom_px), (9_000, 3_000));
    assert_eq!(view.events.iter().map(|(_, n)| n).sum::<u16>(), 2);
}

/// Nobody knows another page's id, which is random and gone with it; whoever says it all the same
/// adds to that page view, and makes neither a visitor nor a visit.
#[test]
fn the_same_id_from_another_visitor_makes_no_other_visit() {
    let mut forged = arrival(2, 1, 0, NOW_MS);
    forged.origin.source.name = "Elsewhere".into();
    let (visits, ..) = told(vec![arrival(1, 1, 0, NOW_MS), forged]);
    assert_eq!((visits.len(), visits[0].views.len()), (1, 1));
    assert_eq!(visits[0].origin, any::origin());
}

#[test]
fn hit_numbers_out_of_order_with_gaps_and_at_their_end_give_what_they_give_in_order() {
    let hits = |numbers: &[u16]| -> Vec<Arrival> {
        let hit = |n: &u16| {
            let mut hit = arrival(1, 1, *n, NOW_MS);
            hit.item.path = format!("/{n}/");
            hit
        };
        numbers.iter().map(hit).collect()
    };
    let told = |numbers: &[u16]| {
        let (visits, lost, duplicates) = told(hits(numbers));
        let view = &visits[0].views[0];
        (view.signals.clone(), view.received, lost, duplicates)
    };
    let (_, received, lost, _) = told(&[0, 1, 2, 4, 7]);
    assert_eq!((received, lost), (0b1001_0111, 3));
    for numbers in [[7, 4, 2, 1, 0], [2, 7, 0, 4, 1], [4, 0, 7, 1, 2]] {
        assert_eq!(told(&numbers), told(&[0, 1, 2, 4, 7]), "{numbers:?}");
    }
    // All from 63 on are one: what is missing there is not known, and none is missing twice.
    let every: Vec<u16> = (0..=64).collect();
    assert_eq!(told(&every).2, 0);
    for last in [62, 63, 64, 65_535] {
        let lost = i64::from(last.min(63)) - 1;
        assert_eq!(told(&[0, last]).2, lost, "{last}");
        assert_eq!(told(&[last, 0]), told(&[0, last]), "{last}");
    }
    // A page whose numbers began anew after the last one: known already, and nothing falls.
    let (signals, received, lost, _) = told(&[0, 65_535, 0, 1]);
    assert_eq!((signals, received, lost), (told(&[0, 1, 65_535]).0, 1 << 63 | 0b11, 61));
}

/// What a shard writes, as far as it is to be counted.
#[derive(Default)]
struct Written {
    items: usize,
    segments: BTreeMap<u32, (usize, Vec<u8>)>,
    counts: BTreeMap<String, i64>,
}

impl Written {
    fn keep(&mut self, writes: Vec<Write>) {
        for write in writes {
            match write {
                Write::Item(..) => self.items += 1,
                Write::Segment { id, summary, bytes, .. } => {
                    self.segments.insert(id, (summary.views, bytes));
                }
                Write::Count { code, n, .. } => *self.counts.entry(code).or_default() += n,
                _ => {}
            }
        }
    }

    fn compact(&mut self, state: &mut State, received_ms: u64) {
        let segments = &self.segments;
        let mut read = |id| segments.get(&id).map(|(_, bytes)| bytes.clone()).ok_or(Damaged);
        let writes = state.compact(received_ms, u64::MAX / 2, &mut read).unwrap();
        self.keep(writes);
    }
}

#[test]
fn a_million_names_in_an_hour_are_capped_and_totals_are_exact() {
    const HITS: u64 = 1_000_000;
    const BATCH: u64 = 250;
    let mut state = State::load(Model::DEFAULT, &Disk::default()).unwrap();
    let mut written = Written::default();
    for first in (0..HITS).step_by(BATCH as usize) {
        let now_ms = NOW_MS + first * HOUR_MS / HITS;
        let hit = |n: u64| {
            let mut hit = arrival(0, n, 0, now_ms);
            hit.keys = vec![(n / 100).to_le_bytes().repeat(2).try_into().unwrap()];
            hit.item.path = format!("/{n}/");
            hit.origin.source.name = format!("source {n}");
            hit.origin.source.campaign = format!("campaign {n}");
            hit.events.set(event(&format!("event {n}")), 1);
            hit
        };
        let batch = Batch { arrivals: (first..first + BATCH).map(hit).collect(), counts: vec![] };
        let step = state.step(batch, now_ms);
        assert!(step.outcomes.iter().all(|it| *it == Outcome::Stored), "{first}");
        written.keep(step.writes);
        if state.is_urgent(now_ms) {
            written.compact(&mut state, now_ms);
        }
    }
    written.compact(&mut state, NOW_MS + 3 * HOUR_MS);
    assert_eq!(state.open_visits().count(), 0);
    assert_eq!(written.items, limit::NEW_ITEMS + 1, "so many, and the others");
    let names = (limit::NEW_ITEMS + 3 * limit::NAMES) as i64;
    let counts = [("accepted", HITS as i64), ("other", 4 * HITS as i64 - names)];
    assert_eq!(written.counts, counts.map(|(code, n)| (code.into(), n)).into());
    let views: usize = written.segments.values().map(|(views, _)| views).sum();
    assert_eq!(views as u64, HITS);
    // An object may have 10 GB.
    let bytes: usize = written.segments.values().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes < 32 * HITS as usize, "{bytes} bytes");
}

/// A twin of an object that lives on elsewhere cannot write, and what cannot be written is not
/// acknowledged: so there must be something to write for everything that is.
#[test]
fn nothing_is_acknowledged_without_a_write() {
    let mut shard = Shard::new();
    let mut hits =
        vec![arrival(1, 1, 0, NOW_MS), arrival(1, 1, 0, NOW_MS), arrival(1, 1, 3, NOW_MS)];
    hits.push(Arrival { asks: true, ..arrival(1, 1, 3, NOW_MS) });
    hits.push(Arrival { now_ms: NOW_MS - HOUR_MS, ..arrival(1, 1, 1, NOW_MS) });
    hits.push(Arrival { keys: Vec::new(), ..arrival(2, 2, 0, NOW_MS) });
    for hit in hits {
        let step = shard.state.step(Batch { arrivals: vec![hit], counts: vec![] }, NOW_MS);
        assert!(matches!(step.outcomes[..], [Outcome::Stored | Outcome::SoFar(_)]));
        let rows = step.writes.iter().filter(|write| matches!(write, Write::Journal(_)));
        assert_eq!(rows.count(), 1);
        shard.commit(step.writes);
    }
    // A late one is acknowledged before it is joined.
    let late_ms = NOW_MS + GAP_MS + HOUR_MS;
    shard.compact(late_ms, u64::MAX / 2);
    let late = Batch { arrivals: vec![arrival(1, 1, 4, late_ms)], counts: vec![] };
    let step = shard.state.step(late, late_ms);
    assert_eq!(step.outcomes, [Outcome::Stored]);
    assert!(matches!(step.writes[..], [Write::Journal(_)]));
    // What belongs elsewhere changes nothing, and nothing is written.
    let elsewhere = Arrival { only_known: true, ..arrival(9, 9, 0, late_ms) };
    let step = shard.state.step(Batch { arrivals: vec![elsewhere], counts: vec![] }, late_ms);
    assert_eq!((step.outcomes, step.writes), (vec![Outcome::Elsewhere], vec![]));
}
