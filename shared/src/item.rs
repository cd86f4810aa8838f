//! What was read, whatever URL served it.

use alloc::string::String;

use crate::limit;

/// Where an item sits in the buying process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

    /// The stage of a word, or of one of its synonyms in editorial plans; any other word is
    /// [`Stage::None`]. Case, white space, hyphens and underscores make no difference.
    ///
    /// ```
    /// use ungated_shared::item::Stage;
    ///
    /// assert_eq!(Stage::from_word("decision"), Stage::Decision);
    /// assert_eq!(Stage::from_word("Top of the funnel"), Stage::Awareness);
    /// assert_eq!(Stage::from_word("checkout"), Stage::None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        // Nothing in the table is longer; what is, is not worth a loop.
        if word.len() > limit::LABEL_CHARS {
            return Self::None;
        }
        let apart = |c: char| c.is_whitespace() || c == '-' || c == '_';
        let mut bare = String::new();
        for c in word.chars().filter(|c| !apart(*c)) {
            bare.push(c.to_ascii_lowercase());
        }
        let row = STAGE_WORDS.iter().find(|(_, words)| words.contains(&bare.as_str()));
        row.map_or(Self::None, |(stage, _)| *stage)
    }
}

/// What editors write for a stage, without spaces and hyphens: our words, the funnel's (ToFu,
/// MoFu, BoFu and what they stand for), the verbs of buyer's-journey templates, and Schwartz's
/// levels of awareness (*Breakthrough Advertising*, 1966).
#[rustfmt::skip]
const STAGE_WORDS: &[(Stage, &[&str])] = &[
    (
        Stage::Awareness,
        &[
            "awareness", "aware", "tofu", "top", "topoffunnel", "topofthefunnel", "upperfunnel",
            "discover", "discovery", "learn", "unaware", "problemaware",
        ],
    ),
    (
        Stage::Consideration,
        &[
            "consideration", "consider", "mofu", "middle", "mid", "middleoffunnel",
            "middleofthefunnel", "midfunnel", "evaluate", "evaluation", "compare", "solutionaware",
        ],
    ),
    (
        Stage::Decision,
        &[
            "decision", "decide", "bofu", "bottom", "bottomoffunnel", "bottomofthefunnel",
            "lowerfunnel", "purchase", "buy", "productaware", "mostaware",
        ],
    ),
];

/// A content item, as its page describes itself and the site's rules correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What reading it counts for, percent: [`limit::WEIGHT_NORMAL`] unless a rule of the site
    /// says else, at most [`limit::WEIGHT_PERCENT`]. Items stored before there were weights are
    /// normal ones.
    #[cfg_attr(feature = "serde", serde(default = "normal_weight"))]
    pub weight: u16,
}

#[cfg(feature = "serde")]
const fn normal_weight() -> u16 {
    limit::WEIGHT_NORMAL
}

/// An item of which nothing is known has a normal weight, not none.
impl Default for Item {
    fn default() -> Self {
        Self {
            path: String::new(),
            title: String::new(),
            topic: String::new(),
            author: String::new(),
            kind: String::new(),
            stage: Stage::None,
            language: String::new(),
            words: 0,
            weight: limit::WEIGHT_NORMAL,
        }
    }
}
