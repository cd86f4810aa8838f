//! The one qualified state of a visit.

use crate::score::model::Model;

/// A rung of the one ladder: passing → reading → engaged → considering → ready.
///
/// # Why one ladder?
/// Marketing-qualified and sales-qualified are two definitions that drift apart. One state with
/// one set of thresholds, in the model, is the same for everybody who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Standing {
    /// Opened something, gave it next to nothing.
    #[default]
    Passing,
    /// Gave a piece real attention.
    Reading,
    /// Read about a whole piece.
    Engaged,
    /// Is at the pieces one reads before deciding.
    Considering,
    /// Raised a hand, or reads like somebody about to.
    Ready,
}

impl Standing {
    /// The rungs, lowest first.
    pub const ALL: [Self; 5] =
        [Self::Passing, Self::Reading, Self::Engaged, Self::Considering, Self::Ready];

    /// The highest rung that these scores reach.
    #[must_use]
    pub const fn of(model: &Model, engagement: u8, intent: u8, hand_raised: bool) -> Self {
        let (engagement, intent) = (engagement as u32, intent as u32);
        if hand_raised || intent >= model.ready_from {
            Self::Ready
        } else if intent >= model.considering_from {
            Self::Considering
        } else if engagement >= model.engaged_from {
            Self::Engaged
        } else if engagement >= model.reading_from {
            Self::Reading
        } else {
            Self::Passing
        }
    }

    /// The word: in SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passing => "passing",
            Self::Reading => "reading",
            Self::Engaged => "engaged",
            Self::Considering => "considering",
            Self::Ready => "ready",
        }
    }
}
