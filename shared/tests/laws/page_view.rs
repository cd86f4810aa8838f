use proptest::prelude::*;
use ungated_shared::page_view::PageView;

use crate::any;

fn joined(a: &PageView, b: &PageView) -> PageView {
    let mut both = a.clone();
    both.join(b);
    both
}

proptest! {
    #[test]
    fn join_is_commutative(a in any::page_view(), b in any::page_view()) {
        prop_assert_eq!(joined(&a, &b), joined(&b, &a));
    }

    #[test]
    fn join_is_associative(a in any::page_view(), b in any::page_view(), c in any::page_view()) {
        prop_assert_eq!(joined(&joined(&a, &b), &c), joined(&a, &joined(&b, &c)));
    }

    #[test]
    fn join_is_idempotent_and_nothing_is_its_identity(a in any::page_view()) {
        prop_assert_eq!(joined(&a, &a), a.clone());
        prop_assert_eq!(joined(&a, &PageView::NEW), a.clone());
        prop_assert_eq!(joined(&PageView::NEW, &a), a);
    }

    #[test]
    fn join_only_grows(a in any::page_view(), b in any::page_view()) {
        let both = joined(&a, &b);
        prop_assert!(both.engaged_ms() >= a.engaged_ms().max(b.engaged_ms()));
        for (i, medium) in a.media.as_slice().iter().enumerate() {
            prop_assert!(both.media.as_slice()[i].played.len() >= medium.played.len());
        }
        prop_assert!(both.words() >= a.words().max(b.words()));
        prop_assert!(both.hand_raises.total() >= a.hand_raises.total().max(b.hand_raises.total()));
        prop_assert!(both.depth() <= 100);
    }

    /// Lost, repeated and reordered: whatever arrives, the fullest snapshot is what is known.
    #[test]
    fn any_delivery_of_growing_snapshots_gives_the_last(
        steps in proptest::collection::vec(any::page_view(), 1..6),
        order in proptest::collection::vec(0..6usize, 0..24),
    ) {
        let mut grown = PageView::NEW;
        let snapshots: Vec<PageView> = steps.iter().map(|s| { grown.join(s); grown.clone() }).collect();
        let last = snapshots.len() - 1;
        let arrived = order.iter().map(|i| &snapshots[i % snapshots.len()]).chain([&snapshots[last]]);
        let known = arrived.fold(PageView::NEW, |known, s| joined(&known, s));
        prop_assert_eq!(&known, &snapshots[last]);
    }
}
