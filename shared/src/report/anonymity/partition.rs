//! By what a question divides visits.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::group::MOST;
use super::period::{self, Level, Period};
use crate::report::dimension::Dimension;
use crate::report::metric::Metric;
use crate::report::paths::{Trail, UNTOLD};
use crate::report::weight::Names;
use crate::report::zone::Zone;
use crate::report::{Filter, Question, Range, ViewFact, VisitFact};

/// Some of a partition's dimensions: bit by bit, in their order.
pub(super) type Mask = u16;

/// The dimensions and periods by which a question divides visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partition {
    /// All that the question mentions, but those of time, and what these determine; in their own
    /// order, not the question's.
    dimensions: Vec<Dimension>,
    /// Those that name its rows.
    named: Mask,
    /// Those, and what they determine.
    pub(super) asked: Mask,
    /// Those of its filters, and what they determine.
    pub(super) filtered: Mask,
    /// The shortest period of its rows.
    asked_level: Level,
    /// The shortest period of its filters.
    filtered_level: Level,
    /// Whether its rows tell months apart.
    asked_months: bool,
    /// Whether its filters do.
    filtered_months: bool,
    range: Range,
    /// The weeks that the range touches.
    span: Range,
    zone: Zone,
    /// The paths that have enough visits to be shown, if that is known: all others are [`RARE`].
    common: Option<Names>,
    /// The steps that visits took, if they are told apart by these: the anchor and each step, as so many
    /// dimensions of visits after the others, of which each determines those before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trail: Option<Trail>,
    /// Whether it divides the page views of one item by what they show of it: by outline, and by medium, as
    /// two dimensions of page views after the others, never both at once.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    by_shape: bool,
}

/// What a page view shows of an item that some of its page views have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// So many sections.
    Outline(usize),
    /// A medium of so many seconds.
    Medium(u32),
}

impl Shape {
    /// How many kinds there are.
    pub(super) const KINDS: usize = 2;

    /// Its kind, and its value.
    pub(super) fn value(self) -> (usize, String) {
        match self {
            Self::Outline(sections) => (0, sections.to_string()),
            Self::Medium(length_s) => (1, length_s.to_string()),
        }
    }
}

/// Stands for paths of too few visits: no value is empty.
const RARE: &str = "";

/// The longest period that lies in one value of a time dimension; but for weeks that lie in two
/// months, which are divided into days.
const fn level(dimension: Dimension) -> Option<Level> {
    match dimension {
        Dimension::Hour => Some(Level::Hour),
        Dimension::Day => Some(Level::Day),
        Dimension::Week | Dimension::Month => Some(Level::Week),
        _ => None,
    }
}

/// What the value of a dimension determines, for all but a few visits: whoever knows of an item
/// knows its topic, and so which items make up a topic.
const fn determined(dimension: Dimension) -> &'static [Dimension] {
    use Dimension::{Author, Channel, Country, Item, Region, Source, Stage, Topic, Type};
    match dimension {
        Item => &[Topic, Author, Stage, Type],
        Country => &[Region],
        Source => &[Channel],
        _ => &[],
    }
}

/// The dimensions, in order and each once, without those of time; with what they determine.
fn closed(some: &[Dimension]) -> Vec<Dimension> {
    let all = some.iter().flat_map(|d| [*d].into_iter().chain(determined(*d).iter().copied()));
    let mut all: Vec<Dimension> = all.filter(|d| level(*d).is_none()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Partition {
    /// That of a question.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        let mut filtered = Vec::new();
        question.filters.iter().for_each(|filter| filter.dimensions(&mut filtered));
        let asked = &question.dimensions;
        let dimensions = closed(&[filtered.as_slice(), asked.as_slice()].concat());
        let mask = |some: &[Dimension]| {
            let bit = |(at, dimension)| Mask::from(some.contains(dimension)) << at;
            dimensions.iter().enumerate().map(bit).sum()
        };
        let shortest =
            |some: &[Dimension]| some.iter().filter_map(|d| level(*d)).max().unwrap_or(Level::Week);
        Self {
            named: mask(asked),
            asked: mask(&closed(asked)),
            filtered: mask(&closed(&filtered)),
            asked_level: shortest(asked),
            filtered_level: shortest(&filtered),
            asked_months: asked.contains(&Dimension::Month),
            filtered_months: filtered.contains(&Dimension::Month),
            range: question.range,
            span: period::weeks(question.range, &question.zone),
            zone: question.zone.clone(),
            common: None,
            trail: None,
            by_shape: false,
            dimensions,
        }
    }

    /// That of the page views of one item, whose rows are divided by `rows`, also by what they show of it.
    #[must_use]
    pub fn by_shape(rows: &Self) -> Self {
        Self { by_shape: true, ..rows.clone() }
    }

    /// The question whose rows' weights say which paths have enough visits to be shown; none if the
    /// partition is not by path, or tells programs apart, which the weights leave out.
    ///
    /// # Why?
    /// There are nearly as many paths as visits, and nearly all have a visit or two. Whatever else divides
    /// them, they are hidden, and what counts of them is how many visits they have together.
    #[must_use]
    pub fn weighing(&self, question: &Question) -> Option<Question> {
        let has = |dimension| self.dimensions.contains(&dimension);
        let is_worth_while = has(Dimension::Path) && !has(Dimension::Bot);
        let paths = [Dimension::Path].into();
        is_worth_while.then(|| question.weighed(Metric::Visits, paths, Vec::new(), self.span))
    }

    /// The same where all paths but these are one, which is not shown.
    #[must_use]
    pub fn with_common(self, common: Names) -> Self {
        Self { common: Some(common), ..self }
    }

    /// The same along the steps of a trail.
    #[must_use]
    pub fn along(mut self, trail: &Trail) -> Self {
        let steps = (0..=trail.depth).map(|step| self.dimensions.len() + step);
        // What has no room is refused before: see `has_room`.
        let steps: Mask = steps.filter(|at| *at < MOST).map(|at| 1 << at).sum();
        self.named |= steps;
        self.asked |= steps;
        self.trail = Some(trail.clone());
        self
    }

    /// What rows and filters see, with a kind of shapes.
    pub(super) fn with_shape(&self, kind: usize) -> Mask {
        self.filtered | self.asked | self.shape(kind)
    }

    /// A kind of shapes.
    fn shape(&self, kind: usize) -> Mask {
        // There is room: see `MOST`.
        1 << (self.dimensions.len() + kind)
    }

    /// The kinds of shapes that it divides by.
    pub(super) const fn kinds(&self) -> core::ops::Range<usize> {
        0..if self.by_shape { Shape::KINDS } else { 0 }
    }

    /// Whether there are not more dimensions than a group's name has places.
    pub(in crate::report) fn has_room(&self) -> bool {
        self.dimensions.len() + self.trail.as_ref().map_or(0, |trail| trail.depth + 1) <= MOST
    }

    /// The steps that visits are told apart by, if they are.
    #[must_use]
    pub const fn trail(&self) -> Option<&Trail> {
        self.trail.as_ref()
    }

    /// What filters see, with the anchor of the trail and so many of its steps.
    pub(super) fn up_to(&self, step: usize) -> Mask {
        let steps = ((1u32 << (step + 1)) - 1) << self.dimensions.len();
        // What has no room is refused before: see `has_room`.
        self.filtered | steps as Mask
    }

    /// Whether a value is that of paths of too few visits, or of paths that are not followed.
    pub(super) fn is_rare(&self, text: &str) -> bool {
        (self.common.is_some() && text == RARE) || (self.trail.is_some() && text == UNTOLD)
    }

    /// The value of a dimension.
    pub(super) fn value(&self, dimension: Dimension, visit: &VisitFact, view: &ViewFact) -> String {
        let value = visit.value(dimension, view, &self.zone).into_owned();
        match &self.common {
            Some(common) if dimension == Dimension::Path => {
                if common.has(core::slice::from_ref(&value)) { value } else { RARE.into() }
            }
            _ => value,
        }
    }

    /// The paths that have enough visits to be shown, if that is known.
    pub(in crate::report) const fn common(&self) -> Option<&Names> {
        self.common.as_ref()
    }

    /// How many dimensions a question mentions, without those of time.
    pub(in crate::report) fn width(dimensions: &[Dimension], filters: &[Filter]) -> usize {
        let mut all = dimensions.to_vec();
        filters.iter().for_each(|filter| filter.dimensions(&mut all));
        all.retain(|dimension| level(*dimension).is_none());
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    /// The span whose facts decide what is shown: the weeks that the range touches.
    #[must_use]
    pub const fn span(&self) -> Range {
        self.span
    }

    /// The clock by which periods are told.
    pub(super) const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// All dimensions, without those of time, each with what it determines.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// What tells moments apart: the periods of rows, of what filters see, and of rows without
    /// filters.
    pub(in crate::report) fn periods(&self, ms: u64) -> impl core::fmt::Debug {
        [self.row_period(ms), self.filtered_period(ms), self.asked_period(ms)]
    }

    /// The dimensions of shapes: none, if it does not divide by them.
    pub(super) fn shapes(&self) -> Mask {
        self.kinds().map(|kind| self.shape(kind)).sum()
    }

    /// All dimensions, bit by bit.
    pub(super) fn all(&self) -> Mask {
        self.filtered | self.asked | self.shapes()
    }

    /// The sets of dimensions by which visits are counted: all but those that leave out what one of
    /// theirs determines, which make no other groups.
    pub(super) fn masks(&self) -> impl Iterator<Item = Mask> {
        let has = |mask: Mask, d: &Dimension| self.of_mask(mask).any(|own| own == *d);
        let is_closed = move |mask: &Mask| {
            let more = mask >> self.dimensions.len();
            // One shape; or each step with those before it.
            let is_told =
                if self.by_shape { more.count_ones() == 1 } else { more & (more + 1) == 0 };
            is_told && self.of_mask(*mask).all(|d| determined(d).iter().all(|d| has(*mask, d)))
        };
        (0..=self.all()).filter(is_closed)
    }

    /// Whether a visit that its filters let through can be in several of its groups.
    pub(in crate::report) fn shares_visits(&self) -> bool {
        self.splits_visits(self.filtered, self.all())
    }

    /// Whether a row can join groups that share visits.
    pub(in crate::report) fn joins(&self) -> bool {
        self.splits_visits(self.named, self.all())
    }

    /// Whether groups of `fine` that lie in one of `coarse` can have visits in common.
    pub(super) fn splits_visits(&self, coarse: Mask, fine: Mask) -> bool {
        fine & !coarse & self.of_page_views() != 0
    }

    /// Whether groups of these dimensions tell programs from people; the others count people only.
    pub(super) fn tells_bots(&self, mask: Mask) -> bool {
        self.of_mask(mask).any(|dimension| dimension == Dimension::Bot)
    }

    /// Those of page views.
    pub(super) fn of_page_views(&self) -> Mask {
        let of_views = |(at, d): (usize, &Dimension)| Mask::from(d.is_of_page_view()) << at;
        self.dimensions.iter().enumerate().map(of_views).sum::<Mask>() | self.shapes()
    }

    /// Those of visits.
    pub(super) fn of_visits(&self) -> Mask {
        self.all() & !self.of_page_views()
    }

    /// The place of the dimension that tells programs apart.
    pub(super) fn bot_place(&self) -> Option<usize> {
        self.dimensions.iter().position(|dimension| *dimension == Dimension::Bot)
    }

    fn of_mask(&self, mask: Mask) -> impl Iterator<Item = Dimension> {
        let has = move |(at, _): &(usize, &Dimension)| mask >> at & 1 == 1;
        self.dimensions.iter().enumerate().filter(has).map(|(_, dimension)| *dimension)
    }

    /// The values of all dimensions.
    pub(super) fn values(&self, visit: &VisitFact, view: &ViewFact) -> Vec<String> {
        let own = self.dimensions.iter().map(|d| self.value(*d, visit, view));
        own.chain(self.steps(visit)).collect()
    }

    /// The same, and of shapes this one.
    pub(super) fn values_of(
        &self,
        shape: Shape,
        visit: &VisitFact,
        view: &ViewFact,
    ) -> Vec<String> {
        let (own, value) = shape.value();
        let of_kind = |kind| if kind == own { value.clone() } else { String::new() };
        let mut values = self.values(visit, view);
        values.extend((0..Shape::KINDS).map(of_kind));
        values
    }

    /// The values of the steps.
    pub(super) fn steps(&self, visit: &VisitFact) -> Vec<String> {
        self.trail.as_ref().map(|trail| trail.levels(visit)).unwrap_or_default()
    }

    /// Of the values of some dimensions, those of fewer.
    pub(super) fn fewer<T: Clone>(from: Mask, to: Mask, values: &[T]) -> Vec<T> {
        let bits = (0..Mask::BITS).filter(|at| from >> at & 1 == 1);
        let kept = bits.zip(values).filter(|(at, _)| to >> at & 1 == 1);
        kept.map(|(_, value)| value.clone()).collect()
    }

    /// The longest period that the range can have a visit's facts from.
    fn base(&self, start_ms: u64, tells_months: bool) -> Level {
        let week = Period::of(Level::Week, start_ms, &self.zone);
        let is_whole =
            week.is_in(self.range, &self.zone) && !(tells_months && week.is_in_two_months());
        if is_whole { Level::Week } else { Level::Day }
    }

    /// The shortest period by which a visit is counted: that of its row's group.
    pub(super) fn row_period(&self, start_ms: u64) -> Period {
        let (asked, filtered) = (self.asked_period(start_ms), self.filtered_period(start_ms));
        if asked.0 > filtered.0 { asked } else { filtered }
    }

    /// The period of the group that a row would be without filters.
    pub(super) fn asked_period(&self, start_ms: u64) -> Period {
        let level = self.base(start_ms, self.asked_months).max(self.asked_level);
        Period::of(level, start_ms, &self.zone)
    }

    /// The period of the group that filters see.
    pub(super) fn filtered_period(&self, start_ms: u64) -> Period {
        let level = self.base(start_ms, self.filtered_months).max(self.filtered_level);
        Period::of(level, start_ms, &self.zone)
    }
}
