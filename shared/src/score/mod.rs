//! Page views into points, visits into scores. The one implementation: the tracker, the edge
//! and the simulator all call it.
//!
//! Engagement and intent are scored here; fit, which only the edge can know, is
//! [`crate::segment`]'s.

pub mod earned;
pub mod model;
pub mod part;
mod points;
#[cfg(feature = "json")]
pub mod replay;
pub mod so_far;
pub mod standing;

use alloc::vec::Vec;

pub use part::{Part, Why};
pub use points::{Points, is_read, points, read_through, words_read};

use crate::score::earned::Earned;
use crate::score::model::Model;
use crate::score::standing::Standing;
use crate::visit::Reading;

/// The score of a visit, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Score {
    /// How much was read: 0–100, exactly the sum of `engagement_parts`.
    pub engagement: u8,
    /// How near to asking: 0–100, exactly the sum of `intent_parts`.
    pub intent: u8,
    /// The rung on the one ladder.
    pub standing: Standing,
    /// Why engagement is what it is; parts of 0 are left out.
    pub engagement_parts: Vec<Part>,
    /// Why intent is what it is, most telling reason first; parts of 0 are left out.
    pub intent_parts: Vec<Part>,
}

/// Scores a visit from its readings, in the order in which the items were first opened.
///
/// # Laws (property-tested)
/// Bounded by 0 and 100; parts sum exactly to the whole; a longer, deeper or more eager reading
/// never lowers a score or a standing.
#[must_use]
pub fn score(model: &Model, readings: &[Reading<'_>]) -> Score {
    let earned: Vec<Earned> = readings.iter().map(|reading| Earned::of(model, reading)).collect();
    score_earned(model, &earned)
}

/// Scores a visit from what its readings brought, in the same order.
#[must_use]
pub fn score_earned(model: &Model, earned: &[Earned]) -> Score {
    let engagement_parts = part::engagement(model, earned);
    let intent_parts = part::intent(model, earned);
    let sum = |parts: &[Part]| parts.iter().map(|part| part.plus).sum::<u8>();
    let (engagement, intent) = (sum(&engagement_parts), sum(&intent_parts));
    let raised = earned.iter().any(|one| one.hand_raises.total() > 0);
    Score {
        engagement,
        intent,
        standing: Standing::of(model, engagement, intent, raised),
        engagement_parts,
        intent_parts,
    }
}
