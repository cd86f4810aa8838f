use proptest::prelude::*;
use ungated_shared::model::Model;
use ungated_shared::score::{Part, points, score};

use crate::any;

const MODEL: Model = Model::DEFAULT;

proptest! {
    #[test]
    fn scores_are_bounded_and_parts_sum_to_the_whole(readings in any::readings()) {
        let score = score(&MODEL, &readings);
        let sum = |parts: &[Part]| parts.iter().map(|p| u32::from(p.plus())).sum::<u32>();
        prop_assert!(score.engagement <= 100 && score.intent <= 100);
        prop_assert_eq!(sum(&score.engagement_parts), u32::from(score.engagement));
        prop_assert_eq!(sum(&score.intent_parts), u32::from(score.intent));
    }

    #[test]
    fn more_reading_never_scores_less(
        readings in any::readings(),
        more in any::page_view(),
        which in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!readings.is_empty());
        let before = score(&MODEL, &readings);
        let mut grown = readings;
        let at = which.index(grown.len());
        // The text stays as long as it was: only the reader does more.
        let mut more = more;
        let sections = grown[at].view.sections.as_slice().len();
        for i in 0..more.sections.as_slice().len() {
            more.sections.at(i).words = 0;
        }
        prop_assume!(more.sections.as_slice().len() <= sections);
        grown[at].view = grown[at].view.join(&more);
        grown[at].returned = true;
        let after = score(&MODEL, &grown);
        prop_assert!(after.engagement >= before.engagement);
        prop_assert!(after.intent >= before.intent);
        prop_assert!(after.standing >= before.standing);
    }

    #[test]
    fn one_more_item_never_scores_less(mut readings in any::readings(), more in any::readings()) {
        let before = score(&MODEL, &readings);
        readings.extend(more);
        let after = score(&MODEL, &readings);
        prop_assert!(after.engagement >= before.engagement && after.intent >= before.intent);
    }

    #[test]
    fn points_are_a_percentage(view in any::page_view()) {
        let points = points(&MODEL, &view);
        prop_assert!(points.attention <= 60 && points.read_through <= 40);
        prop_assert!(points.total() <= 100);
    }
}

/// The hash stands beside published figures: whoever changes the model changes it knowingly.
#[test]
fn the_default_model_has_its_hash() {
    assert_eq!(format!("{:016x}", MODEL.hash()), "a33d0cb930fc2fe0");
    let other = Model { intent_return: 11, ..MODEL };
    assert_ne!(other.hash(), MODEL.hash());
}
