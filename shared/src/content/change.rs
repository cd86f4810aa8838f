//! What a rule does to an item.

use alloc::string::{String, ToString};

use super::field::Field;
use crate::item::{Item, Stage};

/// A field with the value that a rule gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The path to count under.
    Item(String),
    /// Title.
    Title(String),
    /// Type, or empty.
    Type(String),
    /// Topic, or empty.
    Topic(String),
    /// Author, or empty.
    Author(String),
    /// Funnel stage.
    Stage(Stage),
    /// Weight, percent.
    Weight(u16),
}

impl Change {
    /// The field.
    #[must_use]
    pub const fn field(&self) -> Field {
        match self {
            Self::Item(_) => Field::Item,
            Self::Title(_) => Field::Title,
            Self::Type(_) => Field::Type,
            Self::Topic(_) => Field::Topic,
            Self::Author(_) => Field::Author,
            Self::Stage(_) => Field::Stage,
            Self::Weight(_) => Field::Weight,
        }
    }

    /// The value, as text.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Item(text)
            | Self::Title(text)
            | Self::Type(text)
            | Self::Topic(text)
            | Self::Author(text) => text.clone(),
            Self::Stage(stage) => stage.word().to_string(),
            Self::Weight(percent) => percent.to_string(),
        }
    }

    pub(super) fn put(self, item: &mut Item) {
        match self {
            Self::Item(path) => item.path = path,
            Self::Title(title) => item.title = title,
            Self::Type(kind) => item.kind = kind,
            Self::Topic(topic) => item.topic = topic,
            Self::Author(author) => item.author = author,
            Self::Stage(stage) => item.stage = stage,
            Self::Weight(percent) => item.weight = percent,
        }
    }
}
