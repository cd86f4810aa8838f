//! Files that a site brings, and what is kept of them.

use serde::{Deserialize, Serialize};
use ungated_shared::import::RowError;

/// How a file is read.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct ImportParameters {
    /// Whether to tell what would be kept, and keep nothing.
    preview: Option<bool>,
    /// The currency of values beside which none stands, by three letters.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z]{3}$")))]
    currency: Option<String>,
}

/// What stands before forgetting everything of a kind.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)] // its fields are parameters
pub struct EraseImportedParameters {
    /// The site's name, again.
    confirm: String,
}

/// Whether a row is kept already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// It is not, or fewer of it are.
    New,
    /// One with its number is, and says something else: it is replaced.
    Changed,
    /// It is.
    Known,
}

/// A row of a file.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}FileRow"))]
pub struct FileRow<T> {
    /// The line on which it stands first, from 1.
    pub line: u32,
    /// How many of it the file has.
    pub n: u32,
    /// Whether it is kept already.
    pub state: RowState,
    /// What is kept of it.
    pub row: T,
}

/// What a file says, and what became of it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}File"))]
pub struct Imported<T> {
    /// Whether nothing was kept yet.
    pub preview: bool,
    /// Its rows that make sense, each once.
    pub rows: Vec<FileRow<T>>,
    /// How many of them are new, counted as often as the file has more of them than are kept.
    pub new: u64,
    /// How many are kept already and say something else now.
    pub changed: u64,
    /// How many are kept already.
    pub known: u64,
    /// Columns that are not read.
    pub ignored_columns: Vec<String>,
    /// What is wrong with it, in the order of lines. A file with errors is not kept.
    pub errors: Vec<RowError>,
    /// How many errors more there are.
    pub more_errors: u32,
}

/// A row that is kept.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Kept{T}"))]
pub struct KeptRow<T> {
    /// How many of it there are.
    pub n: u32,
    /// What it says.
    pub row: T,
}

/// Everything of a kind that is kept.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}List"))]
pub struct Kept<T> {
    /// Its rows.
    pub rows: Vec<KeptRow<T>>,
}
