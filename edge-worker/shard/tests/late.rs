//! Late hits, and what is forgotten when.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival, event};
use ungated_shard::awaited::STEP_MS;
use ungated_shard::batch::{Batch, Count, Outcome};
use ungated_shard::compact::{GATHER_MS, LATE_MS};
use ungated_shared::visit::GAP_MS;

const HOUR_MS: u64 = 60 * 60 * 1000;
const DAY_MS: u64 = 24 * HOUR_MS;
const KEPT_MS: u64 = 400 * DAY_MS;

#[test]
fn late_hits_are_joined_to_their_closed_visit() {
    let mut shard = Shard::new();
    shard.take(vec![arrival(1, 1, 0, NOW_MS), arrival(2, 2, 0, NOW_MS)], NOW_MS);
    let closes_ms = NOW_MS + GAP_MS + 60_000;
    shard.compact(closes_ms, KEPT_MS);
    let before = shard.closed();
    assert_eq!(shard.take(vec![arrival(1, 1, 2, closes_ms)], closes_ms), [Outcome::Stored]);
    assert!(shard.state.is_urgent(closes_ms));
    shard.compact(closes_ms, KEPT_MS);
    let after = shard.closed();
    assert_eq!((after.len(), shard.count("late"), shard.count("lost")), (2, 1, 1));
    assert_eq!(after[0].views[0].received, 0b101);
    assert_eq!(after[0].views[0].signals.active_ms, 2_000);
    assert_eq!(after[0].last_ms, before[0].last_ms);
    assert_eq!(after[1], before[1]);
    // What was missing comes even later; what came comes again.
    shard.take(vec![arrival(1, 1, 1, closes_ms), arrival(1, 1, 2, closes_ms)], closes_ms);
    shard.compact(closes_ms, KEPT_MS);
    assert_eq!(shard.count("lost") + shard.count("duplicate"), 1);
    assert_eq!(shard.closed()[0].views[0].received, 0b111);
}

#[test]
fn ids_are_forgotten_when_no_hit_may_come() {
    let mut shard = Shard::new();
    shard.take(vec![arrival(1, 1, 0, NOW_MS)], NOW_MS);
    let closes_ms = NOW_MS + GAP_MS + 60_000;
    shard.compact(closes_ms, KEPT_MS);
    shard.compact(closes_ms + LATE_MS - 1, KEPT_MS);
    assert!(shard.segments[&1].0.awaited.has(1));
    let now_ms = closes_ms + LATE_MS + STEP_MS;
    shard.compact(now_ms, KEPT_MS);
    assert!(shard.segments[&1].0.awaited.is_empty());
    // A hit that comes all the same begins anew.
    shard.take(vec![arrival(1, 1, 1, now_ms)], now_ms);
    assert_eq!((shard.count("late"), shard.state.open_visits().count()), (0, 1));
}

/// A shard to which a reader came every hour of a month, and which closed their visits.
fn month() -> Shard {
    let mut shard = Shard::new();
    for hour in 0..30 * 24u64 {
        let now_ms = NOW_MS + hour * HOUR_MS;
        shard.take(vec![arrival((hour % 200) as u8, hour, 0, now_ms)], now_ms);
        shard.compact(now_ms + GAP_MS + 60_000, KEPT_MS);
    }
    assert_eq!((shard.closed().len(), shard.segments.len()), (30 * 24, 5));
    shard
}

#[test]
fn no_visit_is_kept_longer_than_its_time_and_a_day() {
    let mut shard = month();
    let retention_ms = 40 * DAY_MS;
    let all: Vec<u64> = shard.closed().iter().map(|visit| visit.start_ms).collect();
    // The ids go with the first.
    let (mut now_ms, mut rewrites) = (NOW_MS + 32 * DAY_MS, 0);
    shard.compact(now_ms, retention_ms);
    // As the alarm does: not a moment before it is asked for.
    while let Some(wait_ms) = shard.state.rests_ms(now_ms, retention_ms) {
        let kept: Vec<u64> = shard.closed().iter().map(|visit| visit.start_ms).collect();
        let due = |start_ms: u64| start_ms + retention_ms;
        let expired = all.iter().filter(|start_ms| due(**start_ms) + DAY_MS < now_ms);
        assert_eq!(expired.filter(|start_ms| kept.contains(start_ms)).count(), 0);
        let mut living = all.iter().filter(|start_ms| due(**start_ms) >= now_ms);
        assert!(living.all(|start_ms| kept.contains(start_ms)));
        now_ms += wait_ms.max(1_000);
        shard.compact(now_ms, retention_ms);
        rewrites += 1;
    }
    assert!(shard.segments.is_empty() && now_ms < NOW_MS + (30 + 40 + 1) * DAY_MS);
    // Once a day.
    assert!(rewrites <= 30, "{rewrites}");
}

#[test]
fn what_outlives_others_of_its_segment_keeps_its_ids() {
    let mut shard = Shard::new();
    let now_ms = NOW_MS + 2 * DAY_MS;
    for (page_view, now_ms) in [(1, NOW_MS), (2, now_ms)] {
        shard.take(vec![arrival(1, page_view, 0, now_ms)], now_ms);
        shard.compact(now_ms + GAP_MS + 1, KEPT_MS);
    }
    let later_ms = now_ms + GAP_MS + 2;
    shard.compact(later_ms, DAY_MS / 2);
    assert_eq!(shard.closed().len(), 1);
    shard.take(vec![arrival(1, 2, 1, later_ms)], later_ms);
    shard.compact(later_ms, DAY_MS / 2);
    assert_eq!((shard.closed().len(), shard.count("late")), (1, 1));
    assert_eq!(shard.closed()[0].views[0].received, 0b11);
}

#[test]
fn ids_are_forgotten_while_their_segment_grows() {
    let mut shard = Shard::new();
    for hour in 0..6 * 24u64 {
        let now_ms = NOW_MS + hour * HOUR_MS;
        shard.take(vec![arrival((hour % 200) as u8, hour, 0, now_ms)], now_ms);
        let closes_ms = now_ms + GAP_MS + 1;
        shard.compact(closes_ms, KEPT_MS);
        assert_eq!(shard.segments.len(), 1);
        let known = (0..=hour).filter(|id| shard.segments[&1].0.awaited.has(*id)).count();
        // LATE_MS has 24 and a half; so many hours were closed since, this one among them.
        assert_eq!(known as u64, (hour + 1).min(LATE_MS.div_ceil(HOUR_MS)));
    }
}

#[test]
fn what_only_counts_refusals_leaves_the_journal_too() {
    let mut shard = Shard::new();
    let counts = vec![Count { now_ms: NOW_MS, code: "hostname".into(), n: 3 }];
    let step = shard.state.step(Batch { arrivals: Vec::new(), counts }, NOW_MS);
    shard.commit(step.writes);
    assert_eq!((shard.journal.len(), shard.ledger.get("hostname")), (1, None));
    // The alarm that every call sets.
    shard.compact(NOW_MS + GAP_MS + GATHER_MS, KEPT_MS);
    assert_eq!((shard.journal.len(), shard.ledger.get("hostname")), (0, Some(&3)));
    assert_eq!(shard.state.rests_ms(NOW_MS, KEPT_MS), None);
    // Nothing is written twice.
    let writes = shard.state.compact(NOW_MS + DAY_MS, KEPT_MS, &mut |_| unreachable!()).unwrap();
    assert!(writes.is_empty());
}

#[test]
fn the_order_in_which_a_page_views_hits_arrive_changes_nothing() {
    let orders: [[u16; 4]; 5] =
        [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2], [0, 3, 3, 1]];
    let fact = |order: &[u16]| {
        let mut shard = Shard::new();
        shard.take(vec![arrival(1, 9, 0, NOW_MS)], NOW_MS);
        for &n in order {
            let mut hit = arrival(1, 1, n, NOW_MS);
            hit.item.path = format!("/{}/", u8::from(n > 0));
            hit.events.set(event("seen"), n);
            shard.take(vec![hit], NOW_MS);
        }
        let open = shard.state.open_visits().next().unwrap();
        let visit = open.fact(shard.state.items(), shard.state.model());
        let view = visit.views[1].clone();
        let path = shard.state.items().get(view.item).unwrap().path.clone();
        (path, view.signals, view.events, view.points, visit.engagement)
    };
    let first = fact(&orders[0]);
    for order in &orders[1..] {
        assert_eq!(fact(order), first, "{order:?}");
    }
}
