//! What a text's length is counted in.

use crate::words;

/// The unit in which the length of a text is counted, by its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Unit {
    /// Words, between spaces.
    #[default]
    Words,
    /// Characters: Chinese and Japanese put no spaces between words, and reading speed in Korean
    /// is given in characters too.
    Characters,
}

/// Primary subtags (BCP 47) of the languages that are counted in characters: Chinese with the
/// codes of its spoken kinds that have pages of their own, Japanese, Korean.
const BY_CHARACTER: &str = "zh ja ko yue cmn wuu nan hak lzh";

impl Unit {
    /// The unit of a language tag.
    ///
    /// ```
    /// use ungated_shared::page_view::language::Unit;
    ///
    /// assert_eq!(Unit::of("zh-Hant-TW"), Unit::Characters);
    /// assert_eq!(Unit::of("JA"), Unit::Characters);
    /// assert_eq!(Unit::of("en-GB"), Unit::Words);
    /// assert_eq!(Unit::of(""), Unit::Words);
    /// ```
    #[must_use]
    pub fn of(language: &str) -> Self {
        let tag = language.as_bytes();
        let end = tag.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(tag.len());
        if words::has(BY_CHARACTER, tag.get(..end).unwrap_or(tag)) {
            Self::Characters
        } else {
            Self::Words
        }
    }

    /// The word: in JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Characters => "characters",
        }
    }
}
