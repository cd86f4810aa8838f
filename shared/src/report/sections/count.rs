//! What is counted of one section.

use alloc::collections::BTreeMap;

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
    words: Histogram,
    /// The most words in each bucket of these: where all in it counted the same, these are what they counted.
    most_words: BTreeMap<u16, u32>,
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
        self.most(Histogram::bucket_of(section.words.into()), section.words);
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
        other.most_words.iter().for_each(|(bucket, words)| self.most(*bucket, *words));
    }

    fn most(&mut self, bucket: u16, words: u32) {
        let most = self.most_words.entry(bucket).or_default();
        *most = words.max(*most);
    }

    /// The bucket in which the median of its words lies.
    fn usual(&self) -> Option<u16> {
        self.words.median().map(Histogram::bucket_of)
    }

    /// Its words: the median, as it was counted.
    pub(super) fn words(&self) -> Option<u64> {
        self.most_words.get(&self.usual()?).map(|words| u64::from(*words))
    }

    /// Of how many buckets its figures are.
    pub(super) fn buckets(&self) -> usize {
        2 * self.words.counts().len() + self.shown_ms.counts().len()
    }

    /// Page views that counted other words than half of them at most, beyond what a histogram tells apart.
    pub(super) fn other_words(&self) -> u64 {
        let same = self.usual().map_or(0, |bucket| self.words.count_of(bucket));
        self.words.count().saturating_sub(same)
    }
}
