//! Which groups are hidden.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::census::Group;
use super::partition::{Mask, Partition};
use super::period::Level;

type Counts = BTreeMap<Group, u64>;
/// A group and its visits.
type Counted<'a> = (&'a Group, u64);

/// All groups of the same dimensions and length of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Table {
    mask: Mask,
    level: Level,
}

impl Table {
    fn of(group: &Group) -> Self {
        Self { mask: group.mask, level: group.period.0 }
    }

    /// The next coarser tables: with the next longer periods, or with fewer dimensions and none
    /// between. What holds for each of these holds for all that are coarser still, step by step:
    /// what is hidden of such a group is what is hidden of its shown parts, and its hidden parts.
    fn coarser(self, partition: &Partition) -> Vec<Self> {
        let is_within = |fewer: Mask, more: Mask| fewer & !more == 0 && fewer != more;
        let fewer: Vec<Mask> =
            partition.masks().filter(|mask| is_within(*mask, self.mask)).collect();
        let is_next = |mask: &&Mask| !fewer.iter().any(|between| is_within(**mask, *between));
        let next = fewer.iter().filter(is_next).map(|mask| Self { mask: *mask, ..self });
        let longer = Level::ALL.into_iter().rev().find(|level| *level < self.level);
        next.chain(longer.map(|level| Self { level, ..self })).collect()
    }

    /// The group of this table in which a finer one lies; none for programs where only people
    /// are counted.
    fn around(self, partition: &Partition, group: &Group) -> Option<Group> {
        if partition.is_of_bots(group.mask, &group.name) && !partition.tells_bots(self.mask) {
            return None;
        }
        let name = Partition::fewer(group.mask, self.mask, &group.name);
        Some(Group { mask: self.mask, period: group.period.within(self.level), name })
    }
}

/// The groups that may not be shown: see [the module](super).
pub(super) fn hidden(partition: &Partition, counts: &Counts, k: u64) -> BTreeSet<Group> {
    let mut tables: BTreeMap<(u32, Mask, Level), Vec<Counted<'_>>> = BTreeMap::new();
    for (group, visits) in counts {
        let Table { mask, level } = Table::of(group);
        // Fewer dimensions first, and longer periods: what is around a group is decided before it.
        tables.entry((mask.count_ones(), mask, level)).or_default().push((group, *visits));
    }
    let mut hidden = BTreeSet::new();
    for ((_, mask, level), groups) in tables {
        let table = Table { mask, level };
        let coarser = table.coarser(partition);
        Rule { partition, counts, k, table, coarser }.hide(&groups, &mut hidden);
    }
    hidden
}

/// The rule for one table.
struct Rule<'a> {
    partition: &'a Partition,
    counts: &'a Counts,
    k: u64,
    table: Table,
    coarser: Vec<Table>,
}

impl Rule<'_> {
    fn hide(&self, groups: &[Counted<'_>], hidden: &mut BTreeSet<Group>) {
        for (group, visits) in groups {
            if *visits < self.k || self.is_told_by_another(group, *visits, hidden) {
                hidden.insert((*group).clone());
            }
        }
        // Hiding for one coarser table can leave too few hidden in another.
        loop {
            let before = hidden.len();
            for coarser in &self.coarser {
                self.complement(*coarser, groups, hidden);
            }
            if hidden.len() == before {
                return;
            }
        }
    }

    fn is_few(&self, visits: u64) -> bool {
        (1..self.k).contains(&visits)
    }

    /// Whether it lies in a hidden group, or is all of one but for a few visits. Where groups share
    /// no visits, those few are others' groups, which are looked at by themselves.
    fn is_told_by_another(&self, group: &Group, visits: u64, hidden: &BTreeSet<Group>) -> bool {
        self.coarser.iter().any(|coarser| {
            let Some(around) = coarser.around(self.partition, group) else { return false };
            let all = self.counts.get(&around).copied().unwrap_or(0);
            let splits = self.partition.splits_visits(coarser.mask, self.table.mask);
            hidden.contains(&around) || (splits && self.is_few(all.saturating_sub(visits)))
        })
    }

    /// Sees to it that each group of a coarser table has nothing hidden, or enough.
    fn complement(&self, coarser: Table, groups: &[Counted<'_>], hidden: &mut BTreeSet<Group>) {
        let splits = self.partition.splits_visits(coarser.mask, self.table.mask);
        let mut slices: BTreeMap<Group, Slice<'_>> = BTreeMap::new();
        for (group, visits) in groups {
            let Some(around) = coarser.around(self.partition, group) else { continue };
            if hidden.contains(&around) {
                continue;
            }
            let slice = slices.entry(around).or_default();
            if !hidden.contains(*group) {
                slice.shown.push((*visits, group));
            } else if splits {
                // One visit can be in all of them: as many as in the largest there are for sure.
                slice.hidden = slice.hidden.max(*visits);
            } else {
                slice.hidden += visits;
            }
        }
        for slice in slices.into_values().filter(|slice| self.is_few(slice.hidden)) {
            // What is shown has enough, so one is enough.
            if let Some((_, smallest)) = slice.shown.into_iter().min() {
                hidden.insert(smallest.clone());
            }
        }
    }
}

/// What a coarser group has.
#[derive(Default)]
struct Slice<'a> {
    hidden: u64,
    shown: Vec<(u64, &'a Group)>,
}
