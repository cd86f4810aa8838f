//! Scoring the past by another model: what would last quarter have looked like?
//!
//! Facts keep the raw signals, so a draft can be tried on them before it is published. Replaying
//! is a pure function of facts and models; with the same model it changes nothing.

use crate::score::model::Model;
use crate::score::standing::Standing;
use crate::score::{Score, score};
use crate::statistics::histogram::Histogram;
use crate::statistics::merge::Merge;
use crate::visit::Reading;

/// One visit under two models.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Replayed {
    /// Under the published model.
    pub published: Score,
    /// Under the draft.
    pub draft: Score,
}

impl Replayed {
    /// Whether any figure of the visit differs.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.published.engagement != self.draft.engagement
            || self.published.intent != self.draft.intent
            || self.published.standing != self.draft.standing
    }
}

/// Scores one visit by both models.
#[must_use]
pub fn replay(published: &Model, draft: &Model, readings: &[Reading<'_>]) -> Replayed {
    Replayed { published: score(published, readings), draft: score(draft, readings) }
}

/// A draft against the published model, over many visits. Merging is adding, so shards answer
/// apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Difference {
    /// Visits that were replayed.
    pub visits: u64,
    /// Visits of which any figure changed.
    pub changed: u64,
    /// Visits by standing: the published one chooses the row, the draft's the column, lowest
    /// rung first. What lies off the diagonal has moved.
    pub standings: [[u64; Standing::ALL.len()]; Standing::ALL.len()],
    /// Engagement under both models.
    pub engagement: Pair,
    /// Intent under both models.
    pub intent: Pair,
}

/// A figure under the published model and under the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Pair {
    /// Under the published model.
    pub published: Histogram,
    /// Under the draft.
    pub draft: Histogram,
}

impl Pair {
    fn add(&mut self, published: u8, draft: u8) {
        self.published.add(published.into());
        self.draft.add(draft.into());
    }
}

impl Merge for Pair {
    fn merge(&mut self, other: &Self) {
        self.published.merge(&other.published);
        self.draft.merge(&other.draft);
    }
}

impl Difference {
    /// Counts one visit.
    pub fn add(&mut self, replayed: &Replayed) {
        let Replayed { published, draft } = replayed;
        self.visits += 1;
        self.changed += u64::from(replayed.is_changed());
        let row = self.standings.get_mut(published.standing as usize);
        if let Some(cell) = row.and_then(|row| row.get_mut(draft.standing as usize)) {
            *cell += 1;
        }
        self.engagement.add(published.engagement, draft.engagement);
        self.intent.add(published.intent, draft.intent);
    }
}

impl Merge for Difference {
    fn merge(&mut self, other: &Self) {
        self.visits.merge(&other.visits);
        self.changed.merge(&other.changed);
        let pairs = self.standings.iter_mut().flatten().zip(other.standings.iter().flatten());
        pairs.for_each(|(ours, theirs)| ours.merge(theirs));
        self.engagement.merge(&other.engagement);
        self.intent.merge(&other.intent);
    }
}
