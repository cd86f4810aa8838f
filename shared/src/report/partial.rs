//! What one shard answers, and how answers become one.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::dimension::Dimension;
use super::fact::{ViewFact, VisitFact};
use super::metric::Cell;
use super::question::{Key, Order, Question};
use crate::source::device::Device;

/// Part of an answer, from some of the facts. Partials of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    #[serde(with = "cells")]
    cells: BTreeMap<Vec<String>, Cell>,
    titles: BTreeMap<String, String>,
    simulated_visits: u64,
    bot_visits: u64,
}

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name: a value for each dimension.
    pub dimensions: Vec<String>,
    /// Its figures, in the order asked for; `null` where there is nothing to take one from.
    pub metrics: Vec<Option<u64>>,
}

impl Partial {
    /// Counts one visit, as far as it belongs to the question.
    ///
    /// Visits of programs are left out, and counted as left out, unless the question asks about
    /// devices itself.
    pub fn add(&mut self, question: &Question, visit: &VisitFact) {
        let in_range = (question.range.from..question.range.to).contains(&visit.start_ms);
        let holds = |view: &&ViewFact| question.filters.iter().all(|f| f.holds(visit, view));
        let views: Vec<&ViewFact> = visit.views.iter().filter(holds).collect();
        if !in_range || views.is_empty() {
            return;
        }
        let asks_devices = question.dimensions.contains(&Dimension::Device)
            || question.filters.iter().any(|f| f.mentions(Dimension::Device));
        if visit.device == Device::Bot.word() && !asks_devices {
            self.bot_visits += 1;
            return;
        }
        self.simulated_visits += u64::from(visit.simulated);
        self.title(question, visit);

        let mut rows: BTreeMap<Vec<String>, Vec<&ViewFact>> = BTreeMap::new();
        for view in views {
            let name = question.dimensions.iter().map(|d| visit.value(*d, view).into_owned());
            rows.entry(name.collect()).or_default().push(view);
        }
        for (name, views) in rows {
            self.cells.entry(name).or_default().add(visit, views);
        }
    }

    /// Notes the titles of items that a row will name by path.
    fn title(&mut self, question: &Question, visit: &VisitFact) {
        use Dimension::{Entry, Exit, Item, Path};
        if question.dimensions.iter().any(|d| matches!(d, Item | Entry | Exit | Path)) {
            for view in visit.views.iter().filter(|v| !v.title.is_empty()) {
                if !self.titles.contains_key(&view.item) {
                    self.titles.insert(view.item.clone(), view.title.clone());
                }
            }
        }
    }

    /// Takes over what another shard answered.
    pub fn merge(&mut self, other: Self) {
        for (name, cell) in other.cells {
            self.cells.entry(name).or_default().merge(&cell);
        }
        for (item, title) in other.titles {
            // Shards may hold different versions of a title: the smaller text is as good as
            // any, and makes merging independent of order.
            let kept = self.titles.entry(item).or_insert_with(|| title.clone());
            if title < *kept {
                *kept = title;
            }
        }
        self.simulated_visits += other.simulated_visits;
        self.bot_visits += other.bot_visits;
    }

    /// Rows in all, before any limit.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Titles of the items that rows name by path.
    #[must_use]
    pub const fn titles(&self) -> &BTreeMap<String, String> {
        &self.titles
    }

    /// Visits in the answer that the simulator made.
    #[must_use]
    pub const fn simulated_visits(&self) -> u64 {
        self.simulated_visits
    }

    /// Visits of programs that were left out.
    #[must_use]
    pub const fn bot_visits(&self) -> u64 {
        self.bot_visits
    }

    /// The rows of the answer, ordered and cut. A question without dimensions has exactly one.
    #[must_use]
    pub fn rows(&self, question: &Question) -> Vec<Row> {
        let nothing = BTreeMap::from([(Vec::new(), Cell::default())]);
        let cells = if question.dimensions.is_empty() && self.cells.is_empty() {
            &nothing
        } else {
            &self.cells
        };
        let row = |(name, cell): (&Vec<String>, &Cell)| Row {
            dimensions: name.clone(),
            metrics: question.metrics.iter().map(|m| cell.figure(*m)).collect(),
        };
        let mut rows: Vec<Row> = cells.iter().map(row).collect();
        // Stable: rows that tie stay in the order of their names.
        rows.sort_by(|a, b| compare(question, a, b));
        rows.into_iter().skip(question.offset).take(question.limit).collect()
    }
}

fn compare(question: &Question, a: &Row, b: &Row) -> Ordering {
    let by = |(key, order): &(Key, Order)| {
        let ordering = match key {
            Key::Metric(metric) => {
                let at = question.metrics.iter().position(|m| m == metric).unwrap_or(0);
                a.metrics.get(at).cmp(&b.metrics.get(at))
            }
            Key::Dimension(dimension) => {
                let at = question.dimensions.iter().position(|d| d == dimension).unwrap_or(0);
                a.dimensions.get(at).cmp(&b.dimensions.get(at))
            }
        };
        if *order == Order::Desc { ordering.reverse() } else { ordering }
    };
    if question.order_by.is_empty() {
        if question.dimensions.iter().any(|d| matches!(d, Dimension::Hour | Dimension::Day)) {
            return Ordering::Equal; // by name, which is by time
        }
        let first = question.metrics.first();
        return first.map_or(Ordering::Equal, |m| by(&(Key::Metric(*m), Order::Desc)));
    }
    question.order_by.iter().map(by).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

/// Cells as a list of pairs: JSON has no maps with lists for keys.
mod cells {
    use super::{BTreeMap, Cell, String, Vec};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(
        cells: &BTreeMap<Vec<String>, Cell>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(cells)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<Vec<String>, Cell>, D::Error> {
        Ok(Vec::<(Vec<String>, Cell)>::deserialize(from)?.into_iter().collect())
    }
}
