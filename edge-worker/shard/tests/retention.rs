//! What goes with the visits whose time is over.
#![allow(missing_docs, clippy::unwrap_used)]

mod any;

use any::{NOW_MS, Shard, arrival};
use ungated_shard::arrival::Arrival;
use ungated_shard::disk::Write;
use ungated_shard::segment::Damaged;
use ungated_shared::item::Item;
use ungated_shared::limit;
use ungated_shared::visit::GAP_MS;

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
const KEPT_MS: u64 = 31 * DAY_MS;
const CLOSED_MS: u64 = GAP_MS + 60_000;

fn item(path: &str) -> Item {
    Item { path: path.into(), ..Item::default() }
}

fn opens(visitor: u8, page_view: u64, path: &str, now_ms: u64) -> Arrival {
    Arrival { item: item(path), ..arrival(visitor, page_view, 0, now_ms) }
}

fn paths(shard: &Shard) -> Vec<&str> {
    shard.items.values().map(|item| item.path.as_str()).collect()
}

#[test]
fn items_go_with_the_last_visit_that_names_them() {
    let mut shard = Shard::new();
    // Two segments, more than a week apart, and a visit that is open when the first one's time is over.
    let first = vec![opens(1, 1, "/old/", NOW_MS), opens(1, 2, "/both/", NOW_MS)];
    shard.take(first, NOW_MS);
    shard.compact(NOW_MS + CLOSED_MS, KEPT_MS);
    let later_ms = NOW_MS + 10 * DAY_MS;
    shard.take(vec![opens(2, 3, "/both/", later_ms), opens(2, 4, "/young/", later_ms)], later_ms);
    shard.compact(later_ms + CLOSED_MS, KEPT_MS);
    assert_eq!(shard.segments.len(), 2);
    let over_ms = NOW_MS + KEPT_MS + DAY_MS;
    // The page comes to be another item, so that the journal names one that no visit does.
    let mut becomes = opens(3, 5, "/then/", over_ms);
    becomes.sequence = 1;
    shard.take(vec![opens(3, 5, "/first/", over_ms), becomes], over_ms);
    assert_eq!(paths(&shard), ["/old/", "/both/", "/young/", "/first/", "/then/"]);
    shard.compact(over_ms, KEPT_MS);
    assert_eq!(shard.segments.len(), 1);
    assert_eq!(paths(&shard), ["/both/", "/young/", "/then/"]);
    assert!(shard.journal.is_empty(), "what is read back has the numbers of before");
    // A number comes again, for another item, and nothing else changes.
    let before = shard.closed();
    shard.take(vec![opens(4, 6, "/next/", over_ms)], over_ms);
    assert_eq!(paths(&shard), ["/both/", "/young/", "/then/", "/next/"]);
    assert_eq!(shard.closed(), before);
    // All visits go, and the last items with them.
    shard.compact(over_ms + CLOSED_MS, KEPT_MS);
    shard.compact(over_ms + KEPT_MS + DAY_MS, KEPT_MS);
    assert!(shard.items.is_empty() && shard.segments.is_empty() && shard.closed().is_empty());
}

#[test]
fn items_go_with_visits_that_a_segment_loses_as_it_grows() {
    let mut shard = Shard::new();
    shard.take(vec![opens(1, 1, "/old/", NOW_MS)], NOW_MS);
    shard.compact(NOW_MS + CLOSED_MS, KEPT_MS);
    let later_ms = NOW_MS + KEPT_MS - CLOSED_MS;
    shard.take(vec![opens(2, 2, "/young/", later_ms)], later_ms);
    shard.compact(later_ms + CLOSED_MS + 1, KEPT_MS);
    assert_eq!((shard.segments.len(), shard.closed().len()), (1, 1));
    assert_eq!(paths(&shard), ["/young/"]);
}

#[test]
fn a_full_shard_takes_new_items_when_its_visits_are_gone() {
    let mut shard = Shard::new();
    shard.items = (1..=limit::ITEMS as u32).map(|n| (n, item(&format!("/{n}/")))).collect();
    shard.state = shard.loaded().unwrap();
    shard.take(vec![opens(1, 1, "/1/", NOW_MS), opens(1, 2, "/new/", NOW_MS)], NOW_MS);
    assert_eq!((shard.count("other"), shard.items.len()), (1, limit::ITEMS + 1));
    shard.compact(NOW_MS + CLOSED_MS, KEPT_MS);
    assert_eq!(shard.items.len(), limit::ITEMS + 1, "nothing was dropped");
    let over_ms = NOW_MS + KEPT_MS + DAY_MS;
    shard.take(vec![opens(2, 3, "/2/", over_ms), opens(2, 4, "/new/", over_ms)], over_ms);
    assert_eq!(shard.count("other"), 2, "full still");
    shard.compact(over_ms, KEPT_MS);
    assert_eq!(paths(&shard), ["/2/", "(other)"]);
    shard.take(vec![opens(2, 5, "/new/", over_ms)], over_ms);
    assert_eq!((shard.count("other"), paths(&shard)), (2, vec!["/2/", "(other)", "/new/"]));
}

#[test]
fn items_stay_while_it_is_not_known_what_names_them() {
    let mut shard = Shard::new();
    shard.take(vec![opens(1, 1, "/old/", NOW_MS)], NOW_MS);
    shard.compact(NOW_MS + CLOSED_MS, KEPT_MS);
    let later_ms = NOW_MS + 10 * DAY_MS;
    shard.take(vec![opens(2, 2, "/young/", later_ms)], later_ms);
    shard.compact(later_ms + CLOSED_MS, KEPT_MS);
    let over_ms = NOW_MS + KEPT_MS + DAY_MS;
    let writes = shard.state.compact(over_ms, KEPT_MS, &mut |_| Err(Damaged)).unwrap();
    assert!(writes.contains(&Write::DropSegment(1)), "visits go in time all the same");
    shard.commit(writes);
    assert_eq!(paths(&shard), ["/old/", "/young/"]);
    shard.compact(later_ms + KEPT_MS + DAY_MS, KEPT_MS);
    assert!(shard.items.is_empty());
}

#[test]
fn counts_keep_their_time_as_long_as_facts() {
    let mut shard = Shard::new();
    let folded = |shard: &mut Shard, now_ms: u64| {
        shard.take(vec![opens(1, now_ms, "/", now_ms)], now_ms);
        let mut read = |id: u32| Ok(shard.segments[&id].1.clone());
        let writes = shard.state.compact(now_ms + CLOSED_MS, KEPT_MS, &mut read).unwrap();
        let counted = writes.iter().rposition(|it| matches!(it, Write::Count { .. })).unwrap();
        let folds = writes.iter().position(|it| matches!(it, Write::FoldCounts(_))).unwrap();
        assert!(folds > counted, "what is in the table only");
        let Write::FoldCounts(before_ms) = writes[folds] else { panic!() };
        shard.commit(writes);
        before_ms
    };
    let midnight_ms = NOW_MS / DAY_MS * DAY_MS;
    for after_ms in [0, DAY_MS - CLOSED_MS - 1, DAY_MS - CLOSED_MS] {
        let now_ms = midnight_ms + KEPT_MS + after_ms;
        let whole_days_ms = midnight_ms + (after_ms + CLOSED_MS) / DAY_MS * DAY_MS;
        assert_eq!(folded(&mut shard, now_ms), whole_days_ms, "{after_ms}");
    }
}
