//! Drafts of a scoring model, tried on what is kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ungated_shared::report::replay::Replayed;
use ungated_shared::report::{Caveat, DateRange, Range};

use crate::report::{Coverage, Suppressed};

/// A draft to be tried.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which days.
    pub date_range: DateRange,
    /// The draft: a whole document, as a configuration has it.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::model"))]
    pub model: Value,
}

/// What a draft would have said.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedDraft<'a> {
    /// Beside what the published model says; `null` where too few visits came.
    pub results: Option<Replayed>,
    /// What it is to be read with.
    pub meta: TriedDraftMeta<'a>,
}

/// What a draft's replay is to be read with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TriedDraftMeta<'a> {
    /// Hash of the published model.
    pub published: String,
    /// Hash of the draft.
    pub draft: String,
    /// Whether all shards answered.
    pub coverage: Coverage,
    /// What is not told, as it stands for too few visits. Counts that depend on the draft are in steps of
    /// `k`.
    pub suppressed: Suppressed,
    /// What the answer is to be read with.
    pub caveats: Vec<Caveat>,
    /// The zone by whose clock days are told, as IANA names it.
    pub time_zone: &'a str,
    /// The span of time asked about.
    pub range: Range,
    /// Titles of the items that are told, where a page told one.
    pub titles: BTreeMap<String, String>,
}
