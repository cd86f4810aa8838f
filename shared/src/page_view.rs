//! One showing of one content item, as a value that can only grow.

use crate::limit;

/// The ways in which a reader asks, of their own will.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum HandRaise {
    /// A `mailto:` link.
    Mail,
    /// A `tel:` link.
    Call,
    /// A link to a scheduling page.
    Calendar,
    /// A chat was opened.
    Chat,
    /// A mail address or phone number was copied.
    Copied,
    /// An act that the site named (`data-ungated="…"`).
    Named,
}

impl HandRaise {
    /// Every kind, in wire order.
    pub const ALL: [Self; 6] =
        [Self::Mail, Self::Call, Self::Calendar, Self::Chat, Self::Copied, Self::Named];
}

/// How often each kind of hand-raise happened in a page view, each at most
/// [`limit::HAND_RAISES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandRaises([u8; HandRaise::ALL.len()]);

impl HandRaises {
    /// None.
    pub const NONE: Self = Self([0; HandRaise::ALL.len()]);

    /// Counts one more.
    pub fn add(&mut self, kind: HandRaise) {
        self.set(kind, self.of(kind).saturating_add(1));
    }

    /// Sets the count of a kind, capped.
    pub fn set(&mut self, kind: HandRaise, count: u8) {
        self.0[kind as usize] = if count > limit::HAND_RAISES { limit::HAND_RAISES } else { count };
    }

    /// The count of a kind.
    #[must_use]
    pub const fn of(&self, kind: HandRaise) -> u8 {
        self.0[kind as usize]
    }

    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.0.iter().map(|&n| u32::from(n)).sum()
    }

    /// How many kinds happened at all.
    #[must_use]
    pub fn kinds(&self) -> u32 {
        self.0.iter().map(|&n| u32::from(n > 0)).sum()
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.zip(other, u8::saturating_add)
    }

    fn zip(self, other: Self, f: fn(u8, u8) -> u8) -> Self {
        let mut out = self;
        for (a, b) in out.0.iter_mut().zip(other.0) {
            let n = f(*a, b);
            *a = if n > limit::HAND_RAISES { limit::HAND_RAISES } else { n };
        }
        out
    }
}

/// The content under one heading: how long it is and how long it was on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Words, at most [`limit::WORDS`].
    pub words: u32,
    /// Engaged time that fell to it, ms, by its share of the visible content.
    pub ms: u32,
}

impl Section {
    /// Neither words nor time.
    pub const NEW: Self = Self { words: 0, ms: 0 };
}

/// The sections of a page view, in the order of the page: at most [`limit::SECTIONS`].
#[derive(Clone, Copy, Debug)]
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

    fn zip(&self, other: &Self, f: fn(u32, u32) -> u32) -> Self {
        let mut out = *self;
        for (i, theirs) in other.as_slice().iter().enumerate() {
            let ours = out.at(i);
            ours.words = ours.words.max(theirs.words);
            ours.ms = f(ours.ms, theirs.ms).min(limit::ENGAGED_MS);
        }
        out
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageView {
    /// Engaged time, ms, at most [`limit::ENGAGED_MS`].
    pub engaged_ms: u32,
    /// Furthest pixel of the content seen, from the content's top.
    pub bottom_px: u32,
    /// Height of the content, px, the largest seen: lazy pages grow.
    pub height_px: u32,
    /// What lies under the headings.
    pub sections: Sections,
    /// Hand-raises on this page view.
    pub hand_raises: HandRaises,
}

impl PageView {
    /// Nothing seen yet: the identity of [`Self::join`].
    pub const NEW: Self = Self {
        engaged_ms: 0,
        bottom_px: 0,
        height_px: 0,
        sections: Sections::NONE,
        hand_raises: HandRaises::NONE,
    };

    /// The record of two snapshots of the same page view.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            engaged_ms: self.engaged_ms.max(other.engaged_ms),
            bottom_px: self.bottom_px.max(other.bottom_px),
            height_px: self.height_px.max(other.height_px),
            sections: self.sections.zip(&other.sections, u32::max),
            hand_raises: self.hand_raises.zip(other.hand_raises, u8::max),
        }
    }

    /// The record of two different showings of the same item, one after the other (a reload,
    /// a return): times add, depth is the deeper one.
    #[must_use]
    pub fn followed_by(&self, next: &Self) -> Self {
        Self {
            engaged_ms: self.engaged_ms.saturating_add(next.engaged_ms).min(limit::ENGAGED_MS),
            bottom_px: self.bottom_px.max(next.bottom_px),
            height_px: self.height_px.max(next.height_px),
            sections: self.sections.zip(&next.sections, u32::saturating_add),
            hand_raises: self.hand_raises.plus(next.hand_raises),
        }
    }

    /// Furthest part of the content seen, 0–100. A page without height was not laid out: 0.
    #[must_use]
    pub fn depth(&self) -> u8 {
        percent(self.bottom_px.min(self.height_px), self.height_px)
    }

    /// Words of all sections.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.sections.as_slice().iter().fold(0, |sum, s| sum.saturating_add(s.words))
    }
}

/// `part` of `whole` as 0–100, rounded down; 0 of nothing is 0.
#[must_use]
pub(crate) fn percent(part: u32, whole: u32) -> u8 {
    if whole == 0 { 0 } else { (u64::from(part) * 100 / u64::from(whole)).min(100) as u8 }
}
