//! The cells of a row, by the names of their columns.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::fault::{Errors, RowCode};
use crate::csv::Row;
use crate::limit;
use crate::rules::{listed, nearest, shown};
use crate::ungate::Day;

/// Which column is where.
pub struct Head {
    columns: &'static [&'static str],
    /// The place of each of them, if it is there.
    places: Vec<Option<usize>>,
    /// How many cells the first row has.
    width: usize,
    /// Names of columns that are not read.
    pub(super) ignored: Vec<String>,
}

impl Head {
    /// Reads the first row; nothing if rows would make no sense by it.
    pub(super) fn of(
        line: u32,
        cells: &[String],
        columns: &'static [&'static str],
        needed: usize,
        errors: &mut Errors,
    ) -> Option<Self> {
        let most = limit::IMPORT_COLUMNS;
        if cells.len() > most {
            errors.put(line, "", RowCode::Rows, format!("at most {most} columns"));
            return None;
        }
        let mut places = alloc::vec![None; columns.len()];
        let (mut ignored, mut is_fine) = (Vec::new(), true);
        for (at, cell) in cells.iter().enumerate() {
            let name = folded(cell);
            let known = columns.iter().position(|column| *column == name);
            match known.and_then(|known| places.get_mut(known)) {
                None if name.is_empty() => {}
                None => ignored.push(shown(cell)),
                Some(place @ None) => *place = Some(at),
                Some(Some(_)) => {
                    errors.put(line, &name, RowCode::ColumnTwice, "each column once");
                    is_fine = false;
                }
            }
        }
        for (column, _) in columns.iter().zip(&places).take(needed).filter(|(_, at)| at.is_none()) {
            let meant = ignored.iter().find(|name| nearest(&folded(name), &[*column]).is_some());
            let hint = match meant {
                Some(meant) => format!("is “{meant}” meant?"),
                None => format!("known are {}", listed(columns)),
            };
            errors.put(
                line,
                column,
                RowCode::ColumnMissing,
                format!("the first row has to name it; {hint}"),
            );
            is_fine = false;
        }
        is_fine.then_some(Self { columns, places, width: cells.len(), ignored })
    }
}

/// A column's name in small letters, words joined.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The cells of one row, and what is wrong with them.
pub struct Cells<'a, 'e> {
    head: &'a Head,
    row: &'a Row,
    separator: char,
    errors: &'e mut Errors,
    is_fine: bool,
}

impl<'a, 'e> Cells<'a, 'e> {
    /// Those of a row that has as many as the first one, or more that are empty.
    pub(super) fn of(
        head: &'a Head,
        row: &'a Row,
        separator: char,
        errors: &'e mut Errors,
    ) -> Option<Self> {
        let (width, cells) = (head.width, row.cells.len());
        let has_more = row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
        if cells < width || has_more {
            let detail = format!("{width} cells, as the first row has, not {cells}");
            errors.put(row.line, "", RowCode::Cells, detail);
            return None;
        }
        Some(Self { head, row, separator, errors, is_fine: true })
    }

    /// What separates cells.
    pub(super) const fn separator(&self) -> char {
        self.separator
    }

    /// Whether nothing was wrong so far.
    pub(super) const fn is_fine(&self) -> bool {
        self.is_fine
    }

    /// What a cell has in it, without white space around; nothing if it is empty or not there.
    pub(super) fn text(&self, column: &str) -> Option<&'a str> {
        let at = self.head.columns.iter().position(|name| *name == column)?;
        let cell = self.row.cells.get((*self.head.places.get(at)?)?)?;
        Some(cell.trim()).filter(|text| !text.is_empty())
    }

    /// Says what is wrong with a cell.
    pub(super) fn wrong(&mut self, column: &str, code: RowCode, detail: impl Into<String>) {
        self.errors.put(self.row.line, column, code, detail);
        self.is_fine = false;
    }

    /// What a cell says as `read` has it; `allowed` and what it has instead are told where it has not.
    pub(super) fn read<T>(
        &mut self,
        column: &str,
        code: RowCode,
        allowed: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(column)?;
        let value = read(text);
        if value.is_none() {
            self.wrong(column, code, format!("{allowed}, not “{}”", shown(text)));
        }
        value
    }

    /// A day.
    pub(super) fn day(&mut self, column: &str) -> Option<Day> {
        self.read(column, RowCode::Day, "a day from 1970 on, as 2026-01-31", Day::read)
    }

    /// A cell that must have something in it.
    pub(super) fn need(&mut self, column: &str) {
        if self.text(column).is_none() {
            self.wrong(column, RowCode::Empty, "not empty");
        }
    }

    /// A word of a list, in letters of either case.
    pub(super) fn word(&mut self, column: &str, code: RowCode, words: &[&str]) -> Option<String> {
        let is = |text: &str| {
            let text = folded(text);
            words.iter().find(|word| **word == text).map(ToString::to_string)
        };
        // A list of hundreds says no more than its first words.
        let allowed = match words {
            [] => "empty: the site has none".into(),
            words => format!("one of {}", listed(words.get(..30).unwrap_or(words))),
        };
        self.read(column, code, &allowed, is)
    }
}
