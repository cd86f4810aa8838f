//! The content paths of visits, as far as they are told apart.
//!
//! There are nearly as many paths as visits, and nearly all have a visit or two. Those that no row is
//! told of are alike to a question: they have one number together, and nothing is made for each.

use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::Table;
use crate::report::weight::{Names, number};
use crate::report::{Dimension, Filter, ViewFact};
use crate::visit::content_path;

/// Paths by number.
pub(super) struct Ways<'a> {
    /// The item of a number, as a page view of it.
    item: &'a dyn Fn(u32) -> ViewFact,
    /// The paths of items.
    items: HashMap<u32, String>,
    /// The paths that are told apart, by the numbers of their names; all if none.
    told: Option<Names>,
    known: HashMap<Vec<u32>, Way>,
}

#[derive(Clone, Copy)]
struct Way {
    code: u32,
    name: u64,
}

/// The number of all paths that are not told apart.
const RARE: u32 = u32::MAX - 1;

impl<'a> Ways<'a> {
    pub(super) fn new(item: &'a dyn Fn(u32) -> ViewFact) -> Self {
        Self { item, items: HashMap::new(), told: None, known: HashMap::new() }
    }

    /// Where only these are told apart.
    pub(super) fn telling(self, told: Option<Names>) -> Self {
        Self { told, ..self }
    }

    /// The number of a visit's path.
    pub(super) fn code(&mut self, table: &Table, visit: usize) -> u32 {
        self.way(table, visit).code
    }

    /// The number of the name that a visit's path is as a row.
    pub(super) fn name(&mut self, table: &Table, visit: usize) -> u64 {
        self.way(table, visit).name
    }

    fn way(&mut self, table: &Table, visit: usize) -> Way {
        let items = &table.item[table.views(visit)];
        if let Some(way) = self.known.get(items) {
            return *way;
        }
        let name = number(&[self.text(items)]);
        let is_told = self.told.as_ref().is_none_or(|told| told.has_number(name));
        let code = if is_told { self.known.len() as u32 } else { RARE };
        let way = Way { code, name };
        self.known.insert(items.to_vec(), way);
        way
    }

    /// A visit's path.
    pub(super) fn path(&mut self, table: &Table, visit: usize) -> String {
        self.text(&table.item[table.views(visit)])
    }

    fn text(&mut self, items: &[u32]) -> String {
        for item in items {
            if !self.items.contains_key(item) {
                self.items.insert(*item, (self.item)(*item).item);
            }
        }
        content_path(items.iter().filter_map(|item| self.items.get(item)).map(String::as_str))
    }
}

/// The same of the paths that filters name, if it does not matter to them how any other is called.
pub(super) fn and_filtered(told: &Names, filters: &[Filter]) -> Option<Names> {
    let mut values = Vec::new();
    for filter in filters {
        if !filter.values_of(Dimension::Path, &mut values) {
            return None;
        }
    }
    Some(told.and(values.into_iter().map(|value| number(core::slice::from_ref(value)))))
}
