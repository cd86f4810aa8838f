//! Reads rules, or tells all that is wrong with them at once.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use ungated_shared::content::map::ContentMap;
use ungated_shared::rules::RuleError;
use ungated_shared::score::model::Document;
use ungated_shared::segment::Segments;
use ungated_shared::ungate::Assets;

/// Rules over paths, or all that is wrong with them.
///
/// # Errors
/// Each with its place.
pub fn content_map<'de, D: Deserializer<'de>>(from: D) -> Result<ContentMap, D::Error> {
    rules(from, ContentMap::parse)
}

/// Reads segment rules.
///
/// # Errors
/// All that is wrong with them, by place.
pub fn segments<'de, D: Deserializer<'de>>(from: D) -> Result<Segments, D::Error> {
    rules(from, Segments::parse)
}

/// What is or was gated.
pub fn assets<'de, D: Deserializer<'de>>(from: D) -> Result<Assets, D::Error> {
    rules(from, Assets::parse)
}

/// A scoring model.
pub fn model<'de, D: Deserializer<'de>>(from: D) -> Result<Document, D::Error> {
    rules(from, Document::parse)
}

/// All that is wrong with the rules is told at once.
fn rules<'de, D: Deserializer<'de>, T>(
    from: D,
    parse: fn(&str) -> Result<T, Vec<RuleError>>,
) -> Result<T, D::Error> {
    let rules = Value::deserialize(from)?.to_string();
    parse(&rules).map_err(|errors| {
        let told: Vec<String> = errors.iter().map(RuleError::to_string).collect();
        D::Error::custom(told.join("; "))
    })
}
