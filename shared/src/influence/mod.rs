//! Which items, topics, authors or channels the hand-raises can be put down to.
//!
//! A visit, seen along one dimension, is a [`Journey`] of [`Touch`]es. [`Influence`] counts
//! journeys where their facts are; its parts merge exactly; [`Influence::finish`] gives each name
//! its credit by every [`InfluenceModel`], side by side.
//!
//! # Why credit within a visit only?
//! There is no one to follow into the next: a visitor's key dies within a day. What brought the
//! reader the first time is asked of the reader ("self-report"), not guessed.
//!
//! # Why micro-credits?
//! A hand-raise is shared, and integers that sum exactly to the number of hand-raises cannot lose
//! one. [`share`] deals out the remainders.

mod credit;
mod markov;
mod model;
mod row;
mod scaled;
mod touch;

pub use credit::{MICRO, share};
pub use markov::{WHOLE, removal_effects};
pub use model::{HALF_LIFE_MS, InfluenceModel};
pub use row::Row;
pub use touch::{Journey, NONE, Touch};

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use crate::statistics::merge::Merge;
use crate::statistics::tally::Tally;
use crate::statistics::transition::Transitions;

/// What journeys along one dimension say of influence, before it is finished.
///
/// Exact, and independent of order and grouping, up to 18 × 10¹² hand-raises ([`MICRO`] each in
/// 64 bits). It grows with the names and steps in the journeys; only the finished answer is cut.
///
/// ```
/// use ungated_shared::influence::{Influence, InfluenceModel, Journey, MICRO, Touch};
///
/// let touch = |name: &str, at_ms, engaged_ms| {
///     Touch { name: name.into(), at_ms, engaged_ms, is_content: true }
/// };
/// let mut influence = Influence::default();
/// let read = [touch("/guide/", 0, 90_000), touch("/pricing/", 120_000, 30_000)];
/// influence.add(&Journey::new(read, 1, 150_000));
///
/// let rows = influence.finish();
/// let guide = rows.iter().find(|row| row.name == "/guide/").unwrap();
/// assert_eq!(guide.credits[&InfluenceModel::Linear], MICRO / 2);
/// assert_eq!(guide.credits[&InfluenceModel::EngagedTime], MICRO * 3 / 4);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Influence {
    visits: u64,
    hand_raises: u64,
    /// By every model that needs one journey at a time.
    credits: BTreeMap<InfluenceModel, Tally>,
    transitions: Transitions,
}

impl Influence {
    /// Counts one visit. One without a hand-raise gives no credit, but says where paths end.
    ///
    /// A visit that raised a hand twice shares out two hand-raises; for the chain of transitions
    /// it is one visit that raised a hand, whatever the number.
    pub fn add(&mut self, journey: &Journey) {
        let names = journey.touches().iter().map(|touch| touch.name.as_str());
        self.transitions.add(names, journey.raises() > 0);
        self.credit(journey, |_, name| Some(name));
    }

    /// Counts one visit for all models but [`InfluenceModel::MarkovRemoval`]. What a touch gets goes in
    /// even parts to those that it was made of ([`Journey::places`]), under the name that `row` gives the
    /// one at a place; one without a name is passed over. What others get does not change by that: the models
    /// see the whole journey.
    pub fn credit<'a>(
        &mut self,
        journey: &'a Journey,
        row: impl Fn(usize, &'a str) -> Option<&'a str>,
    ) {
        let touches = journey.touches();
        self.visits.merge(&1);
        self.hand_raises.merge(&journey.raises().into());
        if journey.raises() == 0 {
            return;
        }
        let total = u64::from(journey.raises()) * MICRO;
        for model in InfluenceModel::ALL {
            let Some(weights) = model.weights(touches) else { continue };
            let credits = self.credits.entry(model).or_default();
            let of_touches = touches.iter().zip(journey.places()).zip(share(total, &weights));
            for ((touch, places), credit) in of_touches {
                let parts = share(credit, &vec![1; places.len()]);
                for (place, part) in places.iter().zip(parts) {
                    if let Some(name) = row(*place, &touch.name) {
                        credits.add(name, part);
                    }
                }
            }
        }
    }

    /// Visits counted.
    #[must_use]
    pub const fn visits(&self) -> u64 {
        self.visits
    }

    /// Hand-raises counted; the credits of each model sum to [`MICRO`] times as many.
    #[must_use]
    pub const fn hand_raises(&self) -> u64 {
        self.hand_raises
    }

    /// Steps that were counted elsewhere: the chain of [`InfluenceModel::MarkovRemoval`].
    pub fn set_transitions(&mut self, transitions: Transitions) {
        self.transitions = transitions;
    }

    /// Steps of all visits, for content paths.
    #[must_use]
    pub const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// A row for each name that some model gives credit.
    ///
    /// At most [`crate::limit::INFLUENCE_STATES`] names have a row: those with most linear credit,
    /// of equals those most often stepped into, then the first by name. The rest is one row
    /// [`crate::statistics::tally::OTHER`], at the end, in every model, so that columns still sum to the
    /// hand-raises; for the chain it is one state. Rows are ordered by the sum of their credits,
    /// largest first, then by name.
    #[must_use]
    pub fn finish(&self) -> Vec<Row> {
        let none = Tally::default();
        let credits = |model| self.credits.get(&model).unwrap_or(&none);
        let kept = markov::kept(&self.transitions, credits(InfluenceModel::Linear));
        let effects = markov::effects(&self.transitions, &kept);

        let mut rows = row::Rows::new(kept);
        for model in InfluenceModel::ALL {
            credits(model).iter().for_each(|(name, credit)| rows.add(name, model, credit));
        }
        let weights: Vec<u64> = effects.values().copied().collect();
        if weights.iter().all(|effect| *effect == 0) {
            // No hand-raise, or counts that contradict each other: then linear is as good.
            let linear = credits(InfluenceModel::Linear);
            linear.iter().for_each(|(name, n)| rows.add(name, InfluenceModel::MarkovRemoval, n));
            return rows.finish();
        }
        let total = self.hand_raises.saturating_mul(MICRO);
        for ((name, effect), credit) in effects.into_iter().zip(share(total, &weights)) {
            rows.add(name, InfluenceModel::MarkovRemoval, credit);
            rows.set_effect(name, effect);
        }
        rows.finish()
    }
}

impl Merge for Influence {
    fn merge(&mut self, other: &Self) {
        self.visits.merge(&other.visits);
        self.hand_raises.merge(&other.hand_raises);
        Merge::merge(&mut self.credits, &other.credits);
        self.transitions.merge(&other.transitions);
    }
}
