//! Groups of visits, by number.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::partition::{Mask, Partition};
use super::period::{Level, Period};
use crate::limit;

/// Dimensions of a partition at most: those that a question mentions, and what these determine: an
/// item four, a country and a source one each; and two kinds of shapes; or those of visits, and the steps
/// of a path.
pub(super) const MOST: usize = 16;
const _: () = assert!(limit::WIDTH + 6 + 2 <= MOST && MOST == Mask::BITS as usize);

/// Values of dimensions by the numbers of their texts, each at its dimension's place in the
/// partition; 0 where the group does not tell.
pub(super) type Name = [u32; MOST];

/// Visits of one period with the same values of some dimensions.
///
/// Numbers, as groups are made, compared and looked up a hundred thousand times for one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Group {
    pub(super) mask: Mask,
    pub(super) period: Period,
    pub(super) name: Name,
}

impl Group {
    /// The one of fewer dimensions or a longer period in which it lies.
    pub(super) fn within(&self, mask: Mask, level: Level) -> Self {
        let mut name = self.name;
        for (at, value) in name.iter_mut().enumerate() {
            if mask >> at & 1 == 0 {
                *value = 0;
            }
        }
        Self { mask, period: self.period.within(level), name }
    }

    /// Some of the same mask and period, as numbers.
    pub(super) fn write_run(run: &[&Self], to: &mut Vec<u64>) {
        let Some(first) = run.first() else { return };
        to.push(first.mask.into());
        first.period.write(to);
        to.push(run.len() as u64);
        run.iter().for_each(|group| write_name(first.mask, &group.name, to));
    }

    /// Reads what [`Self::write_run`] wrote.
    pub(super) fn read_run<T>(
        from: &mut impl Iterator<Item = u64>,
        mut each: impl FnMut(Self) -> T,
    ) -> Option<()> {
        let mask = Mask::try_from(from.next()?).ok()?;
        let period = Period::read(from)?;
        let len = from.next().filter(|len| *len <= limit::GROUPS_IN_ALL as u64)?;
        for _ in 0..len {
            each(Self { mask, period, name: read_name(mask, from)? });
        }
        Some(())
    }
}

/// The values of a mask's dimensions, as numbers.
pub(super) fn write_name(mask: Mask, name: &Name, to: &mut Vec<u64>) {
    to.extend(places(mask).map(|at| u64::from(name[at])));
}

/// Reads what [`write_name`] wrote.
pub(super) fn read_name(mask: Mask, from: &mut impl Iterator<Item = u64>) -> Option<Name> {
    let mut name = [0; MOST];
    for at in places(mask) {
        name[at] = u32::try_from(from.next()?).ok()?;
    }
    Some(name)
}

/// The places of a mask's dimensions.
pub(super) fn places(mask: Mask) -> impl Iterator<Item = usize> {
    (0..MOST).filter(move |at| mask >> at & 1 == 1)
}

/// Texts by number, from 1 on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Texts {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Texts {
    /// In this order.
    pub(super) fn new(texts: Vec<String>) -> Self {
        let numbers = texts.iter().zip(1..).map(|(text, number)| (text.clone(), number));
        Self { numbers: numbers.collect(), texts }
    }

    /// The number of a text, a new one if it has none.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        self.texts.push(text.into());
        let number = self.texts.len() as u32;
        self.numbers.insert(text.into(), number);
        number
    }

    /// The number of a text, if it has one.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub(super) fn all(&self) -> &[String] {
        &self.texts
    }

    /// The values of a group, if all of them have numbers.
    pub(super) fn name(&self, mask: Mask, values: &[String]) -> Option<Name> {
        let mut name = [0; MOST];
        for at in places(mask) {
            name[at] = self.find(values.get(at)?)?;
        }
        Some(name)
    }

    /// The same texts in order, and by each number the new one.
    pub(super) fn in_order(&self) -> (Self, Vec<u32>) {
        let mut in_order: Vec<(&String, usize)> = self.texts.iter().zip(1..).collect();
        in_order.sort_unstable();
        let mut numbers = alloc::vec![0; self.texts.len() + 1];
        for (number, (_, old)) in (1..).zip(&in_order) {
            numbers[*old] = number;
        }
        (Self::new(in_order.into_iter().map(|(text, _)| text.clone()).collect()), numbers)
    }

    /// The texts that these groups use in the order of the texts, with the groups told by these:
    /// numbers then compare as texts do.
    pub(super) fn sorted<T>(&self, groups: Vec<(Group, T)>) -> (Self, Vec<(Group, T)>) {
        let mut used: BTreeMap<&str, u32> = BTreeMap::new();
        let mut is_used = alloc::vec![false; self.texts.len() + 1];
        groups.iter().flat_map(|(group, _)| group.name).for_each(|n| is_used[n as usize] = true);
        for (text, number) in self.texts.iter().zip(1u32..) {
            if is_used[number as usize] {
                used.insert(text, number);
            }
        }
        let mut renumbered = alloc::vec![0; self.texts.len() + 1];
        for (number, old) in (1..).zip(used.values()) {
            renumbered[*old as usize] = number;
        }
        let texts = used.into_keys().map(String::from).collect();
        let mut groups = groups;
        for (group, _) in &mut groups {
            group.name = group.name.map(|number| renumbered[number as usize]);
        }
        (Self::new(texts), groups)
    }
}

/// Whether a group is one of programs.
pub(super) fn is_of_bots(partition: &Partition, none: Option<u32>, group: &Group) -> bool {
    let bot = partition.bot_place().filter(|at| group.mask >> at & 1 == 1);
    bot.is_some_and(|at| Some(group.name[at]) != none)
}
