use proptest::prelude::*;
use ungated_shared::item::Item;
use ungated_shared::page_view::PageView;
use ungated_shared::score::model::Model;
use ungated_shared::visit::{Arrival, GAP_MS, Visits};

use crate::any;

/// A hit: minutes since the one before, reader, page view, growing engaged time.
type Hit = (u64, u64, u64, u32);

fn hits() -> impl Strategy<Value = Vec<Hit>> {
    prop::collection::vec((0..45u64, 0..3u64, 0..6u64, 0..60_000u32), 1..40)
}

/// Page views are one reader's, and of one item.
fn arrive(visits: &mut Visits, items: &[Item], now_ms: u64, hit: &Hit) -> usize {
    let (_, reader, page_view, active_ms) = *hit;
    let id = reader * 100 + page_view;
    let view = PageView { active_ms, ..PageView::NEW };
    let item = &items[page_view as usize % items.len()];
    // A page comes to know its item: what is told later is titled by its number.
    let sequence = (active_ms % 7) as u16;
    let item = &Item { title: format!("{sequence}"), ..item.clone() };
    let hit = Arrival { now_ms, keys: &[reader], page_view: id, sequence, item, view: &view };
    visits.receive(&hit).unwrap()
}

proptest! {
    #[test]
    fn a_visit_is_one_readers_and_has_no_gap(
        hits in hits(),
        items in prop::collection::vec(any::item(), 6),
    ) {
        let mut visits = Visits::default();
        let mut now = 0;
        for hit in &hits {
            now += hit.0 * 60_000;
            arrive(&mut visits, &items, now, hit);
        }
        for visit in visits.as_slice() {
            let reader = visit.openings[0].page_view / 100;
            prop_assert!(visit.openings.iter().all(|o| o.page_view / 100 == reader));
            prop_assert!(visit.openings.windows(2).all(|two| two[0].at_ms <= two[1].at_ms));
            prop_assert!(visit.start_ms <= visit.last_ms);
        }
        let ids: Vec<u64> =
            visits.as_slice().iter().flat_map(|v| &v.openings).map(|o| o.page_view).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), ids.len());
    }

    /// Hits that come again, or in another order within one moment, change nothing.
    #[test]
    fn repeating_and_reordering_hits_of_open_page_views_changes_nothing(
        hits in prop::collection::vec((0..4u64, 0..60_000u32), 1..20),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        items in prop::collection::vec(any::item(), 6),
    ) {
        let mut plain = Visits::default();
        for hit in &hits {
            arrive(&mut plain, &items, 0, &(0, 1, hit.0, hit.1));
        }
        let mut noisy = Visits::default();
        for (page_view, active_ms) in &hits {
            arrive(&mut noisy, &items, 0, &(0, 1, *page_view, *active_ms));
            for again in &order {
                let known = &hits[..=hits.iter().position(|h| h.0 == *page_view).unwrap()];
                let (page_view, active_ms) = known[again.index(known.len())];
                arrive(&mut noisy, &items, 0, &(0, 1, page_view, active_ms));
            }
        }
        let summary = |visits: &Visits| {
            let visit = &visits.as_slice()[0];
            let titles: Vec<String> = visit.openings.iter().map(|o| o.item.title.clone()).collect();
            (visit.score(&Model::DEFAULT), visit.shape(), titles)
        };
        prop_assert_eq!(summary(&plain), summary(&noisy));
        prop_assert_eq!(noisy.as_slice().len(), 1);
    }

    /// Only a gap over 30 minutes ends a visit: not midnight, not the hour, not the salt.
    #[test]
    fn salts_may_change_at_any_time(
        gaps in prop::collection::vec(0..2 * GAP_MS, 1..20),
        midnight in any::<prop::sample::Index>(),
        items in prop::collection::vec(any::item(), 1),
    ) {
        let turn = midnight.index(gaps.len() + 1);
        let count = |turn: usize| {
            let mut visits = Visits::default();
            let mut now_ms = 0;
            for (n, gap) in gaps.iter().enumerate() {
                now_ms += gap;
                visits.close(now_ms);
                // The reader's keys: 1 under the old salt, 2 under the new one.
                let keys: &[u64] = if n < turn { &[1] } else { &[2, 1] };
                let (item, view) = (&items[0], &PageView::NEW);
                let page_view = n as u64;
                let hit = Arrival { now_ms, keys, page_view, sequence: 0, item, view };
                visits.receive(&hit).unwrap();
            }
            visits.as_slice().len()
        };
        let gaps_too_long = gaps.iter().skip(1).filter(|gap| **gap > GAP_MS).count();
        prop_assert_eq!(count(turn), gaps_too_long + 1);
    }
}
