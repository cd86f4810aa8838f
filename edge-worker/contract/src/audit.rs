//! Who did what to sites, tokens and links.

use serde::{Deserialize, Serialize};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Actor"))]
pub struct By {
    /// The token's id, or `admin`.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What somebody did.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Act"))]
pub struct Entry {
    /// Its number.
    pub id: u64,
    /// When, Unix ms.
    pub at_ms: u64,
    /// Who did it.
    pub by: By,
    /// What: `token.create`, `config.put` …
    pub act: String,
    /// What it was done to.
    pub on: String,
    /// What else there is to say.
    pub detail: String,
}

/// Acts, the newest first.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acts {
    /// As many as were asked for, or fewer at the end.
    pub acts: Vec<Entry>,
}

/// Which acts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct AuditParameters {
    /// Only acts before the one with this number.
    before: Option<u64>,
    /// How many at most; 100 unless said.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = ungated_shared::limit::AUDIT_PAGE)))]
    limit: Option<u64>,
}
