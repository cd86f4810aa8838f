//! Random values.

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::item::Stage;
use ungated_shared::limit;
use ungated_shared::page_view::{HandRaise, PageView};
use ungated_shared::report::{ViewFact, VisitFact};
use ungated_shared::score::Reading;

pub fn page_view() -> impl Strategy<Value = PageView> {
    let sections = vec((0..3_000u32, 0..400_000u32), 0..8);
    let raises = vec((0..HandRaise::ALL.len(), 1..4u8), 0..3);
    (0..limit::ENGAGED_MS, 0..9_000u32, 0..9_000u32, sections, raises).prop_map(
        |(engaged_ms, a, b, sections, raises)| {
            let mut view =
                PageView { engaged_ms, bottom_px: a.min(b), height_px: a.max(b), ..PageView::NEW };
            for (i, (words, ms)) in sections.into_iter().enumerate() {
                (view.sections.at(i).words, view.sections.at(i).ms) = (words, ms);
            }
            for (kind, n) in raises {
                view.hand_raises.set(HandRaise::ALL[kind], n);
            }
            view
        },
    )
}

pub fn stage() -> impl Strategy<Value = Stage> {
    (0..Stage::ALL.len()).prop_map(|i| Stage::ALL[i])
}

pub fn readings() -> impl Strategy<Value = Vec<Reading>> {
    let reading = (stage(), page_view(), any::<bool>())
        .prop_map(|(stage, view, returned)| Reading { stage, view, returned });
    vec(reading, 0..13)
}

fn view_fact() -> impl Strategy<Value = ViewFact> {
    ((0..6u8), page_view(), (0..101u8)).prop_map(|(item, view, points)| ViewFact {
        item: format!("/item/{item}/"),
        title: format!("Item {item}"),
        topic: format!("topic {}", item % 3),
        author: String::new(),
        stage: Stage::ALL[usize::from(item) % 4].word().into(),
        kind: "article".into(),
        words_read: view.words() / 2,
        view,
        points,
    })
}

pub fn visit_fact() -> impl Strategy<Value = VisitFact> {
    let scores = (0..101u8, 0..101u8);
    let place = (0..3u8, 0..4u8, any::<bool>());
    (0..400_000_000u64, scores, place, vec(view_fact(), 1..6)).prop_map(
        |(start, (engagement, intent), (channel, device, simulated), views)| VisitFact {
            start_ms: 1_763_510_400_000 + start,
            channel: ["direct", "referral", "email"][usize::from(channel)].into(),
            source: String::new(),
            campaign: String::new(),
            country: "DE".into(),
            region: "weur".into(),
            device: ["desktop", "mobile", "tablet", "bot"][usize::from(device)].into(),
            engagement,
            intent,
            standing: "reading".into(),
            simulated,
            views,
        },
    )
}
