//! Random page views, for the tests of every crate that folds, keeps or scores them.

use proptest::collection::vec;
use proptest::prelude::*;
use ungated_shared::limit;
use ungated_shared::page_view::PageView;
use ungated_shared::signal::act::Act;
use ungated_shared::signal::counts::Kind;
use ungated_shared::signal::hand_raise::HandRaise;
use ungated_shared::signal::heard::Heard;

/// How much there is in them at most.
#[derive(Clone, Copy)]
pub struct Most {
    /// Sections.
    pub sections: usize,
    /// Words of a section.
    pub words: u32,
    /// Time of a section, ms.
    pub shown_ms: u32,
    /// Pixels.
    pub pixels: u32,
    /// Seconds of a medium.
    pub seconds: u32,
    /// Stretches of a medium, and seconds of a stretch.
    pub stretches: (usize, u32),
}

/// Page views with up to so much in them; their times reach their bounds in any case.
pub fn page_view(most: Most) -> impl Strategy<Value = PageView> {
    let sections = vec((0..=most.words, 0..=most.shown_ms), 0..=most.sections);
    let (stretches, longest) = most.stretches;
    let stretches = vec((0..most.seconds, 1..longest), 0..=stretches);
    let media = vec((0..=most.seconds, stretches), 0..=limit::MEDIA);
    let counts = vec((0..6usize, 1..4u8), 0..4);
    // Together at most a sitting; half of them at that bound.
    let times = (0..=limit::ENGAGED_MS, 0..=limit::ENGAGED_MS)
        .prop_map(|(active_ms, media_ms)| (active_ms, media_ms.min(limit::ENGAGED_MS - active_ms)));
    let pixels = (0..=most.pixels, 0..=most.pixels);
    (times, pixels, sections, media, counts).prop_map(
        |((active_ms, media_ms), (a, b), sections, media, counts)| {
            let (bottom_px, height_px) = (a.min(b), a.max(b));
            let mut view = PageView { active_ms, media_ms, bottom_px, height_px, ..PageView::NEW };
            for (at, (words, ms)) in sections.into_iter().enumerate() {
                (view.sections.at(at).words, view.sections.at(at).ms) = (words, ms);
            }
            for (at, (length_s, stretches)) in media.into_iter().enumerate() {
                let medium = view.media.at(at).unwrap();
                medium.length_s = length_s;
                for (from, seconds) in stretches {
                    medium.played.add(from, from + seconds);
                }
            }
            for (kind, n) in counts {
                view.hand_raises.set(HandRaise::ALL[kind], n);
                view.acts.set(Act::ALL[kind % Act::ALL.len()], n);
                view.heard.add(Heard::ALL[kind * 2 + usize::from(n % 2)]);
            }
            view
        },
    )
}
