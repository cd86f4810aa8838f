use proptest::prelude::*;
use ungated_shared::item::Item;
use ungated_shared::page_view::PageView;
use ungated_shared::score::model::Model;
use ungated_shared::score::replay::{Difference, replay};
use ungated_shared::score::{Part, Score, points, score};
use ungated_shared::signal::recorder::{Recorder, Signal};
use ungated_shared::statistics::merge::Merge;
use ungated_shared::visit::{Opened, readings};

use crate::any;

const MODEL: Model = Model::DEFAULT;

fn scored(model: &Model, opened: &[(Item, PageView)]) -> Score {
    score(model, &readings(opened.iter().map(|(item, view)| Opened { item, view })))
}

proptest! {
    #[test]
    fn scores_are_bounded_and_parts_sum_to_the_whole(opened in any::opened(), model in any::model()) {
        let score = scored(&model, &opened);
        let sum = |parts: &[Part]| parts.iter().map(|p| u32::from(p.plus)).sum::<u32>();
        prop_assert!(score.engagement <= 100 && score.intent <= 100);
        prop_assert_eq!(sum(&score.engagement_parts), u32::from(score.engagement));
        prop_assert_eq!(sum(&score.intent_parts), u32::from(score.intent));
        prop_assert!(score.engagement_parts.iter().chain(&score.intent_parts).all(|p| p.plus > 0));
    }

    #[test]
    fn more_reading_never_scores_less(
        opened in any::opened(),
        more in any::page_view(),
        which in any::<prop::sample::Index>(),
        model in any::model(),
    ) {
        prop_assume!(!opened.is_empty());
        let before = scored(&model, &opened);
        let mut grown = opened;
        let at = which.index(grown.len());
        // The text and the media stay as long as they were: only the reader does more.
        let mut more = more;
        let known = &grown[at].1;
        prop_assume!(more.sections.as_slice().len() <= known.sections.as_slice().len());
        for i in 0..more.sections.as_slice().len() {
            more.sections.at(i).words = 0;
        }
        for i in 0..more.media.as_slice().len() {
            let length_s = known.media.as_slice().get(i).map_or(0, |medium| medium.length_s);
            more.media.at(i).unwrap().length_s = length_s;
        }
        grown[at].1.join(&more);
        let after = scored(&model, &grown);
        prop_assert!(after.engagement >= before.engagement);
        prop_assert!(after.intent >= before.intent);
        prop_assert!(after.standing >= before.standing);
    }

    #[test]
    fn one_more_item_never_scores_less(opened in any::opened(), more in any::opened()) {
        let before = scored(&MODEL, &opened);
        let mut all = opened.clone();
        // New items, not returns: a return may show that a text is longer than it looked.
        all.extend(more.into_iter().map(|(item, view)| {
            (Item { path: format!("/more{}", item.path), ..item }, view)
        }));
        let after = scored(&MODEL, &all);
        prop_assert!(after.engagement >= before.engagement && after.intent >= before.intent);
        prop_assert!(after.standing >= before.standing);
    }

    #[test]
    fn points_are_a_percentage(view in any::page_view(), item in any::item(), model in any::model()) {
        let unit = ungated_shared::page_view::language::Unit::of(&item.language);
        let points = points(&model, unit, &view);
        prop_assert!(u32::from(points.attention) <= model.attention_points);
        prop_assert!(u32::from(points.read_through) <= model.read_through_points);
        prop_assert!(u32::from(points.kept) <= model.kept_points);
        prop_assert!(points.total() <= 100);
    }

    /// A program that jumps to the end has scrolled a thousand words in no time.
    #[test]
    fn an_instant_scroll_to_the_end_is_not_a_read(
        steps in prop::collection::vec((0..50u32, 0..200u32), 1..20),
        words in 100..4_000u32,
    ) {
        let mut page = Recorder::NEW;
        page.begin(0, true, true);
        page.content(0, 20_000);
        for i in 0..10u32 {
            page.section(i as usize, words, i * 2_000, (i + 1) * 2_000);
        }
        page.viewport(0, 900);
        let mut now = 0;
        for (wait, screen) in &steps {
            now += wait;
            let top_px = screen * 100;
            page.signal(now, Signal::Scroll { top_px, bottom_px: top_px + 900 });
        }
        page.signal(now, Signal::Scroll { top_px: 19_100, bottom_px: 20_000 });
        page.signal(now + 1, Signal::Visible(false));
        let view = page.at(now + 60_000);
        prop_assert_eq!(view.depth(), 100);
        let points = points(&MODEL, ungated_shared::page_view::language::Unit::Words, view);
        prop_assert_eq!(points.read_through, 0);
        prop_assert!(points.total() <= 4, "{points:?} for {} ms", view.engaged_ms());
    }

    #[test]
    fn replay_by_the_same_model_is_the_identity(opened in any::opened(), model in any::model()) {
        let readings = readings(opened.iter().map(|(item, view)| Opened { item, view }));
        let replayed = replay(&model, &model, &readings);
        prop_assert!(!replayed.is_changed());
        prop_assert_eq!(&replayed.published, &replayed.draft);
        prop_assert_eq!(&replayed.published, &scored(&model, &opened));
        let mut difference = Difference::default();
        difference.add(&replayed);
        prop_assert_eq!(difference.changed, 0);
        prop_assert_eq!(&difference.engagement.published, &difference.engagement.draft);
    }

    /// However visits are spread over shards.
    #[test]
    fn differences_merge(
        visits in prop::collection::vec((any::opened(), 0..3usize), 0..8),
        draft in any::model(),
    ) {
        let mut whole = Difference::default();
        let mut parts = [(); 3].map(|()| Difference::default());
        for (opened, shard) in &visits {
            let readings = readings(opened.iter().map(|(item, view)| Opened { item, view }));
            let replayed = replay(&MODEL, &draft, &readings);
            whole.add(&replayed);
            parts[*shard].add(&replayed);
        }
        let mut merged = Difference::default();
        parts.iter().rev().for_each(|part| merged.merge(part));
        prop_assert_eq!(merged, whole);
    }
}

/// The hash stands beside published figures: whoever changes the model changes it knowingly.
#[test]
fn the_default_model_has_its_hash() {
    assert_eq!(format!("{:016x}", MODEL.hash()), "b8c8ce0b6727e406");
    for (i, constant) in Model::CONSTANTS.iter().enumerate() {
        let mut values = MODEL.values();
        values[i] = if values[i] == constant.max { constant.min } else { values[i] + 1 };
        assert_ne!(Model::of_values(values).hash(), MODEL.hash(), "{}", constant.name);
    }
}

/// Every default lies within the bounds that documents are held to.
#[test]
fn the_default_model_is_a_valid_document() {
    for constant in Model::CONSTANTS {
        assert!((constant.min..=constant.max).contains(&constant.default), "{}", constant.name);
    }
}
