//! Files that a site brings: deals that were won, and answers that were given elsewhere.
//!
//! A file is a CSV whose first row names its columns, in any order. All that is wrong with it is told at
//! once, cell by cell, and nothing of it is taken before it is right.
//!
//! # Why is the same file, imported twice, nothing new?
//! A row has a [key](Held::key), and of a key that is held as many are kept as the larger of what is held and
//! what the file has. So whoever is unsure whether a file is in imports it.
//!
//! # What is harmless about a cell that begins with `=`?
//! No text of a cell is kept but words of lists, days, numbers and a deal's own number, which begins with a
//! letter or a digit. No spreadsheet that opens what we tell computes anything.

mod answer;
mod cells;
mod deal;
mod fault;
mod money;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub use answer::Answer;
pub use deal::{Deal, Way};
pub use fault::{RowCode, RowError};
pub use money::{Currency, Money};

use crate::csv::{Flaw, Rows};
use crate::limit;
use crate::rules::listed;
use crate::segment::Segments;
use alloc::collections::BTreeMap;
use cells::{Cells, Head};
use fault::Errors;

/// What the site knows that a file may name.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its segments.
    pub segments: &'a Segments,
    /// The currency of values beside which none stands.
    pub currency: Option<Currency>,
}

/// A kind of rows.
pub trait Kind: Sized {
    /// The names of its columns, those that must be there first; and how many must.
    const COLUMNS: &'static [&'static str];
    /// How many of them must be there.
    const NEEDED: usize;

    /// Reads a row; nothing if there is an error in it. The count beside it is how many it stands for.
    #[doc(hidden)]
    fn read(cells: &mut Cells<'_, '_>, known: &Known<'_>) -> Option<(Self, u32)>;

    /// What makes it the same row as another.
    fn key(&self) -> String;

    /// Whether another row of its key in one file is a mistake.
    fn is_one(&self) -> bool {
        false
    }
}

/// A row of a file, and what it is kept by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// The line on which it stands first, from 1.
    pub line: u32,
    /// What makes it the same as another.
    pub key: String,
    /// How many of it the file has.
    pub n: u32,
    /// The row.
    pub row: T,
}

/// What a file says.
#[derive(Clone, Debug)]
pub struct File<T> {
    /// Its rows, each once, in the order of their first lines; only those without an error.
    pub rows: Vec<Held<T>>,
    /// The names of columns that are not read.
    pub ignored: Vec<String>,
    /// What is wrong with it, in the order of lines: [`limit::IMPORT_ERRORS`] at most.
    pub errors: Vec<RowError>,
    /// How many more there are.
    pub more_errors: u32,
}

/// Reads a file: every row that makes sense, and every error.
#[must_use]
pub fn read<T: Kind>(text: &str, known: &Known<'_>) -> File<T> {
    let mut errors = Errors::default();
    let mut rows = Rows::of(text);
    let separator = rows.separator();
    let mut file =
        File { rows: Vec::new(), ignored: Vec::new(), errors: Vec::new(), more_errors: 0 };
    let head = match rows.next() {
        Some((line, Ok(row))) => Head::of(line, &row.cells, T::COLUMNS, T::NEEDED, &mut errors),
        Some((line, Err(flaw))) => {
            errors.put(line, "", code(flaw), detail(flaw));
            None
        }
        None => {
            let wanted = listed(&T::COLUMNS[..T::NEEDED]);
            errors.put(1, "", RowCode::ColumnMissing, format!("a first row with {wanted}"));
            None
        }
    };
    if let Some(head) = head {
        file.ignored = head.ignored.clone();
        let mut places = BTreeMap::new();
        let most = limit::IMPORT_ROWS;
        for (at, (line, row)) in rows.enumerate() {
            if at == most {
                errors.put(
                    line,
                    "",
                    RowCode::Rows,
                    format!("at most {most} rows: import the rest as another file"),
                );
                break;
            }
            let read = match row {
                Ok(row) => {
                    let cells = Cells::of(&head, &row, separator, &mut errors);
                    cells.and_then(|mut cells| T::read(&mut cells, known))
                }
                Err(flaw) => {
                    errors.put(line, "", code(flaw), detail(flaw));
                    None
                }
            };
            let Some((row, n)) = read else { continue };
            put(&mut file.rows, &mut places, Held { line, key: row.key(), n, row }, &mut errors);
        }
    }
    (file.errors, file.more_errors) = errors.told();
    file
}

/// Adds a row, or its count where its key is in the file.
fn put<T: Kind>(
    rows: &mut Vec<Held<T>>,
    places: &mut BTreeMap<String, usize>,
    held: Held<T>,
    errors: &mut Errors,
) {
    let first = places.get(&held.key).and_then(|at| rows.get_mut(*at));
    match first {
        Some(first) if held.row.is_one() => {
            let detail = format!("each once; it stands on line {} too", first.line);
            errors.put(held.line, "id", RowCode::IdTwice, detail);
        }
        Some(first) => first.n = first.n.saturating_add(held.n),
        None => {
            places.insert(held.key.to_string(), rows.len());
            rows.push(held);
        }
    }
}

const fn code(flaw: Flaw) -> RowCode {
    match flaw {
        Flaw::Quote => RowCode::Quote,
        Flaw::Long => RowCode::Long,
    }
}

fn detail(flaw: Flaw) -> String {
    match flaw {
        Flaw::Quote => {
            "a quote stands at the beginning and at the end of a cell, and twice within".into()
        }
        Flaw::Long => {
            let most = limit::IMPORT_CELL_BYTES;
            format!("at most {most} bytes in a cell: is a quote not closed?")
        }
    }
}
