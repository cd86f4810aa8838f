//! What may be shown.

use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashSet;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::group::{Group, Texts};
use super::partition::{Mask, Partition, Shape};
use super::period::Period;
use crate::report::{ViewFact, VisitFact};

/// The groups from which a question may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    partition: Partition,
    texts: Texts,
    groups: HashSet<Group>,
}

/// Where a page view that a question's filters let through is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) enum Place {
    /// In its own row, as one of the group with these values.
    Row(Vec<String>),
    /// In "(other)", as one of what the filters see with these values.
    Other(Vec<String>),
    /// Nowhere: what the filters see may not be shown.
    Nowhere,
}

impl Shown {
    pub(super) fn new(
        partition: Partition,
        texts: Texts,
        groups: impl IntoIterator<Item = Group>,
    ) -> Self {
        Self { partition, texts, groups: groups.into_iter().collect() }
    }

    /// By what the question divides visits.
    #[must_use]
    pub const fn partition(&self) -> &Partition {
        &self.partition
    }

    fn has(&self, mask: Mask, period: Period, values: &[String]) -> bool {
        let name = self.texts.name(mask, values);
        name.is_some_and(|name| self.groups.contains(&Group { mask, period, name }))
    }

    /// Where a page view is counted.
    pub(in crate::report) fn place(&self, visit: &VisitFact, view: &ViewFact) -> Place {
        let partition = &self.partition;
        let values = partition.values(visit, view);
        let of = |mask| Partition::fewer(partition.all(), mask, &values);
        if self.has(partition.all(), partition.row_period(visit.start_ms), &values) {
            return Place::Row(of(partition.all()));
        }
        if !visit.bot.is_empty() && !partition.tells_bots(partition.filtered) {
            // What is around it counts people only.
            return Place::Nowhere;
        }
        if self.has(partition.filtered, partition.filtered_period(visit.start_ms), &values) {
            return Place::Other(of(partition.filtered));
        }
        Place::Nowhere
    }

    /// Whether of visits that have the anchor of a trail, and took so many of the same steps, may be told.
    pub(in crate::report) fn has_steps(&self, step: usize, visit: &VisitFact) -> bool {
        self.has_visit(self.partition.up_to(step), visit)
    }

    /// The same of visits with the same values, where no dimension is one of page views.
    fn has_visit(&self, mask: Mask, visit: &VisitFact) -> bool {
        let values = self.partition.values(visit, &ViewFact::default());
        self.has(mask, self.partition.row_period(visit.start_ms), &values)
    }

    /// Whether of page views of the item it is about those that show this may be told, by what filters see of
    /// them.
    pub(in crate::report) fn has_shape(
        &self,
        shape: Shape,
        visit: &VisitFact,
        view: &ViewFact,
    ) -> bool {
        let values = self.partition.values_of(shape, visit, view);
        let mask = self.partition.with_shape(shape.value().0);
        self.has(mask, self.partition.row_period(visit.start_ms), &values)
    }

    /// Whether its row, were there no filters, is shown from the group with this page view.
    pub(in crate::report) fn has_unfiltered(&self, visit: &VisitFact, view: &ViewFact) -> bool {
        let values = self.partition.values(visit, view);
        self.has(self.partition.asked, self.partition.asked_period(visit.start_ms), &values)
    }
}

/// As a [`Census`](super::Census) travels, the partition as text; in order, so that the same is the same
/// bytes.
impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut groups: Vec<&Group> = self.groups.iter().collect();
        groups.sort_unstable();
        let mut runs = Vec::new();
        for run in groups.chunk_by(|a, b| (a.mask, a.period) == (b.mask, b.period)) {
            Group::write_run(run, &mut runs);
        }
        let partition = serde_json::to_string(&self.partition).map_err(ser::Error::custom)?;
        (partition, self.texts.all(), runs).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (partition, texts, runs) = <(String, Vec<String>, Vec<u64>)>::deserialize(from)?;
        let partition = serde_json::from_str(&partition).map_err(de::Error::custom)?;
        let mut groups = HashSet::new();
        let mut runs = runs.into_iter();
        while runs.len() > 0 {
            let read = Group::read_run(&mut runs, |group| groups.insert(group));
            read.ok_or_else(|| de::Error::custom("not groups"))?;
        }
        Ok(Self { partition, texts: Texts::new(texts), groups })
    }
}
