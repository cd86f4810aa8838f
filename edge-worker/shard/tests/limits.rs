//! What a shard has room for, at one less, as many as may, and one more.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival, event, refused};
use ungated_shard::arrival::Arrival;
use ungated_shard::batch::{Batch, Outcome};
use ungated_shard::disk::Disk;
use ungated_shard::state::{State, TRIED};
use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::page_view::event::{Event, Events, Prop};
use ungated_shared::score::model::Model;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn stored(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|it| **it == Outcome::Stored).count()
}

#[test]
fn a_network_has_its_hits_a_minute() {
    let mut shard = Shard::new();
    let hits = |n: u32| -> Vec<Arrival> {
        let hit = |_| Arrival { network: 7, ..arrival(1, 1, 0, NOW_MS) };
        (0..n).map(hit).collect()
    };
    assert_eq!(stored(&shard.take(hits(limit::NETWORK_HITS - 1), NOW_MS)), 1_199);
    assert_eq!(shard.take(hits(2), NOW_MS), [Outcome::Stored, refused("rate_limited")]);
    // Others have theirs, and so has the network in the next minute.
    assert_eq!(shard.take(vec![arrival(2, 2, 0, NOW_MS)], NOW_MS), [Outcome::Stored]);
    assert_eq!(shard.take(hits(1), NOW_MS + 60_000), [Outcome::Stored]);
    assert_eq!((shard.count("accepted"), shard.count("rate_limited")), (1_202, 1));
}

/// A limit on trial tells what it would have done; how much a shard can take is no matter of trying.
#[test]
fn a_rate_on_trial_is_told_and_refuses_nothing() {
    let mut shard = Shard::new();
    let hits = |n: u32| -> Vec<Arrival> {
        let on_trial = || vec![TRIED.to_owned()];
        let hit = |_| Arrival { network: 7, on_trial: on_trial(), ..arrival(1, 1, 0, NOW_MS) };
        (0..n).map(hit).collect()
    };
    let most = limit::NETWORK_HITS;
    assert_eq!(stored(&shard.take(hits(most), NOW_MS)), 1_200);
    assert_eq!(shard.count("trial_rate_limited"), 0);
    assert_eq!(shard.take(hits(1), NOW_MS), [Outcome::Stored]);
    let counts = ["accepted", "trial_rate_limited", "rate_limited", "trial_try_rate_limited"];
    assert_eq!(counts.map(|code| shard.count(code)), [1_201, 1, 0, 0]);
    // What is over a network's rate does not use up the shard's.
    let mut shard = Shard::new();
    let others: Vec<Arrival> = (0..limit::SHARD_HITS)
        .map(|n| Arrival { network: (n + 1).into(), ..hits(1).remove(0) })
        .collect();
    assert_eq!(stored(&shard.take(others, NOW_MS)), 5_000);
    assert_eq!(shard.take(hits(1), NOW_MS), [refused("overloaded")]);
}

#[test]
fn a_shard_has_its_hits_a_second() {
    let mut shard = Shard::new();
    let hits = |n: u32| (0..n).map(|_| arrival(1, 1, 0, NOW_MS)).collect::<Vec<_>>();
    assert_eq!(stored(&shard.take(hits(limit::SHARD_HITS - 1), NOW_MS)), 4_999);
    assert_eq!(shard.take(hits(2), NOW_MS), [Outcome::Stored, refused("overloaded")]);
    assert_eq!(shard.take(hits(1), NOW_MS + 1_000), [Outcome::Stored]);
}

/// A flood of addresses: those beyond share one budget, which is one network's.
#[test]
fn a_minute_has_room_for_so_many_networks() {
    let mut shard = Shard::new();
    let mut second = 0;
    let mut take = |shard: &mut Shard, networks: std::ops::Range<u64>| -> Vec<Outcome> {
        let networks: Vec<u64> = networks.collect();
        let second_hits = networks.chunks(limit::SHARD_HITS as usize - 1).flat_map(|networks| {
            second += 1;
            // Each visitor has room for two hundred page views.
            let hit = |&network: &u64| {
                let mut hit = arrival(1, network, 0, NOW_MS);
                hit.keys = vec![(network / 100).to_le_bytes().repeat(2).try_into().unwrap()];
                Arrival { network: network + 1, ..hit }
            };
            let batch = Batch { arrivals: networks.iter().map(hit).collect(), counts: Vec::new() };
            shard.state.step(batch, NOW_MS + second * 1_000).outcomes
        });
        second_hits.collect()
    };
    let most = limit::NETWORKS as u64;
    let shared = u64::from(limit::NETWORK_HITS);
    for networks in [0..most - 1, most - 1..most, most..most + shared] {
        let outcomes = take(&mut shard, networks.clone());
        assert!(outcomes.iter().all(|it| *it == Outcome::Stored), "{networks:?}");
    }
    assert_eq!(take(&mut shard, most + shared..most + shared + 1), [refused("rate_limited")]);
    // Those that were known before have theirs.
    assert_eq!(take(&mut shard, 0..1), [Outcome::Stored]);
}

#[test]
fn a_shard_that_is_overloaded_takes_nothing_from_another() {
    let (mut flooded, mut other) = (Shard::new(), Shard::new());
    let hits = |n: u32| (0..n).map(|_| arrival(1, 1, 0, NOW_MS)).collect::<Vec<_>>();
    assert_eq!(stored(&flooded.take(hits(limit::SHARD_HITS), NOW_MS)), 5_000);
    for _ in 1..100 {
        let batch = Batch { arrivals: hits(limit::SHARD_HITS), counts: Vec::new() };
        assert_eq!(stored(&flooded.state.step(batch, NOW_MS).outcomes), 0);
    }
    assert_eq!(flooded.count("overloaded"), i64::from(99 * limit::SHARD_HITS));
    assert_eq!(other.take(hits(1), NOW_MS), [Outcome::Stored]);
    assert_eq!(other.count("overloaded"), 0);
}

#[test]
fn a_visit_has_room_for_so_many_page_views() {
    let mut shard = Shard::new();
    let most = limit::VISIT_PAGE_VIEWS as u64;
    let hits = |range: std::ops::Range<u64>| -> Vec<Arrival> {
        range.map(|view| arrival(1, view, 0, NOW_MS)).collect()
    };
    assert_eq!(stored(&shard.take(hits(0..most - 1), NOW_MS)), 199);
    let told = shard.take(hits(most - 1..most + 1), NOW_MS);
    assert_eq!(told, [Outcome::Stored, refused("visit_full")]);
    // What is there goes on.
    assert_eq!(shard.take(vec![arrival(1, 3, 1, NOW_MS)], NOW_MS), [Outcome::Stored]);
    assert_eq!((shard.count("accepted"), shard.count("visit_full")), (201, 1));
}

#[test]
fn a_visit_of_made_up_hits_is_bounded_in_bytes() {
    let mut shard = Shard::new();
    let mut refusals = 0;
    for n in 0..1_200u32 {
        let mut hit = arrival(1, u64::from(n % 100), 1, NOW_MS);
        for medium in 0..limit::MEDIA {
            let played = &mut hit.view.media.at(medium).unwrap().played;
            (0..300).for_each(|at| {
                played.add((n * 7 + at * 41) % 14_000, (n * 7 + at * 41) % 14_000 + 1)
            });
        }
        let step =
            shard.state.step(Batch { arrivals: vec![hit], counts: vec![] }, NOW_MS + u64::from(n));
        refusals += usize::from(step.outcomes == [refused("visit_full")]);
    }
    assert!(refusals > 0);
    let bytes: usize = shard.state.open_visits().map(|visit| visit.bytes()).sum();
    assert!(bytes < limit::VISIT_BYTES + 64 * 1024, "{bytes}");
}

/// The state with one more page view: of so many stretches played, and an event of so many letters.
fn with(state: &State, page_view: u64, stretches: u32, letters: usize) -> State {
    let mut hit = arrival(1, page_view, 0, NOW_MS);
    for at in 0..stretches {
        hit.view.media.at(at as usize % 4).unwrap().played.add(at / 4 * 30, at / 4 * 30 + 1);
    }
    let text = Prop::Text("x".repeat(letters));
    hit.events.set(Event::new("e", [("p".into(), text)].into()).unwrap(), 1);
    let mut state = state.clone();
    let step = state.step(Batch { arrivals: vec![hit], counts: Vec::new() }, NOW_MS);
    assert_eq!(step.outcomes, [Outcome::Stored]);
    state
}

/// A visit of exactly so many bytes: large page views, smaller ones, and one of what is left.
fn visit_of(bytes: usize) -> State {
    let size = |state: &State| state.open_visits().map(|visit| visit.bytes()).sum::<usize>();
    let mut state = Shard::new().state;
    let mut views = 0;
    for stretches in [1_600, 400, 100, 25, 6] {
        loop {
            let next = with(&state, views, stretches, 0);
            if size(&next) + 60 > bytes {
                break;
            }
            (state, views) = (next, views + 1);
        }
    }
    let mut last = (1..=limit::LABEL_CHARS).map(|letters| with(&state, views, 0, letters));
    last.find(|state| size(state) == bytes).unwrap()
}

#[test]
fn a_visit_has_room_for_so_many_bytes() {
    let most = limit::VISIT_BYTES;
    for (bytes, outcome) in [
        (most - 1, Outcome::Stored),
        (most, refused("visit_full")),
        (most + 1, refused("visit_full")),
    ] {
        let mut state = visit_of(bytes);
        let hit = arrival(1, 0, 1, NOW_MS);
        let step = state.step(Batch { arrivals: vec![hit], counts: Vec::new() }, NOW_MS);
        assert_eq!(step.outcomes, [outcome], "{bytes}");
    }
}

#[test]
fn new_items_beyond_the_limit_are_the_others_and_totals_exact() {
    let mut shard = Shard::new();
    let hit = |n: usize, now_ms: u64| {
        let mut hit = arrival((n % 200) as u8, n as u64, 0, now_ms);
        hit.item.path = format!("/{n}/");
        hit
    };
    let most = limit::NEW_ITEMS;
    shard.take((0..most - 1).map(|n| hit(n, NOW_MS)).collect(), NOW_MS);
    assert_eq!(shard.count("other"), 0);
    shard.take(vec![hit(most - 1, NOW_MS)], NOW_MS);
    assert_eq!(shard.count("other"), 0);
    shard.take(vec![hit(most, NOW_MS), hit(most + 1, NOW_MS)], NOW_MS);
    assert_eq!(shard.count("other"), 2);
    // Known ones stay themselves, and the next day has room.
    shard.take(vec![hit(0, NOW_MS)], NOW_MS);
    assert_eq!(shard.count("other"), 2);
    shard.take(vec![hit(most + 2, NOW_MS + DAY_MS)], NOW_MS + DAY_MS);
    assert_eq!(shard.count("other"), 2);
    assert_eq!(shard.count("accepted"), most as i64 + 4);
    let views: usize = shard.state.open_visits().map(|visit| visit.views.len()).sum();
    assert_eq!(views, most + 3);
}

#[test]
fn a_shard_has_room_for_so_many_items() {
    let item = |n: usize| Item { path: format!("/{n}/"), ..Item::default() };
    for (known, others) in [(limit::ITEMS - 2, 0), (limit::ITEMS - 1, 0), (limit::ITEMS, 1)] {
        let items = (0..known).map(|n| (n as u32 + 1, item(n))).collect();
        let mut state = State::load(Model::DEFAULT, &Disk { items, ..Disk::default() }).unwrap();
        let hit = Arrival { item: item(known), ..arrival(1, 1, 0, NOW_MS) };
        let batch = Batch { arrivals: vec![hit], counts: Vec::new() };
        assert_eq!(state.step(batch, NOW_MS).outcomes, [Outcome::Stored]);
        let counted = state.ledger().0.iter().filter(|((_, code), _)| code == "other");
        assert_eq!(counted.map(|(_, n)| n).sum::<i64>(), others, "{known}");
        assert_eq!(state.items().len(), known + 1);
    }
}

#[test]
fn names_beyond_the_limit_are_the_others_and_counts_stay() {
    let mut shard = Shard::new();
    let most = limit::NAMES;
    let hit = |n: usize| {
        let mut hit = arrival(1, 1, 0, NOW_MS);
        hit.origin.source.name = format!("source {n}");
        hit.origin.source.campaign = format!("campaign {n}");
        let mut events = Events::NONE;
        events.set(event(&format!("event {n}")), 3);
        hit.events = events;
        hit.page_view = n as u64 / 20;
        hit
    };
    let take = |shard: &mut Shard, range: std::ops::Range<usize>| {
        let batch = Batch { arrivals: range.map(hit).collect(), counts: Vec::new() };
        shard.state.step(batch, NOW_MS)
    };
    let step = take(&mut shard, 0..most - 1);
    shard.commit(step.writes);
    let step = take(&mut shard, most - 1..most);
    shard.commit(step.writes);
    assert_eq!(shard.count("other"), 0);
    let step = take(&mut shard, most..most + 1);
    shard.commit(step.writes);
    // A source, a campaign, an event.
    assert_eq!(shard.count("other"), 3);
    let open = shard.state.open_visits().next().unwrap();
    let visit = open.fact(shard.state.items(), shard.state.model());
    let counts = |view: &ungated_shard::fact::View| {
        view.events.iter().map(|(_, n)| u64::from(n)).sum::<u64>()
    };
    assert_eq!(visit.views.iter().map(counts).sum::<u64>(), 3 * (most as u64 + 1));
}
