//! All groups of a census, also those that are sums of others.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::census::Census;
use super::group::{Group, Name, Texts, is_of_bots, places};
use super::partition::{Mask, Partition};
use super::period::{Level, Period};
use super::slots::Slots;
use crate::limit;
use crate::report::dimension::NONE;

/// All groups of a census, table by table: those of the same dimensions and length of period, which are
/// in order.
pub(super) struct Sums {
    /// In order, so that numbers compare as the texts do.
    pub(super) texts: Texts,
    parts: Vec<Part>,
    by_name: HashMap<(Mask, Period, Name), u32>,
    slots: Slots,
    groups: Vec<Sum>,
    tables: Vec<(Mask, Level, core::ops::Range<usize>)>,
    places: HashMap<u64, u32>,
}

/// A part of the visits: of one period, with the same values of some dimensions of visits.
#[derive(Clone, Copy)]
struct Part {
    mask: Mask,
    period: Period,
    name: Name,
}

/// A group.
#[derive(Clone, Copy)]
struct Sum {
    part: u32,
    slot: u32,
    visits: u64,
}

impl Sum {
    const fn key(part: u32, slot: u32) -> u64 {
        (part as u64) << 32 | slot as u64
    }
}

impl Sums {
    /// Those of a census; none if they are more than [`limit::GROUPS_IN_ALL`].
    pub(super) fn of(census: &Census, partition: &Partition) -> Option<Self> {
        let of_visits = partition.of_visits();
        let masks: BTreeSet<Mask> = partition.masks().map(|mask| mask & of_visits).collect();
        let (texts, numbers) = census.texts.in_order();
        let renamed = |name: Name| name.map(|number| numbers[number as usize]);
        let none = texts.find(NONE);
        let mut slots = Slots::default();
        for (mask, name) in census.slots.all() {
            slots.number(*mask, renamed(*name));
        }
        let mut sums: HashMap<(Mask, Period, Name), HashMap<u32, u64>> = HashMap::new();
        let mut len = 0;
        for ((period, name), counts) in &census.parts {
            let finest = Group { mask: of_visits, period: *period, name: renamed(*name) };
            let is_of_bots = is_of_bots(partition, none, &finest);
            for mask in masks.iter().filter(|mask| !is_of_bots || partition.tells_bots(**mask)) {
                for period in period.and_longer() {
                    let Group { name, .. } = finest.within(*mask, period.0);
                    let sum = sums.entry((*mask, period, name)).or_default();
                    len -= sum.len();
                    for (slot, visits) in counts {
                        *sum.entry(*slot).or_default() += visits;
                    }
                    len += sum.len();
                }
            }
            if len > limit::GROUPS_IN_ALL {
                return None;
            }
        }
        Some(Self::ordered(texts, slots, sums))
    }

    fn ordered(
        texts: Texts,
        slots: Slots,
        sums: HashMap<(Mask, Period, Name), HashMap<u32, u64>>,
    ) -> Self {
        let mut tables: HashMap<(Mask, Level), Vec<Sum>> = HashMap::new();
        let (mut parts, mut by_name) = (Vec::with_capacity(sums.len()), HashMap::new());
        for ((mask, period, name), counts) in sums {
            let part = parts.len() as u32;
            parts.push(Part { mask, period, name });
            by_name.insert((mask, period, name), part);
            for (slot, visits) in counts {
                let of_slot = slots.all()[slot as usize].0;
                let table = tables.entry((mask | of_slot, period.0)).or_default();
                table.push(Sum { part, slot, visits });
            }
        }
        let mut in_order: Vec<(Mask, Level)> = tables.keys().copied().collect();
        // Fewer dimensions first, and longer periods: what is around a group is decided before it.
        in_order.sort_unstable_by_key(|(mask, level)| (mask.count_ones(), *mask, *level));
        let mut all = Self {
            texts,
            parts,
            by_name,
            slots,
            groups: Vec::new(),
            tables: Vec::new(),
            places: HashMap::new(),
        };
        for (mask, level) in in_order {
            let Some(mut groups) = tables.remove(&(mask, level)) else { continue };
            all.sort(mask, &mut groups);
            let from = all.groups.len();
            all.groups.append(&mut groups);
            all.tables.push((mask, level, from..all.groups.len()));
        }
        let places = all.groups.iter().zip(0..).map(|(sum, at)| (Sum::key(sum.part, sum.slot), at));
        all.places = places.collect();
        all
    }

    /// Sorts groups of the same dimensions by their periods and names.
    fn sort(&self, mask: Mask, groups: &mut [Sum]) {
        let bits = usize::BITS - self.texts.all().len().leading_zeros();
        // Half hours since 1970 have far fewer than 32 bits.
        let has_room = 32 + bits * mask.count_ones() <= u128::BITS;
        let name = |sum: &Sum| self.name(*sum);
        let period = |sum: &Sum| self.parts[sum.part as usize].period;
        if has_room {
            groups.sort_by_cached_key(|sum| {
                let name = name(sum);
                places(mask)
                    .fold(u128::from(period(sum).1), |key, at| key << bits | u128::from(name[at]))
            });
        } else {
            groups.sort_unstable_by_key(|sum| (period(sum), name(sum)));
        }
    }

    fn name(&self, sum: Sum) -> Name {
        let mut name = self.parts[sum.part as usize].name;
        let (mask, own) = self.slots.all()[sum.slot as usize];
        places(mask).for_each(|at| name[at] = own[at]);
        name
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    /// The dimensions of a group.
    pub(super) fn mask(&self, at: usize) -> Mask {
        let sum = self.groups[at];
        self.parts[sum.part as usize].mask | self.slots.all()[sum.slot as usize].0
    }

    /// A group.
    pub(super) fn group(&self, at: usize) -> Group {
        let sum = self.groups[at];
        let period = self.parts[sum.part as usize].period;
        Group { mask: self.mask(at), period, name: self.name(sum) }
    }

    /// The visits of a group.
    pub(super) fn visits(&self, at: usize) -> u64 {
        self.groups[at].visits
    }

    /// The dimensions, the length of period and the places of each table's groups: fewer dimensions
    /// first, and longer periods.
    pub(super) fn tables(&self) -> &[(Mask, Level, core::ops::Range<usize>)] {
        &self.tables
    }

    /// Whether a value is among those of a group.
    pub(super) fn has(&self, at: usize, value: u32) -> bool {
        let sum = self.groups[at];
        self.parts[sum.part as usize].name.contains(&value)
            || self.slots.all()[sum.slot as usize].1.contains(&value)
    }

    /// For each of the groups of a table, the place of the one of fewer dimensions or a longer period
    /// in which it lies, if there is one.
    pub(super) fn around(
        &self,
        groups: core::ops::Range<usize>,
        mask: Mask,
        level: Level,
        is_left_out: impl Fn(&Group) -> bool,
    ) -> impl Iterator<Item = Option<u32>> {
        // Many groups are of one part, and many in one slot.
        let mut parts: HashMap<u32, Option<u32>> = HashMap::new();
        let mut slots: HashMap<u32, Option<u32>> = HashMap::new();
        groups.map(move |at| {
            let sum = self.groups[at];
            let part = *parts.entry(sum.part).or_insert_with(|| {
                let Part { mask: own, period, name } = self.parts[sum.part as usize];
                let group = Group { mask: own, period, name };
                if is_left_out(&group) {
                    return None;
                }
                let around = group.within(mask & own, level);
                self.by_name.get(&(around.mask, around.period, around.name)).copied()
            });
            let slot = *slots.entry(sum.slot).or_insert_with(|| {
                let (own, name) = self.slots.all()[sum.slot as usize];
                let mut around = [0; super::group::MOST];
                places(mask & own).for_each(|at| around[at] = name[at]);
                self.slots.find(mask & own, around)
            });
            self.places.get(&Sum::key(part?, slot?)).copied()
        })
    }
}
