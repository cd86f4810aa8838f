//! A draft of a model: what its replay adds up, and what it tells.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::item::Item;
use ungated_shared::page_view::PageView;
use ungated_shared::report::NONE;
use ungated_shared::report::Range;
use ungated_shared::report::replay::{Asked, Part, Replayed, alone};
use ungated_shared::score::model::Model;
use ungated_shared::score::score;
use ungated_shared::score::standing::Standing;
use ungated_shared::signal::counts::Counts;
use ungated_shared::visit::{Opened, readings};

use crate::any as random;

type Views = Vec<(Item, PageView)>;

const SEGMENTS: [&str; 3] = ["", "A", "B"];
/// As answers name them.
const NAMES: [&str; 3] = [NONE, "A", "B"];

fn opened(views: &Views) -> Vec<Opened<'_>> {
    views.iter().map(|(item, view)| Opened { item, view }).collect()
}

fn asked(draft: Model, visits: &[(usize, Views)]) -> Asked {
    let items = visits.iter().flat_map(|(_, views)| views).map(|(item, _)| item.path.clone());
    Asked {
        range: Range { from: 0, to: 1 },
        published: Model::DEFAULT.values(),
        draft: draft.values(),
        items: items.collect(),
        segments: NAMES.iter().map(ToString::to_string).collect(),
    }
}

fn part(asked: &Asked, visits: &[(usize, Views)]) -> Part {
    let mut part = Part::default();
    for (segment, views) in visits {
        part.add(asked, SEGMENTS[*segment], &opened(views));
    }
    part
}

fn told(asked: &Asked, part: &Part, k: u64) -> Replayed {
    let items: Vec<String> = asked.items.iter().cloned().collect();
    let segments: Vec<_> = asked.segments.iter().map(|name| (name.clone(), 1_000)).collect();
    Replayed::of(part, &items, &segments, k)
}

/// The counts that depend on a draft.
fn counts(told: &Replayed) -> Vec<u64> {
    let mut all = vec![told.visits, told.changed];
    all.extend(told.standings.iter().map(|it| it.visits));
    for band in told.engagement.iter().chain(&told.intent) {
        all.extend([band.visits.published, band.visits.draft]);
    }
    for rung in &told.reached {
        let (visits, raising) = (rung.visits, rung.raising);
        all.extend([visits.published, visits.draft, raising.published, raising.draft]);
    }
    for segment in &told.segments {
        all.extend([segment.considering.published, segment.considering.draft]);
    }
    all
}

fn visits() -> impl Strategy<Value = Vec<(usize, Views)>> {
    vec((0..SEGMENTS.len(), random::opened()), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn parts_of_a_replay_merge_to_the_whole(
        visits in visits(),
        at in any::<prop::sample::Index>(),
        draft in random::model(),
    ) {
        let asked = asked(draft, &visits);
        let (one, other) = visits.split_at(at.index(visits.len() + 1));
        let mut merged = part(&asked, one);
        merged.merge(&part(&asked, other));
        prop_assert_eq!(&merged, &part(&asked, &visits));
        let text = serde_json::to_string(&merged).unwrap();
        prop_assert_eq!(serde_json::from_str::<Part>(&text).unwrap(), merged);
    }

    #[test]
    fn what_a_replay_tells_is_what_a_recount_says(visits in visits(), draft in random::model()) {
        let asked = asked(draft, &visits);
        let told = told(&asked, &part(&asked, &visits), 1);
        let models = [Model::DEFAULT, draft];
        let of = |views: &Views, model: &Model| score(model, &readings(opened(views)));
        let all = |holds: &dyn Fn(&Views) -> bool| {
            visits.iter().filter(|(_, views)| holds(views)).count() as u64
        };
        prop_assert_eq!(told.visits, visits.len() as u64);
        for moved in &told.standings {
            let pair = (moved.published, moved.draft);
            let recount = all(&|views| {
                (of(views, &models[0]).standing, of(views, &models[1]).standing) == pair
            });
            prop_assert_eq!(moved.visits, recount);
        }
        prop_assert_eq!(told.standings.iter().map(|it| it.visits).sum::<u64>(), told.visits);
        let raises = |views: &Views| views.iter().any(|(_, view)| view.hand_raises.total() > 0);
        for reached in &told.reached {
            for (model, visits, raising) in [
                (&models[0], reached.visits.published, reached.raising.published),
                (&models[1], reached.visits.draft, reached.raising.draft),
            ] {
                let is_there = |views: &Views| alone(model, &opened(views)) == reached.standing;
                prop_assert_eq!(visits, all(&is_there));
                prop_assert_eq!(raising, all(&|views| is_there(views) && raises(views)));
            }
        }
        for segment in &told.segments {
            let near = |views: &Views, model| of(views, model).standing >= Standing::Considering;
            let recount = |model| {
                let own = visits.iter().filter(|(at, _)| NAMES[*at] == segment.segment);
                own.filter(|(_, views)| near(views, model)).count() as u64
            };
            let both = (recount(&models[0]), recount(&models[1]));
            prop_assert_eq!((segment.considering.published, segment.considering.draft), both);
        }
    }

    /// What comes after a hand-raise, and the raise itself, have no say in what reading had reached.
    #[test]
    fn what_reading_reached_ends_with_the_page_of_the_raise(
        before in random::opened(),
        after in random::opened(),
        raised in random::page_view(),
        item in random::item(),
        model in random::model(),
    ) {
        prop_assume!(raised.hand_raises.total() > 0);
        let quiet = |(item, view): (Item, PageView)| {
            (item, PageView { hand_raises: Counts::NONE, ..view })
        };
        let before: Views = before.into_iter().map(quiet).collect();
        let mut all = before.clone();
        all.push((item.clone(), raised.clone()));
        all.extend(after);
        let mut until = before;
        until.push(quiet((item, raised)));
        let wanted = score(&model, &readings(opened(&until))).standing;
        prop_assert_eq!(alone(&model, &opened(&all)), wanted);
    }

    /// However drafts differ, what is told of them differs by whole steps.
    #[test]
    fn nothing_small_is_derivable_from_drafts(
        visits in visits(),
        drafts in (random::model(), random::model()),
        k in 2..8u64,
    ) {
        let one = asked(drafts.0, &visits);
        let two = asked(drafts.1, &visits);
        let all = [&one, &two].map(|asked| counts(&told(asked, &part(asked, &visits), k)));
        prop_assert!(all.iter().flatten().all(|count| count % k == 0));
        // Points are of the same visits, whatever the draft: those of the items that were asked about.
        let items = |asked: &Asked| {
            let told = told(asked, &part(asked, &visits), k);
            told.items.into_iter().map(|it| it.item).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(items(&one), items(&two));
    }
}
