//! Bytes that versions wrote: every later one reads them.
//!
//! The files are hexadecimal. A new version adds files of its own; these are never written anew.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use ungated_shard::arrival::{Arrival, Fit, Origin};
use ungated_shard::awaited::Awaited;
use ungated_shard::batch::{Batch, Count, Outcome, read_outcomes, write_outcomes};
use ungated_shard::disk::{Disk, Write};
use ungated_shard::fact::Visit;
use ungated_shard::segment::{Damaged, Unpacker};
use ungated_shard::state::State;
use ungated_shared::item::{Item, Stage};
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::{Event, Events, Prop};
use ungated_shared::score::model::Model;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;
use ungated_shared::source::Source;
use ungated_shared::source::channel::Channel;
use ungated_shared::visit::GAP_MS;

const NOW_MS: u64 = 1_728_000_000_000;
const CLOSES_MS: u64 = NOW_MS + GAP_MS + 1;

/// A hit with something in every field.
fn hit(page_view: u64, sequence: u16) -> Arrival {
    let mut view = PageView {
        active_ms: 61_000,
        media_ms: 5_000,
        bottom_px: 900,
        height_px: 4_000,
        ..PageView::NEW
    };
    (view.sections.at(1).words, view.sections.at(1).ms) = (240, 30_000);
    view.acts.add(Act::Print);
    view.hand_raises.add(HandRaise::Calendar);
    view.heard.add(Heard::Podcast);
    let medium = view.media.at(0).unwrap();
    medium.length_s = 600;
    medium.played.add(10, 70);
    medium.played.add(100, 130);
    let mut events = Events::NONE;
    let props = BTreeMap::from([
        ("plan".into(), Prop::Text("team".into())),
        ("seats".into(), Prop::Number(5)),
        ("trial".into(), Prop::Flag(true)),
    ]);
    events.set(Event::new("signup", props).unwrap(), 2);
    Arrival {
        now_ms: NOW_MS + u64::from(sequence),
        only_known: false,
        asks: true,
        network: 77,
        keys: vec![[1; 16], [2; 16]],
        page_view,
        sequence,
        origin: Origin {
            source: Source {
                name: "Überblick".into(),
                channel: Channel::Community,
                campaign: "spring".into(),
                confidence: 80,
            },
            device: "desktop".into(),
            bot: String::new(),
            country: "AT".into(),
            fit: Fit::default(),
            simulated: false,
        },
        item: Item {
            path: "/a/".into(),
            title: "Ein Stück".into(),
            topic: "Topic".into(),
            author: "Author".into(),
            kind: "article".into(),
            stage: Stage::Decision,
            language: "de".into(),
            words: 1_200,
            weight: 150,
        },
        view,
        events,
        refused_events: 1,
        claim: Some((40, 0x1234_5678_9abc_def0)),
        on_trial: vec!["hostname".into()],
    }
}

fn batch() -> Batch {
    let counts = vec![Count { now_ms: NOW_MS, code: "method".into(), n: 3 }];
    Batch { arrivals: vec![hit(9, 0), hit(9, 2)], counts }
}

fn outcomes() -> Vec<Outcome> {
    vec![
        Outcome::Stored,
        Outcome::SoFar(vec![1, 300]),
        Outcome::Refused("visit_full".into()),
        Outcome::Elsewhere,
    ]
}

fn golden(name: &str, today: &[u8]) -> Vec<u8> {
    let path = format!("{}/golden/{name}.hex", env!("CARGO_MANIFEST_DIR"));
    let hex = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        let today: String = today.iter().map(|byte| format!("{byte:02x}")).collect();
        panic!("{path} is missing; today's bytes: {today}")
    });
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

/// A shard that took the batch, its items, and the journal's row.
fn shard() -> (State, Vec<(u32, Item)>, Vec<u8>) {
    let mut state = State::load(Model::DEFAULT, &Disk::default()).unwrap();
    let (mut items, mut row) = (Vec::new(), Vec::new());
    for write in state.step(batch(), NOW_MS).writes {
        match write {
            Write::Item(id, item) => items.push((id, item)),
            Write::Journal(bytes) => row = bytes,
            other => panic!("{other:?}"),
        }
    }
    (state, items, row)
}

fn facts(state: &State) -> Vec<Visit> {
    state.open_visits().map(|open| open.fact(state.items(), state.model())).collect()
}

#[test]
fn a_batch_is_read() {
    let bytes = golden("batch.1", &batch().write());
    assert_eq!(Batch::read(&bytes), Some(batch()));
    assert_eq!(batch().write(), bytes, "the form changed, its version did not");
    let bytes = golden("outcomes.1", &write_outcomes(&outcomes()));
    assert_eq!(read_outcomes(&bytes), Some(outcomes()));
    assert_eq!(write_outcomes(&outcomes()), bytes, "the form changed, its version did not");
}

#[test]
fn a_row_of_the_journal_is_read() {
    let (state, items, row) = shard();
    let bytes = golden("journal.1", &row);
    assert_eq!(row, bytes, "the form changed, its version did not");
    let disk = Disk { items, journal: vec![bytes], ..Disk::default() };
    assert!(State::load(Model::DEFAULT, &disk).unwrap().is_same(&state));
}

#[test]
fn a_row_of_open_visits_is_read() {
    let (mut state, items, _) = shard();
    // Another visit is over, so that this one is written down.
    let other = Arrival { keys: Vec::new(), ..hit(5, 0) };
    let older = Batch { arrivals: vec![other], counts: Vec::new() };
    state.step(older, NOW_MS - GAP_MS);
    let open: Vec<Visit> = facts(&state).into_iter().take(1).collect();
    let writes = state.compact(NOW_MS + 1, u64::MAX / 2, &mut |_| Err(Damaged)).unwrap();
    let rows = writes.iter().find_map(|write| match write {
        Write::Open(rows) => Some(rows[0].clone()),
        _ => None,
    });
    let bytes = golden("open.1", &rows.clone().unwrap());
    assert_eq!(rows, Some(bytes.clone()), "the form changed, its version did not");
    let disk = Disk { items, open: vec![bytes], ..Disk::default() };
    assert_eq!(facts(&State::load(Model::DEFAULT, &disk).unwrap()), open);
}

#[test]
fn a_segment_is_read() {
    let (mut state, _, _) = shard();
    let wanted = facts(&state);
    let writes = state.compact(CLOSES_MS, u64::MAX / 2, &mut |_| Err(Damaged)).unwrap();
    let segment = writes.iter().find_map(|write| match write {
        Write::Segment { bytes, .. } => Some(bytes.clone()),
        _ => None,
    });
    let awaited = writes.iter().find_map(|write| match write {
        Write::Await(_, bytes) => Some(bytes.clone()),
        _ => None,
    });
    let bytes = golden("awaited.1", &awaited.clone().unwrap());
    assert_eq!(awaited, Some(bytes.clone()), "the form changed, its version did not");
    assert!(Awaited::read(&bytes).unwrap().has(9));

    // Another packer may pack better; what it packed is read for ever.
    let bytes = golden("segment.1", &segment.unwrap());
    let read: Result<Vec<Visit>, Damaged> = Unpacker::new(&bytes).unwrap().collect();
    // The model of that time scored it; all else is what a shard tells today.
    let raw =
        |visit: &Visit| (visit.start_ms, visit.last_ms, visit.origin.clone(), visit.views.clone());
    assert_eq!(
        read.unwrap().iter().map(raw).collect::<Vec<_>>(),
        wanted.iter().map(raw).collect::<Vec<_>>()
    );
}

/// The same hits of a reader who fits: what writes that is a version of its own.
fn fitting() -> Batch {
    let mut batch = batch();
    for hit in &mut batch.arrivals {
        hit.origin.fit = Fit { segment: "DACH manufacturing".into(), score: 70, classified: true };
    }
    batch
}

#[test]
fn what_is_known_of_fit_is_read() {
    let bytes = golden("batch.2", &fitting().write());
    assert_eq!(Batch::read(&bytes), Some(fitting()));
    assert_eq!(fitting().write(), bytes, "the form changed, its version did not");

    let mut state = State::load(Model::DEFAULT, &Disk::default()).unwrap();
    state.step(fitting(), NOW_MS);
    let wanted = facts(&state);
    let writes = state.compact(CLOSES_MS, u64::MAX / 2, &mut |_| Err(Damaged)).unwrap();
    let segment = writes.iter().find_map(|write| match write {
        Write::Segment { bytes, .. } => Some(bytes.clone()),
        _ => None,
    });
    let bytes = golden("segment.2", &segment.unwrap());
    let read: Result<Vec<Visit>, Damaged> = Unpacker::new(&bytes).unwrap().collect();
    let origins =
        |visits: &[Visit]| visits.iter().map(|visit| visit.origin.clone()).collect::<Vec<Origin>>();
    assert_eq!(origins(&read.unwrap()), origins(&wanted));
}
