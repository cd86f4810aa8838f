//! What is counted of one section.

use serde::{Deserialize, Serialize};

use crate::limit;
use crate::page_view::Section;
use crate::page_view::language::Unit;
use crate::score::is_read;
use crate::score::model::Model;
use crate::statistics::histogram::Histogram;

/// Page views of one outline, at one of its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Count {
    pub(super) read: u64,
    pub(super) skimmed: u64,
    /// Not on screen, though a later one was.
    pub(super) jumped: u64,
    /// It was the last one on screen.
    pub(super) stopped: u64,
    /// In which its text is read in no more than [`limit::SHORT_SECTION_MS`].
    pub(super) short: u64,
    /// Time on screen, of all together.
    pub(super) ms: u64,
    /// The same of those that had it on screen.
    pub(super) shown_ms: Histogram,
    pub(super) words: Histogram,
}

impl Count {
    /// Counts a section of a page view whose last one on screen is `last`, if any.
    pub(super) fn add(
        &mut self,
        model: &Model,
        unit: Unit,
        section: &Section,
        at: usize,
        last: Option<usize>,
    ) {
        self.words.add(section.words.into());
        let is_short = model.reading_ms(unit, section.words) <= limit::SHORT_SECTION_MS;
        self.short += u64::from(section.words > 0 && is_short);
        self.stopped += u64::from(last == Some(at));
        if section.ms == 0 {
            self.jumped += u64::from(last.is_some_and(|last| last > at));
            return;
        }
        let is_read = is_read(model, unit, section);
        self.read += u64::from(is_read);
        self.skimmed += u64::from(!is_read);
        self.ms = self.ms.saturating_add(section.ms.into());
        self.shown_ms.add(section.ms.into());
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.read += other.read;
        self.skimmed += other.skimmed;
        self.jumped += other.jumped;
        self.stopped += other.stopped;
        self.short += other.short;
        self.ms = self.ms.saturating_add(other.ms);
        self.shown_ms.merge(&other.shown_ms);
        self.words.merge(&other.words);
    }

    /// Page views that counted other words than half of them at most, beyond what a histogram tells apart.
    pub(super) fn other_words(&self) -> u64 {
        let usual = self.words.median().map(Histogram::bucket_of);
        let same = usual.and_then(|bucket| self.words.counts().get(&bucket)).copied();
        self.words.count().saturating_sub(same.unwrap_or(0))
    }
}
