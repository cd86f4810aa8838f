//! The visits of tables.

use alloc::string::String;

use hashbrown::HashMap;

use super::part::{Counted, Part};
use super::trail::Trail;
use crate::report::anonymity::Shown;
use crate::report::table::{Codes, Table, sign};
use crate::report::{Dimension, Question, ViewFact};

/// Counts tables for a question about paths, as [`Part::add`] counts single visits.
pub struct Counting<'a> {
    question: &'a Question,
    trail: &'a Trail,
    shown: Option<&'a Shown>,
    codes: Codes<'a>,
    counted: HashMap<u32, Counted>,
    part: Part,
}

impl<'a> Counting<'a> {
    /// For a question; `sign` is [`Self::sign`], and `item` tells of a shard's item what page views of it
    /// have in common. Different items have different paths.
    #[must_use]
    pub fn new(
        question: &'a Question,
        trail: &'a Trail,
        shown: Option<&'a Shown>,
        sign: &'a dyn Fn(u64) -> String,
        item: &'a dyn Fn(u32) -> ViewFact,
    ) -> Self {
        let mut dimensions = alloc::vec![Dimension::Bot];
        question.filters.iter().for_each(|filter| filter.dimensions(&mut dimensions));
        if let Some(shown) = shown {
            dimensions.extend(shown.partition().dimensions());
        }
        let codes = Codes::new(dimensions, &question.zone, sign, item).along(Some(trail));
        let (counted, part) = (HashMap::new(), Part::default());
        Self { question, trail, shown, codes, counted, part }
    }

    /// What tells moments apart for a question.
    #[must_use]
    pub fn sign(question: &Question, shown: Option<&Shown>, ms: u64) -> String {
        sign(question, shown, ms)
    }

    /// Counts a table. Its columns must be those that the question and the trail need, and when page views
    /// were opened.
    pub fn add(&mut self, table: &Table) {
        for (visit, code) in self.codes.visits_of(table, self.question.range) {
            let Some(like) = self.codes.visits.get(code as usize) else { continue };
            let part = &mut self.part;
            let place = || part.place(self.question, self.trail, self.shown, like);
            let counted = self.counted.entry(code).or_insert_with(place);
            if !counted.is_in {
                continue;
            }
            part.visits += 1;
            part.simulated_visits += u64::from(table.simulated.get(visit) == Some(&true));
            let route = self.codes.route(table, visit);
            let from = table.views(visit).start;
            let opened = |place: usize| table.after_ms.get(from + place).copied();
            for (step, path) in (1..).zip(&counted.paths) {
                let Some(node) = part.nodes.get_mut(path) else { continue };
                let between = route.as_ref().and_then(|route| route.step(step));
                node.add(between.map(|between| between.map(opened)));
            }
        }
    }

    /// What was counted.
    #[must_use]
    pub fn finish(self) -> Part {
        self.part
    }
}
