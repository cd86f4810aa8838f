use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::page_view::{PageView, flat};
use ungated_shared::score::model::Model;
use ungated_shared::score::score;
use ungated_shared::score::so_far::SoFar;
use ungated_shared::visit::{Opened, readings};

use crate::any as random;

proptest! {
    #[test]
    fn a_page_that_knows_its_visit_so_far_scores_it_as_the_edge_does(
        opened in vec((random::item(), random::page_view()), 1..9),
        at in any::<prop::sample::Index>(),
        model in prop_oneof![Just(Model::DEFAULT), random::model()],
    ) {
        let at = at.index(opened.len());
        let all: Vec<Opened<'_>> = opened.iter().map(|(item, view)| Opened { item, view }).collect();
        let (item, view) = &opened[at];
        let mut numbers = Vec::new();
        SoFar::of(&model, &all, at).write(&model, &mut |n| numbers.push(n));
        let (by, told) = SoFar::read(&numbers).expect("what was written");
        prop_assert_eq!(by, model);
        prop_assert_eq!(
            told.score(&model, &item.language, view),
            score(&model, &readings(all.iter().copied()))
        );
    }

    #[test]
    fn numbers_that_nobody_wrote_are_no_visit(numbers in vec(prop_oneof![0..5u32, any::<u32>()], 0..80)) {
        // Whatever is read is within bounds, and scoring it does not panic.
        if let Some((_, told)) = SoFar::read(&numbers) {
            let score = told.score(&Model::DEFAULT, "en", &PageView::NEW);
            prop_assert!(score.engagement <= 100 && score.intent <= 100);
        }
    }

    #[test]
    fn a_flat_page_view_is_the_page_view(view in random::page_view()) {
        let mut numbers = Vec::new();
        flat::write(&view, &mut |n| numbers.push(n));
        let mut read = flat::read(&numbers).expect("what was written");
        read.heard = view.heard;
        prop_assert_eq!(read.engaged_ms(), view.engaged_ms());
        prop_assert_eq!(&read, &view);
        for cut in 0..numbers.len() {
            // Cut short, it is none or a shorter one; never a panic.
            let _ = flat::read(&numbers[..cut]);
        }
    }
}
