//! What readers say brought them: an answer to "How did you hear about us?" from a list.

use crate::signal::counts::{Counts, Kind};

/// One answer of one row: its doc, its variant and its word.
macro_rules! answers {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// An answer to "How did you hear about us?".
        ///
        /// # Why a list?
        /// A free text names people, and cannot be counted. Each answer is one that readers give
        /// in such questions and that a channel can be held against; what is not among them is
        /// `other`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Heard {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Heard {
            /// The word: in JSON, SQL, markup and UI.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Every word, in the order of the rows.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The answer of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|heard| heard.word() == word).copied()
            }
        }

        impl Kind for Heard {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// It was said, or it was not.
            const MOST: u8 = 1;

            fn index(self) -> usize {
                self as usize
            }
        }

        /// What was said on a page view; who changes their mind has said both.
        pub type HeardOf = Counts<Heard, { [$($word,)+].len() }>;
    };
}

answers! {
    /// A colleague.
    Colleague = "colleague",
    /// A friend, or somebody met elsewhere.
    Friend = "friend",
    /// They are, or work with, a customer.
    Customer = "customer",
    /// A partner, consultant or agency.
    Partner = "partner",
    /// A search engine.
    Search = "search",
    /// An assistant such as ChatGPT.
    Assistant = "assistant",
    /// A social network.
    Social = "social",
    /// A community: Slack, Discord, Reddit, a forum.
    Community = "community",
    /// A newsletter or mail.
    Newsletter = "newsletter",
    /// A podcast.
    Podcast = "podcast",
    /// A video or a webinar.
    Video = "video",
    /// An article, a book or the press.
    Press = "press",
    /// A conference or a meeting.
    Event = "event",
    /// A site of reviews or comparisons.
    Review = "review",
    /// An advertisement.
    Ad = "ad",
    /// Something else, or forgotten.
    Other = "other",
}

/// Stands for an answer where a page view has more than one: in which order they were given, nobody
/// wrote down.
pub const SEVERAL: &str = "(several)";

/// The answer of a visit, of whose page views in their order these were said: that of the last one
/// that has any, as who answers again has changed their mind. Empty where nobody answered.
#[must_use]
pub fn answer<'a>(said: impl DoubleEndedIterator<Item = &'a HeardOf>) -> &'static str {
    let told = |said: &HeardOf| {
        let mut words = Heard::ALL.iter().filter(|kind| said.of(**kind) > 0).map(|it| it.word());
        match (words.next(), words.next()) {
            (Some(word), None) => Some(word),
            (Some(_), Some(_)) => Some(SEVERAL),
            (None, _) => None,
        }
    };
    said.rev().find_map(told).unwrap_or_default()
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use alloc::vec;

    use super::*;

    /// The derived form and the word are written apart; they are one.
    #[test]
    fn the_last_page_view_that_has_an_answer_is_the_visits() {
        let said = |kinds: &[Heard]| {
            let mut said = HeardOf::NONE;
            kinds.iter().for_each(|kind| said.add(*kind));
            said
        };
        let (none, podcast) = (said(&[]), said(&[Heard::Podcast]));
        let both = said(&[Heard::Ad, Heard::Colleague]);
        for (views, wanted) in [
            (vec![], ""),
            (vec![&none, &none], ""),
            (vec![&podcast, &none], "podcast"),
            (vec![&both, &podcast], "podcast"),
            (vec![&podcast, &both, &none], SEVERAL),
        ] {
            assert_eq!(answer(views.into_iter()), wanted);
        }
    }

    #[test]
    fn the_word_is_the_json() {
        for heard in Heard::ALL {
            let json = serde_json::to_value(heard).expect("a word");
            assert_eq!(json, heard.word());
        }
    }
}
