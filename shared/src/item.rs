//! What was read, whatever URL served it.

use alloc::string::String;

/// Where an item sits in the buying process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Stage {
    /// The page does not say.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "(none)"))]
    None,
    /// The reader learns that there is a problem.
    Awareness,
    /// The reader weighs ways to solve it.
    Consideration,
    /// The reader chooses whom to ask.
    Decision,
}

impl Stage {
    /// The stages, unknown first.
    pub const ALL: [Self; 4] = [Self::None, Self::Awareness, Self::Consideration, Self::Decision];

    /// The word: in markup, SQL, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "(none)",
            Self::Awareness => "awareness",
            Self::Consideration => "consideration",
            Self::Decision => "decision",
        }
    }

    /// The stage of a word; any other word is [`Stage::None`].
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.word().eq_ignore_ascii_case(word)).unwrap_or_default()
    }
}

/// A content item, as its page describes itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Item {
    /// Canonical path on the site: the item's name.
    pub path: String,
    /// Title, at most [`crate::limit::TITLE_CHARS`].
    pub title: String,
    /// Topic (`articleSection`), or empty.
    pub topic: String,
    /// Author, or empty.
    pub author: String,
    /// Type: article, white-paper, video …, or empty.
    pub kind: String,
    /// Funnel stage.
    pub stage: Stage,
    /// Language tag, or empty.
    pub language: String,
    /// Words of the main content.
    pub words: u32,
}
