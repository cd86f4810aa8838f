//! What is told of an item.

/// A field of an item that metadata or rules can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The canonical path: the item's name.
    Item,
    /// Title.
    Title,
    /// Type.
    Type,
    /// Topic.
    Topic,
    /// Author.
    Author,
    /// Funnel stage.
    Stage,
    /// Language; pages know theirs, rules do not set it.
    Language,
    /// Weight, percent; rules set it, pages do not praise themselves.
    Weight,
}

impl Field {
    /// The fields that rules set, in the order in which [`super::ContentMap::explain`] lists them.
    pub const OF_RULES: [Self; 7] =
        [Self::Item, Self::Title, Self::Type, Self::Topic, Self::Author, Self::Stage, Self::Weight];

    /// The word: the key in rules, JSON and UI.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Title => "title",
            Self::Type => "type",
            Self::Topic => "topic",
            Self::Author => "author",
            Self::Stage => "stage",
            Self::Language => "language",
            Self::Weight => "weight",
        }
    }
}
