//! What one shard adds up.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::Piece;
use super::media::Playing;
use super::outline::Outline;
use crate::limit;
use crate::page_view::language::Unit;
use crate::page_view::media::Medium;
use crate::page_view::{PageView, Section};
use crate::report::VisitFact;
use crate::report::anonymity::{Counter, Place, Shape, Shown};
use crate::report::influence::merge_title;
use crate::score::model::Model;

/// What a page view of the item shows.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// What its text is counted in.
    pub unit: Unit,
    /// What is known of it.
    pub view: &'a PageView,
}

impl<'a> Seen<'a> {
    fn sections(&self) -> &'a [Section] {
        self.view.sections.as_slice()
    }

    /// The media that were started.
    fn started(&self) -> impl Iterator<Item = &'a Medium> + use<'a> {
        self.view.media.as_slice().iter().filter(|medium| !medium.played.is_empty())
    }

    /// What it has in common with others.
    fn shapes(&self) -> Vec<Shape> {
        let sections = self.sections().len();
        let outline = Some(Shape::Outline(sections)).filter(|_| sections > 0);
        let media = self.started().filter(|medium| is_told(medium));
        outline.into_iter().chain(media.map(|medium| Shape::Medium(medium.length_s))).collect()
    }
}

/// Of a live stream nobody knows the length; and what is past it is no second of it.
fn is_told(medium: &Medium) -> bool {
    medium.played_s() > 0 && medium.length_s > 0
}

/// What may be told, where not everything may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Of the question.
    pub rows: Shown,
    /// Of what page views of the item show: [by shape](crate::report::anonymity::Partition::by_shape).
    pub shapes: Shown,
}

/// The page views of one item of a shard. Parts of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub(super) page_views: u64,
    pub(super) visits: u64,
    pub(super) simulated_visits: u64,
    /// Page views in which no section was found.
    pub(super) without_sections: u64,
    /// By how many sections there are.
    pub(super) outlines: BTreeMap<usize, Outline>,
    /// Media that were started, of each page view.
    pub(super) starts: u64,
    /// By length, s: the longest, [`limit::MEDIA_LENGTHS`] of them.
    pub(super) media: BTreeMap<u32, Playing>,
    /// Whether some of its page views may not be told, or not what they show.
    pub(super) is_cut: bool,
    pub(super) titles: BTreeMap<String, String>,
}

/// Counts a visit by what its page views of an item show.
pub fn count<'s>(
    counter: &mut Counter<'_>,
    item: &str,
    visit: &VisitFact,
    seen: impl Fn(usize) -> Option<Seen<'s>>,
) {
    counter.add_shapes(visit, |at, view| {
        let seen = seen(at).filter(|_| view.item == item);
        seen.map(|seen| seen.shapes()).unwrap_or_default()
    });
}

impl Part {
    /// Counts one visit, as far as it belongs to the question; from what is `told` alone, where not
    /// everything may be. `seen` says what the page view at a place of the visit shows.
    pub fn add<'s>(
        &mut self,
        piece: &Piece,
        told: Option<&Told>,
        model: &Model,
        visit: &VisitFact,
        seen: impl Fn(usize) -> Option<Seen<'s>>,
    ) {
        let Piece { question, item } = piece;
        let in_range = (question.range.from..question.range.to).contains(&visit.start_ms);
        if !in_range || !visit.bot.is_empty() && !question.asks_bots() {
            return;
        }
        let (mut outlines, mut lengths) = (BTreeSet::new(), BTreeSet::new());
        let before = self.page_views;
        for (at, view) in visit.views.iter().enumerate() {
            if view.item != *item || !question.holds(visit, view) {
                continue;
            }
            match told.map(|told| told.rows.place(visit, view)) {
                None | Some(Place::Row(_)) => {}
                Some(Place::Other(_)) => {
                    self.is_cut = true;
                    continue;
                }
                Some(Place::Nowhere) => continue,
            }
            if !view.title.is_empty() {
                merge_title(&mut self.titles, item, &view.title);
            }
            self.page_views += 1;
            let has = |shape| told.is_none_or(|told| told.shapes.has_shape(shape, visit, view));
            match seen(at) {
                Some(seen) => self.view(model, seen, has, &mut outlines, &mut lengths),
                None => self.without_sections += 1,
            }
        }
        if self.page_views > before {
            self.visits += 1;
            self.simulated_visits += u64::from(visit.simulated);
        }
        for sections in outlines {
            self.outlines.entry(sections).or_default().visits += 1;
        }
        for length in lengths {
            self.media.entry(length).or_default().visits += 1;
        }
        self.bound();
    }

    /// Counts a page view, of which is told what it `has`; notes of which outline it is, and which media it
    /// has.
    fn view(
        &mut self,
        model: &Model,
        seen: Seen<'_>,
        has: impl Fn(Shape) -> bool,
        outlines: &mut BTreeSet<usize>,
        lengths: &mut BTreeSet<u32>,
    ) {
        let sections = seen.sections();
        if sections.is_empty() {
            self.without_sections += 1;
        } else if has(Shape::Outline(sections.len())) {
            let outline = self.outlines.entry(sections.len()).or_default();
            outline.add(model, seen.unit, sections);
            outlines.insert(sections.len());
        } else {
            self.is_cut = true;
        }
        for medium in seen.started() {
            self.starts += 1;
            if !is_told(medium) {
                continue;
            }
            if has(Shape::Medium(medium.length_s)) {
                self.media.entry(medium.length_s).or_default().add(medium);
                lengths.insert(medium.length_s);
            } else {
                self.is_cut = true;
            }
        }
    }

    /// Of too many lengths the longest stay: one among the longest of all is among those of any part,
    /// so the order of merging changes nothing.
    fn bound(&mut self) {
        while self.media.len() > limit::MEDIA_LENGTHS {
            self.media.pop_first();
        }
    }

    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: &Self) {
        self.page_views += other.page_views;
        self.visits += other.visits;
        self.simulated_visits += other.simulated_visits;
        self.without_sections += other.without_sections;
        for (sections, theirs) in &other.outlines {
            self.outlines.entry(*sections).or_default().merge(theirs);
        }
        self.starts += other.starts;
        for (length, theirs) in &other.media {
            self.media.entry(*length).or_default().merge(theirs);
        }
        self.bound();
        self.is_cut |= other.is_cut;
        for (item, title) in &other.titles {
            merge_title(&mut self.titles, item, title);
        }
    }

    /// About how many bytes it takes in memory. Reckoned, not measured: a bucket of a histogram is taken as
    /// 40 bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let sections = self.outlines.values().flat_map(|outline| &outline.sections);
        let buckets = sections.map(|it| it.buckets() + 2);
        let played = self.media.values().map(|it| it.each_s.counts().len() + it.buckets.len() + 2);
        let titles = self.titles.iter().map(|(item, title)| item.len() + title.len() + 80);
        40 * (buckets.sum::<usize>() + played.sum::<usize>()) + titles.sum::<usize>() + 200
    }
}
