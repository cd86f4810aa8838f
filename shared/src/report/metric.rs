//! What an answer counts.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::fact::{ViewFact, VisitFact};
use super::table::Need;
use crate::percent::percent;
use crate::statistics::histogram::Histogram;

/// What an answer counts, for the facts of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Metric {
    /// Visits with at least one page view in the row.
    Visits,
    /// Page views.
    Pageviews,
    /// Engaged time, ms, summed.
    EngagedMs,
    /// Median over the row's visits of the engaged time that each gave to the row, ms.
    EngagedMsMedian,
    /// The time that a quarter of the visits did not exceed; each gave so much to the row, ms.
    #[serde(rename = "engaged_ms_p25")]
    EngagedMsP25,
    /// The same of three quarters, ms.
    #[serde(rename = "engaged_ms_p75")]
    EngagedMsP75,
    /// The same of nine tenths, ms.
    #[serde(rename = "engaged_ms_p90")]
    EngagedMsP90,
    /// Words read against words shown, 0–100.
    ReadThrough,
    /// Page views of which at least half of the words were read: opened by whoever, they were not only
    /// that.
    Reads,
    /// Median depth of the page views, 0–100.
    Depth,
    /// Hand-raises.
    HandRaises,
    /// Median engagement of the row's visits, 0–100.
    Engagement,
    /// Median intent of the row's visits, 0–100.
    Intent,
    /// Mean fit of the row's visits, 0–100, rounded down: most fit not at all, so that their median
    /// says little.
    Fit,
    /// Points of the page views, summed.
    Points,
    /// Visits in the row that raised a hand, on whichever of their pages.
    RaisingVisits,
}

impl Metric {
    /// Whether the figure of some facts and that of others add up to that of both.
    pub(super) const fn adds_up(self) -> bool {
        use Metric::{EngagedMs, HandRaises, Pageviews, Points, RaisingVisits, Reads, Visits};
        matches!(self, Visits | Pageviews | EngagedMs | Reads | HandRaises | Points | RaisingVisits)
    }

    /// Whether it is taken from the row's visits, each once, so that it does not add up over rows
    /// that share visits.
    pub(super) const fn is_of_visits(self) -> bool {
        use Metric::{
            EngagedMsMedian, EngagedMsP25, EngagedMsP75, EngagedMsP90, Engagement, Fit, Intent,
            RaisingVisits, Visits,
        };
        matches!(
            self,
            Visits
                | EngagedMsMedian
                | EngagedMsP25
                | EngagedMsP75
                | EngagedMsP90
                | Engagement
                | Intent
                | Fit
                | RaisingVisits
        )
    }
}

/// Whether a page view was read: at least half of its words, by its sections. *Assumed:* the middle, at
/// which more of a text was read than was not.
pub(super) const fn is_read(words: u32, words_read: u32) -> bool {
    words > 0 && words_read >= words - words_read
}

/// The counts behind one row; adding two cells of disjoint facts is exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub(super) visits: u64,
    pub(super) pageviews: u64,
    pub(super) engaged_ms: u64,
    pub(super) engaged: Histogram,
    pub(super) words: u64,
    pub(super) words_read: u64,
    pub(super) depth: Histogram,
    pub(super) hand_raises: u64,
    pub(super) engagement: Histogram,
    pub(super) intent: Histogram,
    pub(super) points: u64,
    /// Summed over visits.
    pub(super) fit: u64,
    pub(super) reads: u64,
    pub(super) raising_visits: u64,
}

/// As a run of numbers: a question by path has a hundred thousand cells of one visit.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { visits, pageviews, engaged_ms, words, words_read, hand_raises, points, .. } =
            *self;
        let mut numbers =
            alloc::vec![visits, pageviews, engaged_ms, words, words_read, hand_raises, points];
        for histogram in [&self.engaged, &self.depth, &self.engagement, &self.intent] {
            numbers.push(histogram.counts().len() as u64);
            let counts = histogram.counts().iter();
            numbers.extend(counts.flat_map(|(bucket, n)| [u64::from(*bucket), *n]));
        }
        numbers.extend([self.fit, self.reads, self.raising_visits]);
        numbers.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let numbers = Vec::<u64>::deserialize(from)?;
        Self::read(&mut numbers.into_iter()).ok_or_else(|| de::Error::custom("not a cell"))
    }
}

impl Cell {
    fn read(from: &mut impl ExactSizeIterator<Item = u64>) -> Option<Self> {
        let mut cell = Self::default();
        let sums = [
            &mut cell.visits,
            &mut cell.pageviews,
            &mut cell.engaged_ms,
            &mut cell.words,
            &mut cell.words_read,
            &mut cell.hand_raises,
            &mut cell.points,
        ];
        for sum in sums {
            *sum = from.next()?;
        }
        let histograms =
            [&mut cell.engaged, &mut cell.depth, &mut cell.engagement, &mut cell.intent];
        for histogram in histograms {
            let buckets = usize::try_from(from.next()?).ok()?;
            let mut counts = Vec::with_capacity(buckets.min(from.len() / 2));
            for _ in 0..buckets {
                counts.push((u16::try_from(from.next()?).ok()?, from.next()?));
            }
            *histogram = Histogram::of_counts(counts)?;
        }
        // A shard of a release before has none.
        cell.fit = from.next().unwrap_or_default();
        cell.reads = from.next().unwrap_or_default();
        cell.raising_visits = from.next().unwrap_or_default();
        Some(cell)
    }

    /// Counts the page views that one visit brings to the row, as far as figures need it.
    pub(super) fn add<'a>(
        &mut self,
        need: Need,
        visit: &VisitFact,
        views: impl IntoIterator<Item = &'a ViewFact>,
    ) {
        let mut engaged_ms = 0;
        for view in views {
            self.pageviews += 1;
            engaged_ms += u64::from(view.engaged_ms);
            if need.has(Need::WORDS) {
                self.words += u64::from(view.words);
                self.words_read += u64::from(view.words_read);
                self.reads += u64::from(is_read(view.words, view.words_read));
            }
            if need.has(Need::DEPTH) {
                self.depth.add(u64::from(view.depth));
            }
            if need.has(Need::HAND_RAISES) {
                self.hand_raises += u64::from(view.hand_raises);
            }
            if need.has(Need::POINTS) {
                self.points += u64::from(view.points);
            }
        }
        self.visits += 1;
        if need.has(Need::ENGAGED) {
            self.engaged_ms += engaged_ms;
            self.engaged.add(engaged_ms);
        }
        if need.has(Need::SCORES) {
            self.engagement.add(u64::from(visit.engagement));
            self.intent.add(u64::from(visit.intent));
        }
        if need.has(Need::FIT) {
            self.fit += u64::from(visit.fit);
        }
        if need.has(Need::HAND_RAISES) {
            self.raising_visits += u64::from(visit.views.iter().any(|view| view.hand_raises > 0));
        }
    }

    /// How many bytes it takes, about.
    pub(super) fn bytes(&self) -> usize {
        let histograms = [&self.engaged, &self.depth, &self.engagement, &self.intent];
        let buckets: usize = histograms.iter().map(|histogram| histogram.counts().len()).sum();
        size_of::<Self>() + 20 * buckets
    }

    /// Visits in the row.
    pub(super) const fn visits(&self) -> u64 {
        self.visits
    }

    /// Takes over the counts of disjoint facts.
    pub fn merge(&mut self, other: &Self) {
        self.visits += other.visits;
        self.pageviews += other.pageviews;
        self.engaged_ms += other.engaged_ms;
        self.engaged.merge(&other.engaged);
        self.words += other.words;
        self.words_read += other.words_read;
        self.depth.merge(&other.depth);
        self.hand_raises += other.hand_raises;
        self.engagement.merge(&other.engagement);
        self.intent.merge(&other.intent);
        self.points += other.points;
        self.fit += other.fit;
        self.reads += other.reads;
        self.raising_visits += other.raising_visits;
    }

    /// The figure of a metric that was counted; `None` where there is nothing to take it from.
    #[must_use]
    pub fn figure(&self, metric: Metric) -> Option<u64> {
        match metric {
            Metric::Visits => Some(self.visits),
            Metric::Pageviews => Some(self.pageviews),
            Metric::EngagedMs => Some(self.engaged_ms),
            Metric::EngagedMsMedian => self.engaged.median(),
            Metric::EngagedMsP25 => self.engaged.quantile(25),
            Metric::EngagedMsP75 => self.engaged.quantile(75),
            Metric::EngagedMsP90 => self.engaged.quantile(90),
            Metric::ReadThrough if self.words == 0 => None,
            Metric::ReadThrough => Some(share(self.words_read, self.words)),
            Metric::Reads => Some(self.reads),
            Metric::Depth => self.depth.median(),
            Metric::HandRaises => Some(self.hand_raises),
            Metric::Engagement => self.engagement.median(),
            Metric::Intent => self.intent.median(),
            Metric::Fit => self.fit.checked_div(self.visits),
            Metric::Points => Some(self.points),
            Metric::RaisingVisits => Some(self.raising_visits),
        }
    }
}

/// As [`percent`], for sums that outgrow 32 bits.
fn share(part: u64, whole: u64) -> u64 {
    match (u32::try_from(part), u32::try_from(whole)) {
        (Ok(part), Ok(whole)) => u64::from(percent(part, whole)),
        _ => (u128::from(part) * 100 / u128::from(whole)) as u64,
    }
}
