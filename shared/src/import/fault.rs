//! What is wrong with a file, cell by cell.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::limit;

/// What is wrong with a row, for programs. A code never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RowCode {
    /// A quote where none may be, or one that is not closed.
    Quote,
    /// Another number of cells than the first row has.
    Cells,
    /// A column that must be there is not.
    ColumnMissing,
    /// A column is there twice.
    ColumnTwice,
    /// More rows or columns than one file may have.
    Rows,
    /// A cell that must have something in it is empty.
    Empty,
    /// A text that is too long.
    Long,
    /// No day.
    Day,
    /// Days in the wrong order.
    Order,
    /// No amount of money.
    Money,
    /// No currency, or none to a value.
    Currency,
    /// No country.
    Country,
    /// None of the site's segments.
    Segment,
    /// None of the answers to "How did you hear about us?".
    Answer,
    /// No channel.
    Channel,
    /// No way by which a deal came.
    Way,
    /// No count.
    Count,
    /// No number of a deal.
    Id,
    /// A deal's number that another row has.
    IdTwice,
}

/// What is wrong with a cell, or with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowError {
    /// The line of the file on which the row begins, from 1.
    pub line: u32,
    /// The column, by the name that we have for it; empty where it is the row.
    pub column: String,
    /// What it is, for programs.
    pub code: RowCode,
    /// What is allowed there, for a person.
    pub detail: String,
}

/// The errors found so far: those that are told, and how many more.
#[derive(Default)]
pub struct Errors {
    all: Vec<RowError>,
    more: u32,
}

impl Errors {
    pub(super) fn put(
        &mut self,
        line: u32,
        column: &str,
        code: RowCode,
        detail: impl Into<String>,
    ) {
        if self.all.len() < limit::IMPORT_ERRORS {
            self.all.push(RowError { line, column: column.into(), code, detail: detail.into() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn told(self) -> (Vec<RowError>, u32) {
        (self.all, self.more)
    }
}
