//! One showing of one content item, as a value that can only grow.

#[cfg(feature = "json")]
pub mod event;
pub mod flat;
pub mod language;
pub mod media;

use crate::limit;
use crate::page_view::media::Media;
use crate::percent::percent;
use crate::signal::act::Acts;
use crate::signal::hand_raise::HandRaises;
use crate::signal::heard::HeardOf;

/// The content under one heading: how long it is and how long it was on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Words, at most [`limit::WORDS`]; characters in the languages that
    /// [`crate::page_view::language::Unit`] counts so.
    pub words: u32,
    /// Active time that fell to it, ms, by its share of the visible content.
    pub ms: u32,
}

impl Section {
    /// Neither words nor time.
    pub const NEW: Self = Self { words: 0, ms: 0 };
}

/// The sections of a page view, in the order of the page: at most [`limit::SECTIONS`].
#[derive(Clone, Debug)]
pub struct Sections {
    len: usize,
    all: [Section; limit::SECTIONS],
}

impl Sections {
    /// None.
    pub const NONE: Self = Self { len: 0, all: [Section::NEW; limit::SECTIONS] };

    /// The sections.
    #[must_use]
    pub fn as_slice(&self) -> &[Section] {
        self.all.get(..self.len).unwrap_or(&[])
    }

    /// The section at `index`, made if it is not there yet. An index past the bound folds into
    /// the last section.
    pub fn at(&mut self, index: usize) -> &mut Section {
        let index = if index < limit::SECTIONS { index } else { limit::SECTIONS - 1 };
        if index >= self.len {
            self.len = index + 1;
        }
        &mut self.all[index]
    }

    /// Takes the larger words of each section, and what `times` makes of both times.
    fn merge(&mut self, other: &Self, times: fn(u32, u32) -> u32) {
        for (index, theirs) in other.as_slice().iter().enumerate() {
            let ours = self.at(index);
            ours.words = ours.words.max(theirs.words);
            ours.ms = times(ours.ms, theirs.ms);
        }
    }
}

impl PartialEq for Sections {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}
impl Eq for Sections {}

/// What is known of one showing of one content item.
///
/// # Why a join-semilattice?
/// Networks lose, repeat and reorder. Every field only grows, and [`PageView::join`] takes the
/// larger of each, so any set of snapshots of a page view, in any order and number, gives the
/// record of the fullest ones. Deltas would count twice whenever an answer got lost.
///
/// # Why is engaged time two numbers?
/// A film that plays for ten minutes beside a text has not made anybody read the text. Time in
/// which the reader was active can be reading; time that playing media alone vouches for cannot.
/// Both only grow, and together they are the engaged time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageView {
    /// Engaged time in which the reader was active, ms.
    pub active_ms: u32,
    /// Engaged time that playing media alone vouches for, ms.
    pub media_ms: u32,
    /// Furthest pixel of the content seen, from the content's top.
    pub bottom_px: u32,
    /// Height of the content, px, the largest seen: lazy pages grow.
    pub height_px: u32,
    /// What lies under the headings.
    pub sections: Sections,
    /// What was played.
    pub media: Media,
    /// What was done with the piece.
    pub acts: Acts,
    /// Hand-raises on this page view.
    pub hand_raises: HandRaises,
    /// What the reader said brought them.
    pub heard: HeardOf,
}

impl PageView {
    /// Nothing seen yet: the identity of [`Self::join`].
    pub const NEW: Self = Self {
        active_ms: 0,
        media_ms: 0,
        bottom_px: 0,
        height_px: 0,
        sections: Sections::NONE,
        media: Media::NONE,
        acts: Acts::NONE,
        hand_raises: HandRaises::NONE,
        heard: HeardOf::NONE,
    };

    /// Adds what another snapshot of the same page view knows.
    pub fn join(&mut self, other: &Self) {
        self.active_ms = self.active_ms.max(other.active_ms);
        // Together within the bound: what activity claims, media cannot have.
        self.media_ms =
            self.media_ms.max(other.media_ms).min(limit::ENGAGED_MS.saturating_sub(self.active_ms));
        self.bottom_px = self.bottom_px.max(other.bottom_px);
        self.height_px = self.height_px.max(other.height_px);
        self.sections.merge(&other.sections, u32::max);
        self.media.join(&other.media);
        self.acts.join(&other.acts);
        self.hand_raises.join(&other.hand_raises);
        self.heard.join(&other.heard);
    }

    /// Adds another showing of the same item, later in the visit (a reload, a return): times and
    /// acts add, depth is the deeper one, a second played twice was played.
    pub fn follow(&mut self, next: &Self) {
        let sum = |a: u32, b: u32| a.saturating_add(b).min(limit::ENGAGED_MS);
        self.active_ms = sum(self.active_ms, next.active_ms);
        self.media_ms =
            sum(self.media_ms, next.media_ms).min(limit::ENGAGED_MS.saturating_sub(self.active_ms));
        self.bottom_px = self.bottom_px.max(next.bottom_px);
        self.height_px = self.height_px.max(next.height_px);
        self.sections.merge(&next.sections, sum);
        self.media.join(&next.media);
        self.acts.plus(&next.acts);
        self.hand_raises.plus(&next.hand_raises);
        self.heard.plus(&next.heard);
    }

    /// Engaged time, ms, at most [`limit::ENGAGED_MS`].
    #[must_use]
    pub fn engaged_ms(&self) -> u32 {
        self.active_ms.saturating_add(self.media_ms).min(limit::ENGAGED_MS)
    }

    /// Furthest part of the content seen, 0–100. A page without height was not laid out: 0.
    #[must_use]
    pub fn depth(&self) -> u8 {
        percent(self.bottom_px.min(self.height_px), self.height_px)
    }

    /// Words of all sections.
    #[must_use]
    #[inline(never)] // one copy on the page
    pub fn words(&self) -> u32 {
        self.sections.as_slice().iter().fold(0, |sum, s| sum.saturating_add(s.words))
    }
}
