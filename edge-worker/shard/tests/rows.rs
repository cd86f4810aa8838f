//! Whatever comes, every row stays below what a row may have.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use std::collections::BTreeMap;

use any::{NOW_MS, Shard, arrival, refused};
use ungated_shard::arrival::{Arrival, Fit, Origin};
use ungated_shard::batch::{Batch, Count, Outcome};
use ungated_shard::codec::Writer;
use ungated_shard::disk::{FULL_BYTES, Write};
use ungated_shard::packed;
use ungated_shared::hit::refusal::Refusal;
use ungated_shared::hit::{Hit, Numbers, VERSION, WireItem};
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::page_view::event::{Event, Events, Prop};
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;
use ungated_shared::source::app::App;
use ungated_shared::source::source;
use ungated_shared::visit::GAP_MS;

const KEPT_MS: u64 = 400 * 24 * 60 * 60 * 1000;

/// A character of four bytes, the most that one has.
const WIDE: &str = "𝒳";

fn props(length: usize) -> BTreeMap<String, Prop> {
    let name = |n: usize| format!("{n}{}", WIDE.repeat(limit::EVENT_NAME_CHARS - 1));
    (0..limit::EVENT_PROPS)
        .map(|n| (name(n), Prop::Text(WIDE.repeat(length.min(limit::LABEL_CHARS)))))
        .collect()
}

/// A hit with every field at its bound, in a body of so many bytes.
fn largest(page_view: u64, bytes: usize) -> Vec<u8> {
    let path = |length| format!("/{}", "p".repeat(length - 1));
    let label = WIDE.repeat(limit::LABEL_CHARS);
    let campaign = WIDE.repeat(limit::CAMPAIGN_CHARS);
    let event = |n: usize| {
        let name = format!("{n}{}", WIDE.repeat(12));
        serde_json::from_value(serde_json::json!([name, {}, limit::EVENT_COUNT])).unwrap()
    };
    let stretches = |n: u32| (0..n).flat_map(|n| [10_000 + 2 * n, 10_001 + 2 * n]);
    let medium = |n| std::iter::once(limit::MEDIA_SECONDS).chain(stretches(n)).collect::<Vec<_>>();
    let hit = |spans: u32, referrer: usize| Hit {
        v: VERSION,
        s: "s".repeat(limit::SITE_BYTES),
        p: format!("{page_view:016x}"),
        n: u16::MAX,
        u: format!("https://h/?utm_source={campaign}&utm_campaign={campaign}"),
        r: "r".repeat(referrer),
        i: WireItem {
            c: path(limit::PATH_BYTES),
            t: WIDE.repeat(limit::TITLE_CHARS),
            y: label.clone(),
            p: label.clone(),
            a: label.clone(),
            g: "consideration".into(),
            w: limit::WORDS,
            l: "en".into(),
        },
        view: Numbers {
            e: limit::ENGAGED_MS,
            l: limit::ENGAGED_MS / 2,
            d: [limit::PIXELS, limit::PIXELS],
            x: vec![[limit::WORDS, limit::ENGAGED_MS]; limit::SECTIONS],
            y: vec![medium(spans); limit::MEDIA],
            k: Act::ALL.iter().map(|act| (*act, Act::MOST)).collect(),
            h: HandRaise::ALL.iter().map(|kind| (*kind, HandRaise::MOST)).collect(),
            w: Heard::ALL.to_vec(),
        },
        o: (0..28).map(event).collect(),
        q: Some(100),
        m: Some("f".repeat(16)),
        a: 1,
    };
    let write = |hit: &Hit| serde_json::to_vec(hit).unwrap();
    // As many stretches as fit, and the rest for what is not kept.
    let fits = |spans: &u32| write(&hit(*spans, 0)).len() + 8 <= bytes;
    let spans = (0..200).take_while(fits).last().unwrap();
    let rest = bytes - write(&hit(spans, 1)).len();
    write(&hit(spans, 1 + rest))
}

/// What the Worker makes of a body.
fn admitted(body: &[u8]) -> Result<Arrival, Refusal> {
    let snapshot = Hit::read(body)?;
    Ok(Arrival {
        now_ms: NOW_MS,
        only_known: true,
        asks: snapshot.asks,
        network: u64::MAX,
        keys: vec![[1; 16], [2; 16]],
        page_view: snapshot.page_view,
        sequence: snapshot.sequence,
        origin: Origin {
            source: source(&snapshot.url, "", App::of("")),
            device: "desktop".into(),
            bot: "automation".into(),
            country: "DE".into(),
            fit: Fit { segment: "s".repeat(limit::LABEL_CHARS), score: 100, classified: true },
            simulated: true,
        },
        item: snapshot.item,
        view: snapshot.view,
        events: snapshot.events,
        refused_events: snapshot.refused_events,
        claim: snapshot.claim,
        on_trial: vec!["hostname".into(), "try_rate_limited".into()],
    })
}

fn bytes(arrival: &Arrival) -> usize {
    let mut to = Writer::default();
    arrival.write(&mut to);
    to.0.len()
}

#[test]
fn a_hit_is_no_larger_inside_than_its_body_and_what_the_edge_adds() {
    for (body, is_taken) in
        [(limit::HIT_BYTES - 1, true), (limit::HIT_BYTES, true), (limit::HIT_BYTES + 1, false)]
    {
        let largest = largest(1, body);
        assert_eq!(largest.len(), body);
        match admitted(&largest) {
            Ok(arrival) => assert!(is_taken && bytes(&arrival) < body + 256, "{}", bytes(&arrival)),
            Err(refusal) => assert!(!is_taken && refusal == Refusal::TooLarge, "{refusal:?}"),
        }
    }
}

#[test]
fn a_batch_of_the_largest_hits_fits_into_its_rows() {
    let mut shard = Shard::new();
    let hit = |n: usize| admitted(&largest(n as u64, limit::HIT_BYTES)).unwrap();
    let arrivals: Vec<Arrival> = (0..limit::BATCH_HITS)
        .map(|n| Arrival { keys: Vec::new(), only_known: false, ..hit(n) })
        .collect();
    let step = shard.state.step(Batch { arrivals, counts: Vec::new() }, NOW_MS);
    assert!(step.outcomes.iter().all(|outcome| matches!(outcome, Outcome::SoFar(_))));
    shard.commit(step.writes);
    assert!(shard.journal.len() > 1 && shard.longest() < limit::ROW_BYTES, "{}", shard.longest());
    shard.compact(NOW_MS + GAP_MS + 1, KEPT_MS);
    assert!(shard.journal.is_empty() && shard.longest() < limit::ROW_BYTES);
    assert_eq!(shard.closed().len(), limit::BATCH_HITS);
}

#[test]
fn a_row_of_the_journal_takes_no_hit_once_it_is_full() {
    let plain = arrival(1, 1, 0, NOW_MS);
    let long = |bytes_: usize| {
        let mut hit = plain.clone();
        // Two bytes more for the text's length.
        hit.item.author = "a".repeat(bytes_ - bytes(&plain) - 2);
        assert_eq!(bytes(&hit), bytes_);
        hit
    };
    for (length, rows) in [(FULL_BYTES - 1, 1), (FULL_BYTES, 2), (FULL_BYTES + 1, 2)] {
        let mut shard = Shard::new();
        let counts = vec![Count { now_ms: NOW_MS, code: "method".into(), n: 1 }];
        let arrivals = vec![long(length), plain.clone()];
        let step = shard.state.step(Batch { arrivals, counts }, NOW_MS);
        let journal = step.writes.iter().filter(|it| matches!(it, Write::Journal(_)));
        assert_eq!(journal.count(), rows, "{length}");
        assert_eq!(shard.state.journal().rows, rows);
        shard.commit(step.writes);
        assert_eq!((shard.count("accepted"), shard.count("method")), (2, 1));
    }
}

/// A hit whose page view has so many bytes.
fn of_bytes(page_view: u64, bytes: usize) -> Arrival {
    let hit = Arrival { view: PageView::NEW, ..arrival(1, page_view, 0, NOW_MS) };
    for many in (0..limit::EVENTS).rev() {
        for length in 1..limit::LABEL_CHARS {
            let mut events = Events::NONE;
            for n in 0..many {
                let prop = ("prop".into(), Prop::Text("x".repeat(limit::LABEL_CHARS)));
                events.set(Event::new(&format!("e{n}"), BTreeMap::from([prop])).unwrap(), 1);
            }
            let prop = ("prop".into(), Prop::Text("x".repeat(length)));
            events.set(Event::new("last", BTreeMap::from([prop])).unwrap(), 1);
            if packed::bytes(&hit.view, &events) == bytes {
                return Arrival { events, ..hit };
            }
        }
    }
    panic!("no page view of {bytes} bytes");
}

/// A shard with one open visit of so many bytes.
fn with_visit(bytes: usize) -> Shard {
    const EACH: usize = 3_000;
    let mut shard = Shard::new();
    let whole = (bytes - 1_500) / EACH;
    let one = of_bytes(0, EACH);
    let hit = |page_view| Arrival { page_view, ..one.clone() };
    let mut hits: Vec<Arrival> = (0..whole as u64).map(hit).collect();
    hits.push(of_bytes(999, bytes - whole * EACH));
    let step = shard.state.step(Batch { arrivals: hits, counts: Vec::new() }, NOW_MS);
    assert!(step.outcomes.iter().all(|outcome| *outcome == Outcome::Stored));
    shard.commit(step.writes);
    assert_eq!(shard.state.open_visits().map(|visit| visit.bytes()).sum::<usize>(), bytes);
    shard
}

const FULL: [(usize, bool); 3] =
    [(limit::VISIT_BYTES - 1, true), (limit::VISIT_BYTES, false), (limit::VISIT_BYTES + 1, false)];

#[test]
fn an_open_visit_takes_no_hit_once_it_is_full() {
    for (bytes, has_room) in FULL {
        let mut shard = with_visit(bytes);
        let wanted = if has_room { Outcome::Stored } else { refused("visit_full") };
        assert_eq!(shard.take(vec![arrival(1, 3, 1, NOW_MS)], NOW_MS), [wanted], "{bytes}");
        assert_eq!(shard.count("visit_full"), i64::from(!has_room));
    }
}

#[test]
fn a_closed_visit_takes_no_hit_once_it_is_full() {
    for (bytes, has_room) in FULL {
        let mut shard = with_visit(bytes);
        let now_ms = NOW_MS + GAP_MS + 1;
        shard.compact(now_ms, KEPT_MS);
        let wanted = if has_room { Outcome::Stored } else { refused("visit_full") };
        assert_eq!(shard.take(vec![arrival(1, 3, 1, now_ms)], now_ms), [wanted], "{bytes}");
        assert_eq!(shard.count("visit_full"), i64::from(!has_room));
        assert_eq!(shard.count("late"), i64::from(has_room));
    }
}

/// A hit as no page sends it: other seconds of every medium, and other events, each time.
fn hostile(page_view: u64, n: u32, now_ms: u64) -> Arrival {
    let mut hit = arrival(1, page_view, 1, now_ms);
    for medium in 0..limit::MEDIA {
        let played = &mut hit.view.media.at(medium).unwrap().played;
        (0..300).for_each(|at| {
            let from = (n * 7 + at * 41) % 14_000;
            played.add(from, from + 1);
        });
    }
    for at in 0..4 {
        let name = format!("{}{n}-{at}", WIDE.repeat(30));
        hit.events.set(Event::new(&name, props(20)).unwrap(), 1);
    }
    hit
}

#[test]
fn late_hits_make_no_visit_and_no_segment_too_long() {
    const VIEWS: u64 = 100;
    let mut shard = Shard::new();
    // Three visits, of which the later two have no room in the first's row when all are full.
    let (mut now_ms, mut refusals, mut taken) = (NOW_MS, 0, 0);
    let of = |visitor: u8, n: u64| u64::from(visitor) * 1_000 + n;
    for visitor in 1..=5 {
        let hits = (0..VIEWS).map(|n| arrival(visitor, of(visitor, n), 0, now_ms)).collect();
        shard.take(hits, now_ms);
    }
    now_ms += GAP_MS + 1;
    shard.compact(now_ms, KEPT_MS);
    assert_eq!(shard.segments.len(), 1);
    for n in 0..200u32 {
        now_ms += 1_000;
        let hits: Vec<_> = (1..=5)
            .flat_map(|visitor| {
                (0..2).map(move |at| {
                    let view = of(visitor, u64::from(n * 2 + at) % VIEWS);
                    hostile(view, n, now_ms)
                })
            })
            .collect();
        for outcome in shard.take(hits, now_ms) {
            match outcome {
                Outcome::Stored => taken += 1,
                outcome => {
                    assert_eq!(outcome, refused("visit_full"));
                    refusals += 1;
                }
            }
        }
        if n % 10 == 9 {
            shard.compact(now_ms, KEPT_MS);
            assert!(shard.longest() < limit::ROW_BYTES, "{}", shard.longest());
        }
    }
    assert!(refusals > 100 && taken > 100, "{refusals} {taken}");
    assert!(shard.segments.len() > 1);
    let closed = shard.closed();
    assert_eq!(closed.len(), 5);
    let largest = closed.iter().map(|visit| visit.bytes()).max().unwrap();
    assert!(largest < limit::VISIT_BYTES + 16 * 1024, "{largest}");
    assert_eq!(shard.count("visit_full"), refusals);
    assert_eq!(shard.count("late"), taken);
}

/// A shard with a closed visit of a hundred page views.
fn with_closed(now_ms: u64) -> Shard {
    let mut shard = Shard::new();
    shard.take((0..100).map(|view| arrival(1, view, 0, NOW_MS)).collect(), NOW_MS);
    shard.compact(now_ms, KEPT_MS);
    shard
}

#[test]
fn late_hits_that_wait_to_be_joined_count_already() {
    let now_ms = NOW_MS + GAP_MS + 1;
    let mut shard = with_closed(now_ms);
    let hits = (0..1_000).map(|n| hostile(u64::from(n) % 100, n, now_ms)).collect();
    let outcomes = shard.take(hits, now_ms);
    assert!(outcomes.contains(&refused("visit_full")));
    shard.compact(now_ms, KEPT_MS);
    assert!(shard.closed()[0].bytes() < limit::VISIT_BYTES + 16 * 1024);
    assert!(shard.longest() < limit::ROW_BYTES);
}

#[test]
fn late_hits_that_tell_nothing_new_fill_no_visit() {
    let mut now_ms = NOW_MS + GAP_MS + 1;
    let mut shard = with_closed(now_ms);
    let bytes = packed::bytes(&hostile(3, 1, now_ms).view, &hostile(3, 1, now_ms).events);
    for _ in 0..limit::VISIT_BYTES / bytes + 3 {
        now_ms += 1_000;
        assert_eq!(shard.take(vec![hostile(3, 1, now_ms)], now_ms), [Outcome::Stored]);
        shard.compact(now_ms, KEPT_MS);
    }
}

#[test]
fn rows_of_open_visits_stay_below_their_bound() {
    let mut shard = Shard::new();
    for visitor in 1..=6 {
        for n in 0..200u32 {
            let view = u64::from(visitor) * 1_000 + u64::from(n % 100);
            let mut hit = hostile(view, n, NOW_MS);
            hit.keys = vec![[visitor; 16]];
            shard.state.step(Batch { arrivals: vec![hit], counts: Vec::new() }, NOW_MS);
        }
    }
    let bytes: usize = shard.state.open_visits().map(|visit| visit.bytes()).sum();
    assert!(bytes > 5 * limit::VISIT_BYTES, "{bytes}");
    // The journal is long, so it is emptied, with all visits open.
    let writes = shard.state.compact(NOW_MS, KEPT_MS, &mut |_| unreachable!()).unwrap();
    let rows = writes.iter().find_map(|write| match write {
        Write::Open(rows) => Some(rows),
        _ => None,
    });
    let longest = rows.unwrap().iter().map(Vec::len).max().unwrap();
    assert!(rows.unwrap().len() > 1 && longest < limit::ROW_BYTES, "{longest}");
}
