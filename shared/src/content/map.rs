//! The site's rules over paths.
//!
//! ```json
//! [
//!   {"path": "/blog/:topic/**", "type": "article", "topic": ":topic"},
//!   {"path": "/amp/:slug", "item": "/blog/:slug"},
//!   {"path": "/pricing", "stage": "decision", "weight": 200}
//! ]
//! ```
//!
//! Rules are read in order; each field is set by the first rule that is for the path and sets
//! it. So narrow rules stand above wide ones, and a new rule at the end changes nothing that
//! an earlier one has set. What a rule sets overrides what the page says; an empty text (for the
//! stage: `(none)`) takes away what the page says, which is how one gets rid of an author
//! called "admin".
//!
//! | Key | Sets | Values |
//! |---|---|---|
//! | `path` | | which paths; see [`super::pattern`] |
//! | `item` | the path to count under | a path; captures as they stand in the path |
//! | `title`, `topic`, `author` | what it says | a text; captures decoded, `-` and `_` as spaces |
//! | `type` | the type | a word, as [`super::kind::of`] writes it; captures decoded |
//! | `stage` | the stage | the words of [`crate::item::Stage`], and nothing else |
//! | `weight` | what reading counts for, percent | 0 to 1,000, whole |
//!
//! # Why no conditions on metadata?
//! A rule that reads what other rules set has an order that nobody can foresee. Paths do not
//! change while rules are read, so applying a map twice is applying it once.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::change::Change;
use super::field::Field;
use super::pattern::PathParts;
use super::rule::Rule;
use crate::item::Item;
use crate::limit;
use crate::rules::{self, Errors, RuleError};

/// A site's rules, at most [`limit::CONTENT_RULES`]; every one of them makes sense.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentMap {
    rules: Vec<Rule>,
}

/// Which rule set what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The rule's place in the list, from 0.
    pub rule: usize,
    /// The field and its value.
    pub change: Change,
}

impl ContentMap {
    /// Reads a JSON array of rules of at most [`limit::RULES_BYTES`].
    ///
    /// # Errors
    /// All that is wrong with it: each error names its place, `rules[3].stage`, and says what is
    /// allowed there.
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        let mut errors = Errors::default();
        let list = rules::list(json, limit::CONTENT_RULES, &mut errors);
        let read = list.iter().filter_map(|(at, rule)| Rule::read(at, rule, &mut errors));
        let rules = read.collect();
        errors.or(Self { rules })
    }

    /// The rules as JSON: [`ContentMap::parse`] reads the same map back.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and integers in a list: there is nothing that cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The item as the site's rules correct it. `path` is that of the page's own address, not
    /// the one it claims as canonical: rules are how a site overrules its pages.
    #[must_use]
    pub fn apply(&self, path: &str, mut item: Item) -> Item {
        for setting in self.explain(path) {
            setting.change.put(&mut item);
        }
        item
    }

    /// What [`ContentMap::apply`] would set for a path, and which rule it is by: at most one a
    /// field, in the order of [`Field::OF_RULES`].
    #[must_use]
    pub fn explain(&self, path: &str) -> Vec<Setting> {
        let path = PathParts::of(path);
        let mut settings: Vec<Setting> = Vec::new();
        for (rule, each) in self.rules.iter().enumerate() {
            for change in each.changes(&path) {
                if settings.iter().all(|known| known.change.field() != change.field()) {
                    settings.push(Setting { rule, change });
                }
            }
            if settings.len() == Field::OF_RULES.len() {
                break;
            }
        }
        settings.sort_by_key(|setting| setting.change.field());
        settings
    }
}
