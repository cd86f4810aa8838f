//! The ungate ledger's book: which pieces had a form in front of them, on which days.
//!
//! ```json
//! [
//!   {"title": "Heat pump white paper", "path": "/papers/heat-pumps/",
//!    "gated": [{"from": "2026-01-01", "until": "2026-03-31", "form_fills": 41}]}
//! ]
//! ```
//!
//! What came of it, [`report::ungate`](crate::report::ungate) says.
//!
//! ```
//! use ungated_shared::ungate::Assets;
//!
//! let rules = r#"[{"title": "A", "path": "/a/", "gated": [{"from": "2026-03-31", "until": "2026-01-01"}]}]"#;
//! let errors = Assets::parse(rules).unwrap_err();
//! assert_eq!(errors[0].to_string(), "rules[0].gated[0].until: not before “from”");
//! ```

mod asset;
mod day;
mod period;

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

pub use asset::Asset;
pub use day::Day;
pub use period::Period;

use crate::limit;
use crate::rules::{self, Errors, RuleError};

/// A site's pieces that are or were gated, at most [`limit::UNGATE_ASSETS`]; every one of them makes
/// sense.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assets {
    assets: Vec<Asset>,
}

impl Assets {
    /// Reads a JSON array of at most [`limit::RULES_BYTES`].
    ///
    /// # Errors
    /// All that is wrong with it: each error names its place, `rules[3].gated[0].until`, and says what
    /// is allowed there.
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        let mut errors = Errors::default();
        let list = rules::list(json, limit::UNGATE_ASSETS, &mut errors);
        let read = list.iter().filter_map(|(at, rule)| Asset::read(at, rule, &mut errors));
        let assets = read.collect();
        errors.or(Self { assets })
    }

    /// As JSON: [`Self::parse`] reads the same back.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and integers in lists: there is nothing that cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The pieces, in their order.
    #[must_use]
    pub fn all(&self) -> &[Asset] {
        &self.assets
    }
}
