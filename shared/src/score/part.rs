//! The lines of a score's explanation, as data and in words.

use alloc::format;
use alloc::string::String;

/// One line of a score's explanation. `index` is the place of a reading in the slice that was
/// scored, so that whoever shows the line can name the piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case", tag = "part"))]
pub enum Part {
    /// Engagement from reading a text.
    Read {
        /// Which piece.
        index: usize,
        /// Share of its words that was read, 0–100.
        share: u8,
        /// What it added.
        plus: u8,
    },
    /// Engagement from audio or video.
    Played {
        /// Which piece.
        index: usize,
        /// Share that was played, 0–100.
        share: u8,
        /// What it added.
        plus: u8,
    },
    /// Intent from raising a hand.
    HandRaise {
        /// In how many ways.
        kinds: u8,
        /// What it added.
        plus: u8,
    },
    /// Intent from the best-read decision piece.
    Decision {
        /// Which piece.
        index: usize,
        /// What it added.
        plus: u8,
    },
    /// Intent from the best-read consideration piece.
    Consideration {
        /// Which piece.
        index: usize,
        /// What it added.
        plus: u8,
    },
    /// Intent from coming back to a decision piece.
    Return {
        /// Which piece.
        index: usize,
        /// What it added.
        plus: u8,
    },
    /// Intent from keeping a consideration or decision piece.
    Kept {
        /// Which piece.
        index: usize,
        /// What it added.
        plus: u8,
    },
    /// Intent from reading in several stages of buying.
    Progress {
        /// How many stages.
        stages: u8,
        /// What it added.
        plus: u8,
    },
}

impl Part {
    /// What the part added.
    #[must_use]
    pub const fn plus(&self) -> u8 {
        match *self {
            Self::Read { plus, .. }
            | Self::Played { plus, .. }
            | Self::HandRaise { plus, .. }
            | Self::Decision { plus, .. }
            | Self::Consideration { plus, .. }
            | Self::Return { plus, .. }
            | Self::Kept { plus, .. }
            | Self::Progress { plus, .. } => plus,
        }
    }

    /// The same part, adding no more than `most`.
    pub(super) fn at_most(mut self, most: u8) -> Self {
        match &mut self {
            Self::Read { plus, .. }
            | Self::Played { plus, .. }
            | Self::HandRaise { plus, .. }
            | Self::Decision { plus, .. }
            | Self::Consideration { plus, .. }
            | Self::Return { plus, .. }
            | Self::Kept { plus, .. }
            | Self::Progress { plus, .. } => *plus = (*plus).min(most),
        }
        self
    }

    /// The part in a marketer's words; `title` names the piece at an index.
    ///
    /// ```
    /// use ungated_shared::score::Part;
    ///
    /// let part = Part::Read { index: 0, share: 82, plus: 14 };
    /// assert_eq!(part.words(|_| "Pricing explained"), "Read 82 % of ‘Pricing explained’: +14");
    /// ```
    #[must_use]
    pub fn words<'a>(&self, title: impl Fn(usize) -> &'a str) -> String {
        match *self {
            Self::Read { index, share: 0, plus } => {
                format!("Gave time to ‘{}’: +{plus}", title(index))
            }
            Self::Read { index, share, plus } => {
                format!("Read {share} % of ‘{}’: +{plus}", title(index))
            }
            Self::Played { index, share, plus } => {
                format!("Played {share} % of ‘{}’: +{plus}", title(index))
            }
            Self::HandRaise { kinds: 1, plus } => format!("Raised a hand: +{plus}"),
            Self::HandRaise { kinds, plus } => format!("Raised a hand in {kinds} ways: +{plus}"),
            Self::Decision { index, plus } => {
                format!("Read the decision piece ‘{}’: +{plus}", title(index))
            }
            Self::Consideration { index, plus } => {
                format!("Read the consideration piece ‘{}’: +{plus}", title(index))
            }
            Self::Return { index, plus } => format!("Came back to ‘{}’: +{plus}", title(index)),
            Self::Kept { index, plus } => {
                format!("Copied, downloaded or printed ‘{}’: +{plus}", title(index))
            }
            Self::Progress { stages, plus } => {
                format!("Read in {stages} stages of buying: +{plus}")
            }
        }
    }
}
