//! Closed days in a bucket: what is there, and what is due.

use serde::{Deserialize, Serialize};

use crate::report::Coverage;

/// The archive of a site.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archive {
    /// Whether the site wants one.
    pub on: bool,
    /// Whether this deployment has the bucket that the site's facts may go to.
    pub bucket: bool,
    /// Days that have files, all shards together.
    pub days: Vec<ArchivedDay>,
    /// Closed days of which a shard has something that is not in it, or not as it is now.
    pub due: Vec<String>,
    /// Whether all shards answered.
    pub coverage: Coverage,
}

/// A day of UTC in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArchivedDay {
    /// YYYY-MM-DD.
    pub day: String,
    /// Files, of both tables.
    pub files: u64,
    /// Visits that began on it.
    pub visits: u64,
    /// Their page views.
    pub page_views: u64,
    /// Bytes of the files.
    pub bytes: u64,
}
