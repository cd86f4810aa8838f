//! What became of hits.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::report::Coverage;

/// Numbers of hits, by a word.
pub type Counts = BTreeMap<String, i64>;

/// What became of every hit of some days.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quality {
    /// `accepted` and all of `refused`.
    pub received: i64,
    /// Those that were stored.
    pub accepted: i64,
    /// Those that were turned away, by reason.
    pub refused: Counts,
    /// Accepted hits that said nothing new.
    pub duplicate: i64,
    /// Page views scored differently by page and edge. Must be 0.
    pub parity: i64,
    /// Hits that pages sent and that never came.
    pub lost: i64,
    /// Events that accepted hits brought and that are out of bounds; each hit says them again.
    pub event_invalid: i64,
    /// Accepted hits of visits that were closed already.
    pub late: i64,
    /// Names for which there was no room, counted as "(other)".
    pub other: i64,
    /// Accepted hits that a rule on trial would have refused, by its code.
    pub on_trial: Counts,
    /// Hits that named no site we know, by reason: of all sites together, and no part of `received`.
    pub unsited: Counts,
    /// Whether all shards answered.
    pub coverage: Coverage,
}

/// The days of which the quality is asked.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct QualityParameters {
    /// `day` (today; unless said), `yesterday`, `7d`, `30d`, `month`, or first and last day with a
    /// comma between, by the site's clock.
    #[cfg_attr(
        feature = "schema",
        schemars(regex(
            pattern = r"^(day|yesterday|7d|30d|month|\d{4}-\d{2}-\d{2},\d{4}-\d{2}-\d{2})$"
        ))
    )]
    date_range: Option<String>,
}
