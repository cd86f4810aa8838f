//! Page views into points, visits into scores. The one implementation: the tracker, the edge
//! and the simulator all call it.
//!
//! Engagement and intent are scored here; fit, which only the edge can know, is
//! [`crate::segment`]'s.

mod intent;
mod part;
mod points;

use alloc::vec::Vec;

pub use part::Part;
pub use points::{Points, is_read, points, read_through, words_read};

use crate::model::Model;
use crate::standing::Standing;
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
    /// Why intent is what it is, the strongest reason first; parts of 0 are left out.
    pub intent_parts: Vec<Part>,
}

/// Scores a visit from its readings, in the order in which the items were first opened.
///
/// # Laws (property-tested)
/// Bounded by 0 and 100; parts sum exactly to the whole; a longer, deeper or more eager reading
/// never lowers a score or a standing.
#[must_use]
pub fn score(model: &Model, readings: &[Reading<'_>]) -> Score {
    let (earned, engagement_parts) = engagement(model, readings);
    let intent_parts = intent::parts(model, readings, &earned);
    let sum = |parts: &[Part]| parts.iter().map(Part::plus).sum::<u8>();
    let (engagement, intent) = (sum(&engagement_parts), sum(&intent_parts));
    let raised = readings.iter().any(|r| r.view.hand_raises.total() > 0);
    Score {
        engagement,
        intent,
        standing: Standing::of(model, engagement, intent, raised),
        engagement_parts,
        intent_parts,
    }
}

/// `100 * sum / (sum + half)` over weighted points: the first piece counts most, no sum reaches
/// 100. Each reading's part is what it adds to the curve after those before it, so the parts
/// telescope to the total.
fn engagement(model: &Model, readings: &[Reading<'_>]) -> (Vec<Points>, Vec<Part>) {
    let curve = |sum: u64| 100 * sum / (sum + u64::from(model.engagement_half.max(1)));
    let mut sum = 0;
    let mut all = Vec::with_capacity(readings.len());
    let mut parts = Vec::with_capacity(readings.len());
    for (index, reading) in readings.iter().enumerate() {
        let (points, medium) = points::earned(model, reading.unit(), &reading.view);
        let before = curve(sum);
        sum += u64::from(points.total()) * u64::from(reading.item.weight) / 100;
        let plus = (curve(sum) - before) as u8;
        let read = || read_through(model, reading.unit(), &reading.view);
        match medium {
            _ if plus == 0 => {}
            Some(medium) => parts.push(Part::Played { index, share: medium.completion(), plus }),
            None => parts.push(Part::Read { index, share: read(), plus }),
        }
        all.push(points);
    }
    (all, parts)
}
