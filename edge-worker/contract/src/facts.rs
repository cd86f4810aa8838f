//! All facts of a site: out, back, and gone.

use serde::{Deserialize, Serialize};
use ungated_export::Told;

/// The line after all visits of an export, and the hash of the facts alone.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ExportEnd"))]
pub struct End {
    /// Visits, page views and hash of this answer.
    #[serde(flatten)]
    pub told: Told,
    /// Visits that were open, and are left out.
    pub open_visits: u64,
    /// Whether nothing follows.
    pub complete: bool,
    /// What the rest is asked for with; that, or later what came since.
    pub cursor: Option<String>,
    /// Why the answer ended before it had to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

/// What became of the lines of an export.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Restored {
    /// Visits that were stored.
    pub visits: u64,
    /// Their page views.
    pub page_views: u64,
    /// Visits that were restored before.
    pub known: u64,
}

/// What was erased of a site.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErasedSite {
    /// The objects that were emptied.
    pub objects: Vec<ErasedObject>,
    /// Objects that were deleted from the archive; none if no bucket is bound.
    pub archived: Option<u64>,
    /// Whether hits of the site are still taken.
    pub configured: bool,
    /// Until when the platform could set an object back, Unix ms.
    pub recoverable_until_ms: u64,
}

/// An object that was emptied.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErasedObject {
    /// Its name.
    pub object: String,
    /// What it held.
    #[serde(flatten)]
    pub erased: Erased,
}

/// What was erased of an object.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Erased {
    /// Bytes of the object's database before …
    pub bytes_before: u64,
    /// … and after.
    pub bytes_after: u64,
}

/// Every object that holds facts.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inventory {
    /// By site.
    pub sites: Vec<Holder>,
}

/// A site that holds facts, whether or not it is configured.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holder {
    /// The site.
    pub site: String,
    /// Whether hits of it are taken.
    pub configured: bool,
    /// The names of its shards.
    pub shards: Vec<String>,
}

/// Which facts, and how.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct ExportParameters {
    /// `ndjson` unless said.
    format: Option<Format>,
    /// Of CSV: `visits` unless said.
    table: Option<Table>,
    #[cfg_attr(feature = "schema", schemars(flatten))]
    span: ExportSpan,
}

/// Of which days, and from where on.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct ExportSpan {
    /// Visits that started on this day or later: YYYY-MM-DD, UTC.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    from: Option<String>,
    /// Visits that started on this day or earlier: YYYY-MM-DD, UTC.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))]
    until: Option<String>,
    /// Only what stands behind the row with this cursor.
    cursor: Option<String>,
}

/// How facts are written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "snake_case"))]
#[allow(dead_code)] // its values are words of a parameter
pub enum Format {
    /// A line a visit.
    Ndjson,
    /// A table for spreadsheets.
    Csv,
}

/// Which table.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "snake_case"))]
#[allow(dead_code)] // its values are words of a parameter
pub enum Table {
    /// A row a visit.
    Visits,
    /// A row a page view.
    PageViews,
}

/// That one means it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct EraseParameters {
    /// The site's name, once more.
    confirm: String,
}
