//! Facts by columns, and questions counted from them.
//!
//! # Why beside [`Partial::add`](super::Partial::add)?
//! That says what an answer is, visit by visit, text by text. A segment has the same values again and
//! again: here each gets a number once (`codes`), what a question says of it is decided once for
//! each different combination of values, and the facts are then counted by number. A law says that
//! both come to the same.

mod answer;
mod codes;
mod counts;
mod trie;
mod ways;
mod weighing;

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::{BitOr, Range as Places};

use super::anonymity::Partition;
use super::dimension::Dimension;
use super::fact::{VisitFact, neighbours};
use super::metric::Metric;
use super::paths::Trail;
use super::question::Question;

pub use answer::Answering;
pub(in crate::report) use answer::sign;
pub use weighing::Weighing;

/// The item of a page view, and the items before and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::report) struct Read {
    item: u32,
    beside: [Option<u32>; 2],
}

pub(in crate::report) use codes::Codes;

/// The visits of a segment, by columns. A column that nobody asked for is empty.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Which columns there are.
    pub has: Need,
    /// The region of the shard.
    pub region: String,
    /// The dictionary.
    pub texts: Vec<String>,
    /// Of each visit: when it started, Unix ms.
    pub start_ms: Vec<u64>,
    /// Of each visit: where its page views end; they begin where those of the visit before do.
    pub end: Vec<u32>,
    /// Of each visit: whether it was made by the simulator.
    pub simulated: Vec<bool>,
    /// Of each visit: the texts of [`TEXTS`], by their place in the dictionary.
    pub of_visit: [Vec<u32>; TEXTS.len()],
    /// Of each visit: engagement, 0–100.
    pub engagement: Vec<u8>,
    /// Of each visit: intent, 0–100.
    pub intent: Vec<u8>,
    /// Of each visit: fit, 0–100.
    pub fit: Vec<u8>,
    /// Of each visit: whether its network says where the reader works.
    pub classified: Vec<bool>,
    /// Of each page view: the number of its item.
    pub item: Vec<u32>,
    /// Of each page view: engaged time, ms.
    pub engaged_ms: Vec<u32>,
    /// Of each page view: furthest part of the content seen, 0–100.
    pub depth: Vec<u8>,
    /// Of each page view: words of all sections.
    pub words: Vec<u32>,
    /// Of each page view: words in sections that were read.
    pub words_read: Vec<u32>,
    /// Of each page view: hand-raises.
    pub hand_raises: Vec<u32>,
    /// Of each page view: points.
    pub points: Vec<u8>,
    /// Of each page view: when it was opened, ms after the visit's start.
    pub after_ms: Vec<u32>,
}

/// The dimensions whose texts stand with the visit.
pub const TEXTS: [Dimension; 9] = [
    Dimension::Bot,
    Dimension::Channel,
    Dimension::Source,
    Dimension::Campaign,
    Dimension::Country,
    Dimension::Device,
    Dimension::Standing,
    Dimension::Segment,
    Dimension::Heard,
];

/// The place of [`Dimension::Bot`] in [`TEXTS`]: every table has it.
pub const BOT: usize = 0;
/// The place of [`Dimension::Standing`].
pub const STANDING: usize = 6;
/// The place of [`Dimension::Heard`]: what its page views say.
pub const HEARD: usize = 8;

/// Some of a table's columns, bit by bit: the first are those of [`TEXTS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Need(u32);

impl Need {
    /// Engagement and intent.
    pub const SCORES: Self = Self(1 << 9);
    /// Engaged time.
    pub const ENGAGED: Self = Self(1 << 10);
    /// Depth.
    pub const DEPTH: Self = Self(1 << 11);
    /// Words, and those that were read.
    pub const WORDS: Self = Self(1 << 12);
    /// Hand-raises.
    pub const HAND_RAISES: Self = Self(1 << 13);
    /// Points.
    pub const POINTS: Self = Self(1 << 14);
    /// Fit, and whether the network is classified.
    pub const FIT: Self = Self(1 << 15);
    /// When page views were opened.
    pub const AFTER: Self = Self(1 << 16);
    /// Everything, for which whole visits are read: more than any question's columns.
    pub const ALL: Self = Self(u32::MAX);

    /// What a question needs.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let mut dimensions = question.dimensions.clone();
        question.filters.iter().for_each(|filter| filter.dimensions(&mut dimensions));
        question.metrics.iter().fold(Self::of_dimensions(&dimensions), |sum, metric| {
            sum | match metric {
                Metric::Visits | Metric::Pageviews => Self::default(),
                Metric::EngagedMs
                | Metric::EngagedMsMedian
                | Metric::EngagedMsP25
                | Metric::EngagedMsP75
                | Metric::EngagedMsP90 => Self::ENGAGED,
                Metric::ReadThrough | Metric::Reads => Self::WORDS,
                Metric::Depth => Self::DEPTH,
                Metric::HandRaises | Metric::RaisingVisits => Self::HAND_RAISES,
                Metric::Engagement | Metric::Intent => Self::SCORES,
                Metric::Fit => Self::FIT,
                Metric::Points => Self::POINTS,
            }
        })
    }

    /// What counting the groups of a partition needs.
    #[must_use]
    pub fn of_groups(partition: &Partition) -> Self {
        let along = partition.trail().map(Trail::need).unwrap_or_default();
        Self::of_dimensions(partition.dimensions()) | along
    }

    /// What counting paths needs.
    #[must_use]
    pub fn of_paths(question: &Question, trail: &Trail) -> Self {
        Self::of(question) | trail.need() | Self::AFTER
    }

    fn of_dimensions(dimensions: &[Dimension]) -> Self {
        let bit = |(at, text): (usize, &Dimension)| u32::from(dimensions.contains(text)) << at;
        let texts = Self(TEXTS.iter().enumerate().map(bit).sum());
        dimensions.iter().fold(texts, |sum, dimension| {
            sum | match dimension {
                // How many visits are classified is told with both.
                Dimension::Segment | Dimension::FitBand => Self::FIT,
                Dimension::EngagementBand => Self::SCORES,
                _ => Self::default(),
            }
        })
    }

    /// The column of the text at this place of [`TEXTS`].
    #[must_use]
    pub const fn text(at: usize) -> Self {
        Self(1 << at)
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

impl BitOr for Need {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Table {
    /// The page views of a visit.
    #[must_use]
    pub fn views(&self, visit: usize) -> Places<usize> {
        let from = visit.checked_sub(1).map_or(0, |before| self.end[before]);
        from as usize..self.end[visit] as usize
    }

    /// Each page view's item, and those beside it if they are wanted.
    pub(in crate::report) fn reads(&self, are_linked: bool) -> Vec<Read> {
        if !are_linked {
            return self.item.iter().map(|item| Read { item: *item, beside: [None; 2] }).collect();
        }
        let mut reads = Vec::with_capacity(self.item.len());
        for visit in 0..self.end.len() {
            let items = self.item.get(self.views(visit)).unwrap_or_default();
            let item = |place: Option<usize>| place.and_then(|at| items.get(at)).copied();
            let beside = neighbours(items).into_iter().map(|both| both.map(item));
            reads.extend(
                items.iter().zip(beside).map(|(item, beside)| Read { item: *item, beside }),
            );
        }
        reads
    }

    /// How many bytes it takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(|text| text.len() + 24).sum();
        let texts_of: usize = self.of_visit.iter().map(|column| column.len() * 4).sum();
        let fours = [
            &self.end,
            &self.item,
            &self.engaged_ms,
            &self.words,
            &self.words_read,
            &self.hand_raises,
            &self.after_ms,
        ];
        let fours: usize = fours.iter().map(|column| column.len() * 4).sum();
        let ones = [&self.engagement, &self.intent, &self.fit, &self.depth, &self.points];
        let ones: usize = ones.iter().map(|column| column.len()).sum();
        texts + texts_of + fours + ones + self.start_ms.len() * 9 + self.classified.len()
    }

    /// A text of a visit.
    fn text(&self, at: usize, visit: usize) -> &str {
        let place = self.of_visit[at].get(visit);
        place.and_then(|place| self.texts.get(*place as usize)).map_or("", String::as_str)
    }

    /// Whether a visit is a program's.
    fn is_bot(&self, visit: usize) -> bool {
        !self.text(BOT, visit).is_empty()
    }

    /// A table of whole visits whose items have numbers of the caller's.
    #[must_use]
    pub fn of<'a>(visits: impl IntoIterator<Item = (&'a VisitFact, Vec<u32>)>) -> Self {
        let mut table = Self { has: Need::ALL, ..Self::default() };
        for (visit, items) in visits {
            table.push(visit, &items);
        }
        table
    }

    fn push(&mut self, visit: &VisitFact, items: &[u32]) {
        let VisitFact {
            bot,
            channel,
            source,
            campaign,
            country,
            device,
            standing,
            segment,
            heard,
            ..
        } = visit;
        let texts = [bot, channel, source, campaign, country, device, standing, segment, heard];
        for (column, text) in self.of_visit.iter_mut().zip(texts) {
            let known = self.texts.iter().position(|known| known == text);
            let place = known.unwrap_or_else(|| {
                self.texts.push(text.clone());
                self.texts.len() - 1
            });
            column.push(place as u32);
        }
        self.region.clone_from(&visit.region);
        self.start_ms.push(visit.start_ms);
        self.simulated.push(visit.simulated);
        self.engagement.push(visit.engagement);
        self.intent.push(visit.intent);
        self.fit.push(visit.fit);
        self.classified.push(visit.classified);
        for (view, item) in visit.views.iter().zip(items) {
            self.item.push(*item);
            self.engaged_ms.push(view.engaged_ms);
            self.depth.push(view.depth);
            self.words.push(view.words);
            self.words_read.push(view.words_read);
            self.hand_raises.push(view.hand_raises);
            self.points.push(view.points);
            self.after_ms.push(u32::try_from(view.after_ms).unwrap_or(u32::MAX));
        }
        self.end.push(self.item.len() as u32);
    }
}
