//! What is written is read; what is damaged is told, and costs no more than its bytes.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival, event, page_view, visit};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use ungated_shard::arrival::Fit;
use ungated_shard::awaited::{Awaited, Known, STEP_MS};
use ungated_shard::batch::{Batch, Count, Outcome, read_outcomes, write_outcomes};
use ungated_shard::codec::Reader;
use ungated_shard::disk::Disk;
use ungated_shard::fact::{View, Visit};
use ungated_shard::packed;
use ungated_shard::segment::{Columns, Packer, Unpacker, scan};
use ungated_shard::state::State;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::Events;
use ungated_shared::page_view::language::Unit;
use ungated_shared::report::table::Need;
use ungated_shared::score::model::Model;
use ungated_shared::score::words_read;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::heard::Heard;

fn pack(visits: &[Visit]) -> Vec<u8> {
    let mut packer = Packer::default();
    visits.iter().for_each(|visit| packer.push(visit));
    packer.finish().1
}

/// Reads all that can be read.
fn unpack(bytes: &[u8]) -> Option<Vec<Visit>> {
    Unpacker::new(bytes).ok()?.collect::<Result<_, _>>().ok()
}

proptest! {
    #![proptest_config(Config::with_cases(48))]

    #[test]
    fn a_segment_gives_back_its_visits(visits in vec(visit(0..5), 0..6)) {
        prop_assert_eq!(unpack(&pack(&visits)), Some(visits));
    }

    #[test]
    fn a_column_is_read_without_the_others(visits in vec(visit(0..5), 0..6)) {
        let bytes = pack(&visits);
        let columns = Columns::new(&bytes).unwrap();
        let read = |name| {
            let column = columns.column(name).unwrap();
            let mut from = Reader::new(&column);
            std::iter::from_fn(|| from.number()).collect::<Vec<u64>>()
        };
        let views = || visits.iter().flat_map(|visit| &visit.views);
        let active: Vec<u64> = views().map(|view| view.signals.active_ms.into()).collect();
        prop_assert_eq!(read("view.active_ms"), active);
        let names = read("visit.source.text").into_iter().map(|at| &columns.texts()[at as usize]);
        prop_assert!(names.eq(visits.iter().map(|visit| &visit.origin.source.name)));
        prop_assert_eq!(columns.column("no such column"), None);
    }

    #[test]
    fn a_table_has_what_its_visits_have(visits in vec(visit(0..5), 0..6)) {
        let unit = |item: u32| if item.is_multiple_of(7) { Unit::Characters } else { Unit::Words };
        let table = scan(&pack(&visits), Need::ALL, "weur", &Model::DEFAULT, &unit).unwrap();
        let views = || visits.iter().flat_map(|visit| &visit.views);
        let of = |told: &dyn Fn(&View) -> u32| views().map(told).collect::<Vec<u32>>();
        prop_assert_eq!(&table.item, &of(&|view| view.item));
        prop_assert_eq!(&table.engaged_ms, &of(&|view| view.signals.engaged_ms()));
        let depth: Vec<u8> = views().map(|view| view.signals.depth()).collect();
        prop_assert_eq!(&table.depth, &depth);
        prop_assert_eq!(&table.words, &of(&|view| view.signals.words()));
        let read = |view: &View| words_read(&Model::DEFAULT, unit(view.item), &view.signals);
        prop_assert_eq!(&table.words_read, &of(&read));
        prop_assert_eq!(&table.hand_raises, &of(&|view| view.signals.hand_raises.total()));
        let points: Vec<u8> = views().map(|view| view.points).collect();
        prop_assert_eq!(&table.points, &points);
        for (at, visit) in visits.iter().enumerate() {
            let text = |of: usize| &table.texts[table.of_visit[of][at] as usize];
            prop_assert_eq!(table.start_ms[at], visit.start_ms);
            prop_assert_eq!(table.views(at).len(), visit.views.len());
            prop_assert_eq!(text(0), &visit.origin.bot);
            prop_assert_eq!(text(2), &visit.origin.source.name);
            prop_assert_eq!(text(6), &visit.standing);
            prop_assert_eq!(text(7), &visit.origin.fit.segment);
            let said = |view: &View| packed::heard(&view.signals);
            let last = visit.views.iter().map(said).rfind(|bits| *bits > 0).unwrap_or_default();
            let answer = match last.count_ones() {
                0 => "",
                1 => Heard::ALL[last.trailing_zeros() as usize].word(),
                _ => "(several)",
            };
            prop_assert_eq!(text(8), answer);
            let fit = (table.fit[at], table.classified[at]);
            prop_assert_eq!(fit, (visit.origin.fit.score, visit.origin.fit.classified));
            let scores = (table.engagement[at], table.intent[at]);
            prop_assert_eq!(scores, (visit.engagement, visit.intent));
        }
        let few = scan(&pack(&visits), Need::default(), "weur", &Model::DEFAULT, &unit).unwrap();
        prop_assert_eq!((few.item, few.engaged_ms.len()), (table.item, 0));
    }

    #[test]
    fn a_batch_gives_back_its_hits(views in vec(page_view(), 0..4), n in any::<u64>()) {
        let mut batch = Batch::default();
        for (at, view) in views.into_iter().enumerate() {
            let mut hit = arrival(at as u8, n, at as u16, NOW_MS);
            (hit.view, hit.claim, hit.asks) = (view, Some((7, n)), at % 2 == 0);
            hit.on_trial = vec!["hostname".into()];
            let classified = at % 2 == 0;
            hit.origin.fit = Fit { segment: "DACH".repeat(at), score: at as u8, classified };
            batch.arrivals.push(hit);
        }
        batch.counts.push(Count { now_ms: n, code: "method".into(), n });
        prop_assert_eq!(Batch::read(&batch.write()), Some(batch));
    }
}

/// A visit at every bound at once.
fn largest() -> Visit {
    let mut signals = PageView { height_px: limit::PIXELS, ..PageView::NEW };
    for at in 0..limit::SECTIONS {
        (signals.sections.at(at).words, signals.sections.at(at).ms) =
            (limit::WORDS, limit::ENGAGED_MS);
    }
    for at in 0..limit::MEDIA {
        let medium = signals.media.at(at).unwrap();
        medium.length_s = limit::MEDIA_SECONDS;
        for span in 0..limit::MEDIA_SPANS {
            medium.played.add(10_000 + span * 60, 10_000 + span * 60 + 30);
        }
    }
    let mut events = Events::NONE;
    for at in 0..limit::EVENTS {
        events.set(event(&format!("event {at}")), limit::EVENT_COUNT);
    }
    let view = View { item: 1, after_ms: 1, received: u64::MAX, points: 100, signals, events };
    let mut runner = TestRunner::deterministic();
    let any = visit(0..1).new_tree(&mut runner).unwrap();
    Visit { views: vec![view; limit::VISIT_PAGE_VIEWS], ..any.current() }
}

#[test]
fn a_segment_without_fit_is_what_the_release_before_reads() {
    let mut runner = TestRunner::deterministic();
    let mut visits = vec(visit(1..3), 4).new_tree(&mut runner).unwrap().current();
    visits.iter_mut().for_each(|visit| visit.origin.fit = Fit::default());
    let bytes = pack(&visits);
    assert!(bytes.starts_with(b"UGS\x01"));
    assert_eq!(unpack(&bytes).unwrap(), visits);
    assert_eq!(Columns::new(&bytes).unwrap().column("visit.fit"), None);
    let table = scan(&bytes, Need::ALL, "weur", &Model::DEFAULT, &|_| Unit::Words).unwrap();
    assert_eq!((table.fit, table.classified), (vec![0; 4], vec![false; 4]));
    assert!(table.of_visit[7].iter().all(|place| table.texts[*place as usize].is_empty()));

    visits[2].origin.fit.classified = true;
    let bytes = pack(&visits);
    assert!(bytes.starts_with(b"UGS\x02"));
    assert_eq!(unpack(&bytes), Some(visits));
}

#[test]
fn full_segments_of_the_largest_visits_fit_into_a_row() {
    let mut packer = Packer::default();
    let mut n = 0;
    while !packer.is_full() {
        packer.push(&largest());
        n += 1;
    }
    let (summary, bytes) = packer.finish();
    assert_eq!((summary.visits, summary.views), (n, n * limit::VISIT_PAGE_VIEWS));
    assert!(bytes.len() < 2_000_000, "{}", bytes.len());
    assert_eq!(unpack(&bytes).map(|it| it.len()), Some(n));
}

/// Hands `read` every truncation, and 10,000 versions with one bit or byte changed.
fn damage(bytes: &[u8], mut read: impl FnMut(&[u8])) {
    for end in 0..bytes.len() {
        read(&bytes[..end]);
    }
    let mut luck = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..10_000 {
        luck ^= luck << 13;
        luck ^= luck >> 7;
        luck ^= luck << 17;
        let mut damaged = bytes.to_vec();
        let at = (luck % bytes.len() as u64) as usize;
        match luck >> 60 {
            0..8 => damaged[at] ^= 1 << (luck >> 56 & 7),
            8..12 => damaged[at] = 0xff,
            _ => damaged[at] = (luck >> 40) as u8,
        }
        read(&damaged);
    }
}

#[test]
fn damaged_segments_are_told_and_never_panic() {
    let mut runner = TestRunner::deterministic();
    let visits = vec(visit(1..3), 2).new_tree(&mut runner).unwrap().current();
    let bytes = pack(&visits);
    for end in 0..bytes.len() {
        assert!(Unpacker::new(&bytes[..end]).is_err(), "{end} bytes");
        assert!(scan(&bytes[..end], Need::ALL, "weur", &Model::DEFAULT, &|_| Unit::Words).is_err());
    }
    damage(&bytes, |bytes| {
        if let Ok(visits) = Unpacker::new(bytes) {
            visits.take(100_000).for_each(drop);
        }
        let _ = scan(bytes, Need::ALL, "weur", &Model::DEFAULT, &|_| Unit::Words);
    });
}

#[test]
fn damaged_batches_and_rows_are_told_and_never_panic() {
    let mut shard = Shard::new();
    let hits = (0..3).map(|n| arrival(n, n.into(), n.into(), NOW_MS)).collect();
    let counts = vec![Count { now_ms: NOW_MS, code: "method".into(), n: 1 }];
    let batch = Batch { arrivals: hits, counts };
    let bytes = batch.write();
    for end in 0..bytes.len() {
        assert_eq!(Batch::read(&bytes[..end]), None);
    }
    damage(&bytes, |bytes| drop(Batch::read(bytes)));

    let step = shard.state.step(batch, NOW_MS);
    let outcomes = write_outcomes(&step.outcomes);
    damage(&outcomes, |bytes| drop(read_outcomes(bytes)));
    shard.commit(step.writes);
    let disk = |journal: &[u8], open: &[u8]| Disk {
        journal: (!journal.is_empty()).then(|| journal.to_vec()).into_iter().collect(),
        open: (!open.is_empty()).then(|| open.to_vec()).into_iter().collect(),
        ..Disk::default()
    };
    damage(&shard.journal[0], |row| drop(State::load(Model::DEFAULT, &disk(row, &[]))));
    let mut late = arrival(9, 9, 0, NOW_MS + 40 * 60_000);
    late.origin.country = "FR".into();
    let step = shard.state.step(Batch { arrivals: vec![late], counts: vec![] }, late_ms());
    shard.commit(step.writes);
    shard.compact(late_ms(), u64::MAX / 2);
    assert_eq!(shard.open.len(), 1);
    damage(&shard.open[0], |row| drop(State::load(Model::DEFAULT, &disk(&[], row))));
}

const fn late_ms() -> u64 {
    NOW_MS + 40 * 60_000
}

#[test]
fn what_is_awaited_is_read_and_damage_is_told() {
    let mut awaited = Awaited::default();
    for (visit, step, ids) in [(0, 7, &[u64::MAX, 1][..]), (3, 5, &[2]), (4, 5, &[])] {
        let known = Known { until_ms: step * STEP_MS, bytes: 300 * ids.len() };
        awaited.put(visit, known, ids).unwrap();
    }
    let bytes = awaited.write();
    assert_eq!(Awaited::read(&bytes).unwrap(), awaited);
    damage(&bytes, |bytes| drop(Awaited::read(bytes)));
    assert!(Awaited::read(&[0, 0, 0, 0xff, 0xff, 0x7f]).is_err());
}

#[test]
fn lengths_beyond_the_bytes_allocate_nothing() {
    // Counts and lengths of all that there is, over and over.
    for n in [1, 9, 64, 1_000] {
        let bytes = [&[1u8][..], &[0xff; 9], &[1], &vec![0xff; n]].concat();
        assert_eq!(Batch::read(&bytes), None);
        assert_eq!(read_outcomes(&bytes), None);
        assert!(Unpacker::new(&[b"UGS\x01", &bytes[..]].concat()).is_err());
    }
    assert_eq!(
        read_outcomes(&write_outcomes(&[Outcome::Elsewhere])),
        Some(vec![Outcome::Elsewhere])
    );
}
