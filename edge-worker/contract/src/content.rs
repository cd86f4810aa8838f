//! Rules over paths, tried before they hold.

use serde::{Deserialize, Serialize};
use ungated_shared::content::map::ContentMap;

/// Rules, and pages to try them on.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContentTrial {
    /// The rules, as a configuration has them.
    #[serde(deserialize_with = "crate::site::content_map")]
    pub content: ContentMap,
    /// Pages, by their address or by their path.
    #[cfg_attr(
        feature = "schema",
        schemars(length(max = ungated_shared::limit::TRIED_PAGES), inner(regex(pattern = "^(/|https?://.)")))
    )]
    pub pages: Vec<String>,
}

/// Pages, as rules see them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedPages {
    /// In the order in which they were asked.
    pub pages: Vec<TriedPage>,
}

/// A page, as the rules see it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedPage {
    /// The path that rules are matched against: that of the address, scrubbed as a hit's is.
    pub path: String,
    /// What the rules set, at most one a field.
    pub settings: Vec<Setting>,
}

/// A field that a rule sets.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Setting {
    /// Which.
    pub field: &'static str,
    /// To what.
    pub value: String,
    /// The rule's place in the list, from 0.
    pub rule: usize,
}
