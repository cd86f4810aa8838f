//! Which groups are hidden.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use hashbrown::HashMap;

use super::group::{Group, is_of_bots};
use super::partition::{Mask, Partition};
use super::period::Level;
use super::sums::Sums;
use crate::report::dimension::NONE;

/// All groups of the same dimensions and length of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Table {
    mask: Mask,
    level: Level,
}

/// No group: it is nowhere, or there is none.
const NOWHERE: u32 = u32::MAX;

impl Table {
    /// The next coarser tables: with the next longer periods, or with fewer dimensions and none
    /// between. What holds for each of these holds for all that are coarser still, step by step:
    /// what is hidden of such a group is what is hidden of its shown parts, and its hidden parts.
    fn coarser(self, masks: &[Mask]) -> Vec<Self> {
        let is_within = |fewer: Mask, more: Mask| fewer & !more == 0 && fewer != more;
        let fewer: Vec<Mask> =
            masks.iter().copied().filter(|mask| is_within(*mask, self.mask)).collect();
        let is_next = |mask: &&Mask| !fewer.iter().any(|between| is_within(**mask, *between));
        let next = fewer.iter().filter(is_next).map(|mask| Self { mask: *mask, ..self });
        let longer = Level::ALL.into_iter().rev().find(|level| *level < self.level);
        next.chain(longer.map(|level| Self { level, ..self })).collect()
    }
}

/// For each of the groups, whether it may not be shown: see [the module](super).
pub(super) fn hidden(partition: &Partition, sums: &Sums, k: u64) -> Vec<bool> {
    let masks: Vec<Mask> = partition.masks().collect();
    let none = sums.texts.find(NONE);
    let rare = sums.texts.all().iter().zip(1..).find(|(text, _)| partition.is_rare(text));
    let rare = rare.map(|(_, number): (_, u32)| number);
    let mut hidden = vec![false; sums.len()];
    for (mask, level, groups) in sums.tables() {
        let table = Table { mask: *mask, level: *level };
        let around = |coarser: Table| {
            // One of programs where only people are counted is nowhere.
            let tells_bots = partition.tells_bots(coarser.mask);
            let is_left_out = |group: &Group| !tells_bots && is_of_bots(partition, none, group);
            let around = sums.around(groups.clone(), coarser.mask, coarser.level, is_left_out);
            Coarser {
                splits: partition.splits_visits(coarser.mask, *mask),
                around: around.map(|around| around.unwrap_or(NOWHERE)).collect(),
            }
        };
        let coarser = table.coarser(&masks).into_iter().map(around).collect();
        Rule { sums, k, rare, groups: groups.clone(), coarser }.hide(&mut hidden);
    }
    hidden
}

/// A coarser table, seen from a finer one.
struct Coarser {
    /// Whether its groups' parts can have visits in common.
    splits: bool,
    /// For each of the finer table's groups, the one in which it lies.
    around: Vec<u32>,
}

/// The rule for one table.
struct Rule<'a> {
    sums: &'a Sums,
    k: u64,
    /// The number of the value that stands for many which are all hidden.
    rare: Option<u32>,
    groups: Range<usize>,
    coarser: Vec<Coarser>,
}

impl Rule<'_> {
    fn hide(&self, hidden: &mut [bool]) {
        for at in self.groups.clone() {
            let is_rare = self.rare.is_some_and(|rare| self.sums.has(at, rare));
            if is_rare || self.sums.visits(at) < self.k || self.is_told_by_another(at, hidden) {
                hidden[at] = true;
            }
        }
        // Hiding for one coarser table can leave too few hidden in another.
        loop {
            let mut is_done = true;
            for coarser in &self.coarser {
                is_done &= !self.complement(coarser, hidden);
            }
            if is_done {
                return;
            }
        }
    }

    fn is_few(&self, visits: u64) -> bool {
        (1..self.k).contains(&visits)
    }

    /// Whether it lies in a hidden group, or is all of one but for a few visits. Where groups share
    /// no visits, those few are others' groups, which are looked at by themselves.
    fn is_told_by_another(&self, at: usize, hidden: &[bool]) -> bool {
        let visits = self.sums.visits(at);
        self.coarser.iter().any(|coarser| {
            let around = coarser.around[at - self.groups.start];
            if around == NOWHERE {
                return false;
            }
            let all = self.sums.visits(around as usize);
            hidden[around as usize] || (coarser.splits && self.is_few(all.saturating_sub(visits)))
        })
    }

    /// Sees to it that each group of a coarser table has nothing hidden, or enough; whether
    /// something was to be done for it.
    fn complement(&self, coarser: &Coarser, hidden: &mut [bool]) -> bool {
        let mut slices: HashMap<u32, Slice> = HashMap::new();
        for (at, around) in self.groups.clone().zip(&coarser.around) {
            if *around == NOWHERE || hidden[*around as usize] {
                continue;
            }
            let visits = self.sums.visits(at);
            let slice = slices.entry(*around).or_default();
            if !hidden[at] {
                let smallest = slice.smallest.get_or_insert((visits, at));
                *smallest = (*smallest).min((visits, at));
            } else if coarser.splits {
                // One visit can be in all of them: as many as in the largest there are for sure.
                slice.hidden = slice.hidden.max(visits);
            } else {
                slice.hidden += visits;
            }
        }
        let mut changes = false;
        for slice in slices.into_values().filter(|slice| self.is_few(slice.hidden)) {
            // What is shown has enough, so one is enough.
            if let Some((_, smallest)) = slice.smallest {
                hidden[smallest] = true;
                changes = true;
            }
        }
        changes
    }
}

/// What a coarser group has.
#[derive(Default)]
struct Slice {
    hidden: u64,
    /// Of what is shown: its visits and its place, which is its order.
    smallest: Option<(u64, usize)>,
}
