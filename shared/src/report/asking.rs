//! An answer to one of the questions behind a report.

use alloc::vec::Vec;

use super::partial::Row;

/// Its rows, and whether groups too small to tell are missing in them.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether some are missing, so that a name that is not there is not nothing.
    pub is_cut: bool,
}
