//! What the rows of a question by path weigh.

use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::{Codes, Read, Table, answer};
use crate::report::weight::Weights;
use crate::report::{Dimension, Metric, Question, ViewFact};

/// Weighs the paths of tables by visits: nothing is made for any of them but its number.
pub struct Weighing<'a> {
    question: &'a Question,
    /// By what the filters tell apart.
    codes: Codes<'a>,
    decided: HashMap<u64, bool>,
    visits: HashMap<u64, u64>,
}

impl<'a> Weighing<'a> {
    /// For a question; none if its rows are something else, or weighed by something else. `sign` is
    /// [`Self::sign`], and `item` tells of a shard's item what page views of it have in common.
    #[must_use]
    pub fn new(
        question: &'a Question,
        sign: &'a dyn Fn(u64) -> String,
        item: &'a dyn Fn(u32) -> ViewFact,
    ) -> Option<Self> {
        let is_by_path = question.dimensions == [Dimension::Path] && question.only.is_none();
        if !is_by_path || question.metrics != [Metric::Visits] {
            return None;
        }
        let mut dimensions = Vec::new();
        question.filters.iter().for_each(|filter| filter.dimensions(&mut dimensions));
        let codes = Codes::new(dimensions, &question.zone, sign, item);
        Some(Self { question, codes, decided: HashMap::new(), visits: HashMap::new() })
    }

    /// What tells moments apart for a question.
    #[must_use]
    pub fn sign(question: &Question, ms: u64) -> String {
        if question.filters.is_empty() { String::new() } else { answer::sign(question, None, ms) }
    }

    /// Weighs a table. Its columns must be those that the question needs.
    pub fn add(&mut self, table: &Table) {
        let mut views_of: HashMap<Read, u32> = HashMap::new();
        let is_filtered = !self.question.filters.is_empty();
        let reads = if is_filtered { table.reads(self.codes.are_linked()) } else { Vec::new() };
        let views: Vec<u32> = reads
            .into_iter()
            .map(|read| *views_of.entry(read).or_insert_with(|| self.codes.view_of(read)))
            .collect();
        let asks_bots = self.question.asks_bots();
        for (visit, code) in self.codes.visits_of(table, self.question.range) {
            if !asks_bots && table.is_bot(visit) {
                continue;
            }
            let of_visit = views.get(table.views(visit)).unwrap_or_default();
            if is_filtered && !of_visit.iter().any(|view| self.holds(code, *view)) {
                continue;
            }
            let name = self.codes.path_number(table, visit);
            *self.visits.entry(name).or_default() += 1;
        }
    }

    fn holds(&mut self, visit: u32, view: u32) -> bool {
        let key = u64::from(visit) << 32 | u64::from(view);
        if let Some(holds) = self.decided.get(&key) {
            return *holds;
        }
        let samples = (self.codes.visits.get(visit as usize), self.codes.views.get(view as usize));
        let (Some(visit), Some(view)) = samples else { return false };
        let holds = self.question.holds(visit, view);
        self.decided.insert(key, holds);
        holds
    }

    /// What was weighed.
    #[must_use]
    pub fn finish(self) -> Weights {
        self.visits.into_iter().collect()
    }
}
