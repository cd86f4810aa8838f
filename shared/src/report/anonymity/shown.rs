//! What may be shown.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::census::Group;
use super::partition::Partition;
use crate::report::{ViewFact, VisitFact};

/// The groups from which a question may be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    partition: Partition,
    groups: BTreeSet<Group>,
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
    pub(super) const fn new(partition: Partition, groups: BTreeSet<Group>) -> Self {
        Self { partition, groups }
    }

    /// By what the question divides visits.
    pub(in crate::report) const fn partition(&self) -> &Partition {
        &self.partition
    }

    /// Where a page view is counted.
    pub(in crate::report) fn place(&self, visit: &VisitFact, view: &ViewFact) -> Place {
        let values = self.partition.values(visit, view);
        let own = self.partition.row_group(visit.start_ms, &values);
        if self.groups.contains(&own) {
            return Place::Row(own.name);
        }
        if !visit.bot.is_empty() && !self.partition.tells_bots(self.partition.filtered) {
            // What is around it counts people only.
            return Place::Nowhere;
        }
        let filtered = self.partition.filtered_group(visit.start_ms, &values);
        if self.groups.contains(&filtered) { Place::Other(filtered.name) } else { Place::Nowhere }
    }

    /// Whether its row, were there no filters, is shown from the group with this page view.
    pub(in crate::report) fn has_unfiltered(&self, visit: &VisitFact, view: &ViewFact) -> bool {
        let values = self.partition.values(visit, view);
        self.groups.contains(&self.partition.asked_group(visit.start_ms, &values))
    }
}
