use std::collections::BTreeSet;

use proptest::prelude::*;
use ungated_shared::limit::MEDIA_SECONDS;
use ungated_shared::page_view::media::{Medium, Seconds};

proptest! {
    /// The set against the plainest one there is.
    #[test]
    fn a_set_of_seconds_is_a_set(
        stretches in prop::collection::vec((0..15_000u32, 0..500u32), 0..30),
    ) {
        let (mut set, mut plain) = (Seconds::NONE, BTreeSet::new());
        for (from, seconds) in stretches {
            set.add(from, from + seconds);
            plain.extend((from..from + seconds).filter(|s| *s < MEDIA_SECONDS));
        }
        prop_assert_eq!(set.len() as usize, plain.len());
        prop_assert!((0..15_600).all(|s| set.has(s) == plain.contains(&s)));
        let from_spans: BTreeSet<u32> = set.spans().flat_map(|(from, to)| from..to).collect();
        prop_assert_eq!(from_spans, plain);
        let spans: Vec<(u32, u32)> = set.spans().collect();
        prop_assert!(spans.windows(2).all(|two| two[0].1 < two[1].0));
    }

    /// However playing was cut into stretches, a second counts once its middle was played.
    #[test]
    fn stretches_that_follow_on_each_other_add_up(
        start in 0..100_000u32,
        steps in prop::collection::vec(0..2_000u32, 1..60),
    ) {
        let mut cut = Medium::NEW;
        let mut at = start;
        for step in &steps {
            cut.play(at, at + step);
            at += step;
        }
        let mut whole = Medium::NEW;
        whole.play(start, at);
        prop_assert_eq!(cut, whole);
    }

    #[test]
    fn completion_is_a_percentage(length_s in 0..=MEDIA_SECONDS, from in 0..20_000_000u32, ms in 0..20_000_000u32) {
        let mut medium = Medium { length_s, ..Medium::NEW };
        medium.play(from, from + ms);
        prop_assert!(medium.completion() <= 100);
    }
}
