//! What a reading brought its visit: all of it that scoring looks at, in a few numbers.

use super::model::Model;
use super::points::{Points, earned, read_through};
use crate::item::Stage;
use crate::limit;
use crate::signal::counts::Kind;
use crate::signal::hand_raise::{HandRaise, HandRaises};
use crate::visit::Reading;

/// What a reading brought its visit.
///
/// # Why apart from the reading?
/// A page that shows its live score has to know the visit so far, and a reading with its sections
/// and seconds is a hundred times as long as this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The item's stage.
    pub stage: Stage,
    /// The item's weight, percent.
    pub weight: u16,
    /// Its points.
    pub points: Points,
    /// Share that was read or played, 0–100.
    pub share: u8,
    /// Whether playing earned the points, not reading.
    pub is_played: bool,
    /// Whether the reader came back to it after another item.
    pub returned: bool,
    /// Whether the reader took it along.
    pub kept: bool,
    /// Hand-raises on it.
    pub hand_raises: HandRaises,
}

impl Earned {
    /// What a reading brought.
    #[must_use]
    pub fn of(model: &Model, reading: &Reading<'_>) -> Self {
        let (points, medium) = earned(model, reading.unit(), &reading.view);
        let share = match medium {
            Some(medium) => medium.completion(),
            None => read_through(model, reading.unit(), &reading.view),
        };
        Self {
            stage: reading.item.stage,
            weight: reading.item.weight,
            points,
            share,
            is_played: medium.is_some(),
            returned: reading.returned,
            kept: reading.view.acts.kept(),
            hand_raises: reading.view.hand_raises,
        }
    }

    /// How many numbers it is.
    pub const NUMBERS: usize = 9 + HandRaise::ALL.len();

    /// As numbers.
    pub fn write(&self, put: &mut impl FnMut(u32)) {
        put(self.stage as u32);
        put(u32::from(self.weight));
        for value in [self.points.attention, self.points.read_through, self.points.kept, self.share]
        {
            put(u32::from(value));
        }
        for flag in [self.is_played, self.returned, self.kept] {
            put(u32::from(flag));
        }
        for count in self.hand_raises.as_slice() {
            put(u32::from(*count));
        }
    }

    /// Reads what [`Self::write`] wrote; `None` if these are no such numbers.
    #[must_use]
    pub fn read(numbers: &[u32]) -> Option<Self> {
        let [
            stage,
            weight,
            attention,
            read_through,
            kept,
            share,
            is_played,
            returned,
            took,
            hands @ ..,
        ] = numbers
        else {
            return None;
        };
        let percent = |n: &u32| u8::try_from(*n).ok().filter(|n| *n <= 100);
        let points = Points {
            attention: percent(attention)?,
            read_through: percent(read_through)?,
            kept: percent(kept)?,
        };
        let whole = u32::from(points.attention) + u32::from(points.read_through);
        let weight = u16::try_from(*weight).ok().filter(|n| *n <= limit::WEIGHT_PERCENT)?;
        if hands.len() != HandRaise::ALL.len() || whole + u32::from(points.kept) > 100 {
            return None;
        }
        let mut hand_raises = HandRaises::NONE;
        for (kind, count) in HandRaise::ALL.iter().zip(hands) {
            hand_raises.set(*kind, u8::try_from(*count).ok()?);
        }
        Some(Self {
            stage: *Stage::ALL.get(*stage as usize)?,
            weight,
            points,
            share: percent(share)?,
            is_played: *is_played == 1,
            returned: *returned == 1,
            kept: *took == 1,
            hand_raises,
        })
    }
}
