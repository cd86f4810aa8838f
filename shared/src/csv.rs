//! Rows of a CSV file, and everything that is wrong with it as one.
//!
//! As RFC 4180 has it, and as spreadsheets write it: lines end in any of three ways, a comma, a semicolon
//! (where the comma is in the numbers) or a tab separates, and a mark may stand before the first row.
//!
//! # Why a reader of our own?
//! `csv-core` takes whatever comes: a quote that nobody closed takes in the rest of the file without a word.
//! Whoever imports wants the line.
//!
//! # Laws (property-tested)
//! What is written as CSV is read back; no text is too wrong to read; each error names a line of the text.

use alloc::string::String;
use alloc::vec::Vec;

use crate::hit::text;
use crate::limit;

/// One row, and the line on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line.
    pub line: u32,
    /// The text of its cells, without quotes.
    pub cells: Vec<String>,
}

/// What is wrong with a row as one of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A quote that is not closed, or stands within a cell that has none around it, or is followed by more.
    Quote,
    /// A cell of more than [`limit::IMPORT_CELL_BYTES`].
    Long,
}

/// The rows of a text that have something in them, one after the other. A row that cannot be read is told by
/// its line, and the next one begins on the line after.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
}

impl<'a> Rows<'a> {
    /// The rows of a text. Its first line says what separates: a semicolon or a tab, if it has one.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = rest.split(['\r', '\n']).find(|line| !line.trim().is_empty()).unwrap_or("");
        let separator = [';', '\t'].into_iter().find(|mark| first.contains(*mark)).unwrap_or(',');
        Self { rest, line: 1, separator }
    }

    /// What separates cells.
    #[must_use]
    pub const fn separator(&self) -> char {
        self.separator
    }

    /// The row that begins here; where it ends, and how many lines it has.
    fn row(&self) -> Result<(Vec<String>, &'a str, u32), Flaw> {
        let (mut cells, mut rest, mut lines) = (Vec::new(), self.rest, 0);
        loop {
            let (cell, after, within) = self.cell(rest)?;
            cells.push(cell);
            lines += within;
            match after.strip_prefix(self.separator) {
                Some(next) => rest = next,
                None => return Ok((cells, after_line(after), lines + 1)),
            }
        }
    }

    /// The cell that begins here, what follows it, and how many lines end within.
    fn cell(&self, from: &'a str) -> Result<(String, &'a str, u32), Flaw> {
        let Some(quoted) = from.strip_prefix('"') else {
            let ends = |c: char| c == self.separator || c == '\r' || c == '\n';
            let (cell, rest) = from.split_at(from.find(ends).unwrap_or(from.len()));
            if cell.contains('"') {
                return Err(Flaw::Quote);
            }
            return if cell.len() > limit::IMPORT_CELL_BYTES {
                Err(Flaw::Long)
            } else {
                Ok((cell.into(), rest, 0))
            };
        };
        let (mut cell, mut rest) = (String::new(), quoted);
        loop {
            // No further than a cell may reach, or every open quote would look through the whole file.
            let near = text::cut(rest, limit::IMPORT_CELL_BYTES + 1);
            let end = near.find('"');
            let end = end.ok_or(if near.len() < rest.len() { Flaw::Long } else { Flaw::Quote })?;
            cell.push_str(&rest[..end]);
            if cell.len() > limit::IMPORT_CELL_BYTES {
                return Err(Flaw::Long);
            }
            let after = &rest[end + 1..];
            match after.strip_prefix('"') {
                Some(more) => {
                    cell.push('"');
                    rest = more;
                }
                None if after.is_empty() || after.starts_with(['\r', '\n', self.separator]) => {
                    let lines = lines(&cell);
                    return Ok((cell, after, lines));
                }
                None => return Err(Flaw::Quote),
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = (u32, Result<Row, Flaw>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let line = self.line;
            match self.row() {
                Ok((cells, rest, lines)) => {
                    (self.rest, self.line) = (rest, line + lines);
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        return Some((line, Ok(Row { line, cells })));
                    }
                }
                Err(flaw) => {
                    let end = self.rest.find(['\r', '\n']).unwrap_or(self.rest.len());
                    (self.rest, self.line) = (after_line(&self.rest[end..]), line + 1);
                    return Some((line, Err(flaw)));
                }
            }
        }
        None
    }
}

/// What follows the end of a line.
fn after_line(text: &str) -> &str {
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

/// How many lines end in a text.
fn lines(text: &str) -> u32 {
    let ends =
        text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}
