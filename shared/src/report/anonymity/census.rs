//! How many visits each group has.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::group::{self, Group, MOST, Name, Texts};
use super::groups;
use super::partition::{Mask, Partition, Shape};
use super::period::Period;
use super::shown::Shown;
use super::slots::Slots;
use super::sums::Sums;
use crate::limit;
use crate::report::weight::merged;
use crate::report::{ViewFact, VisitFact};

/// How many visits each group has, before any filter. Those of disjoint facts merge exactly.
///
/// Of the groups that divide visits only the finest are in it: those of all dimensions of visits, and
/// of the shortest periods. The others are sums of these.
///
/// # How is that fast?
/// A group is a **part** of the visits, told by what belongs to visits, and a **slot**, told by what
/// belongs to page views. There are few of each, and a hundred thousand groups: these are numbers.
#[derive(Clone, Debug, Default)]
pub struct Census {
    pub(super) texts: Texts,
    /// The dimensions of visits.
    pub(super) of_visits: Mask,
    pub(super) slots: Slots,
    /// Of each part, how many visits are in its slots.
    pub(super) parts: HashMap<(Period, Name), Counts>,
}

/// How many visits are in some slots, in the order of the slots' numbers.
pub(super) type Counts = Vec<(u32, u64)>;

/// Adds counts.
pub(super) fn add(ours: &mut Counts, theirs: Counts) {
    let plus = |our: &mut (u32, u64), their: (u32, u64)| our.1 += their.1;
    *ours = merged(core::mem::take(ours), theirs, |(slot, _)| u64::from(*slot), plus);
}

/// Counts visits, one by one. Those that are alike, as many are, are brought to their groups
/// together. What a segment has is counted faster by [`Counting`](super::Counting).
#[derive(Debug)]
pub struct Counter<'a> {
    partition: &'a Partition,
    alike: BTreeMap<Alike, u64>,
}

/// What visits that lie in the same groups have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    /// The shortest.
    period: Period,
    is_bot: bool,
    /// The values of their page views.
    values: BTreeSet<Vec<String>>,
}

impl<'a> Counter<'a> {
    /// For a question's groups.
    #[must_use]
    pub const fn of(partition: &'a Partition) -> Self {
        Self { partition, alike: BTreeMap::new() }
    }

    /// Counts one visit.
    pub fn add(&mut self, visit: &VisitFact) {
        let values = visit.views.iter().map(|view| self.partition.values(visit, view));
        self.count(visit, values.collect());
    }

    /// Counts one visit by what its page views show of an item; `shapes` says what the one at a place does.
    pub fn add_shapes<S: IntoIterator<Item = Shape>>(
        &mut self,
        visit: &VisitFact,
        shapes: impl Fn(usize, &ViewFact) -> S,
    ) {
        let mut values = BTreeSet::new();
        for (at, view) in visit.views.iter().enumerate() {
            for shape in shapes(at, view) {
                values.insert(self.partition.values_of(shape, visit, view));
            }
        }
        if !values.is_empty() {
            self.count(visit, values);
        }
    }

    fn count(&mut self, visit: &VisitFact, values: BTreeSet<Vec<String>>) {
        let span = self.partition.span();
        if (span.from..span.to).contains(&visit.start_ms) {
            let period = self.partition.row_period(visit.start_ms);
            let alike = Alike { period, is_bot: !visit.bot.is_empty(), values };
            *self.alike.entry(alike).or_default() += 1;
        }
    }

    /// What was counted; none if those are more than [`limit::GROUPS`].
    #[must_use]
    pub fn finish(self) -> Option<Census> {
        let (all, of_visits) = (self.partition.all(), self.partition.of_visits());
        let finest = |mask: &Mask| mask & of_visits == of_visits;
        let masks: Vec<Mask> = self.partition.masks().filter(finest).collect();
        let shapes = self.partition.shapes();
        let mut census = Census { of_visits, ..Census::default() };
        let mut parts: HashMap<(Period, Name), HashMap<u32, u64>> = HashMap::new();
        let mut len = 0;
        for (alike, visits) in &self.alike {
            if alike.is_bot && !self.partition.tells_bots(of_visits) {
                continue;
            }
            let mut names = Vec::with_capacity(alike.values.len());
            for values in &alike.values {
                let mut name = [0; MOST];
                for (at, text) in values.iter().enumerate() {
                    // A shape is of one kind, and says nothing of the other.
                    if shapes >> at & 1 == 0 || !text.is_empty() {
                        name[at] = census.texts.number(text);
                    }
                }
                names.push(Group { mask: all, period: alike.period, name });
            }
            for mask in &masks {
                let level = alike.period.0;
                let is_of =
                    |group: &&Group| group::places(mask & shapes).all(|at| group.name[at] != 0);
                let own: BTreeSet<Group> =
                    names.iter().filter(is_of).map(|group| group.within(*mask, level)).collect();
                for group in own {
                    let view = group.within(mask & !of_visits, level);
                    let slot = census.slots.number(view.mask, view.name);
                    let part = parts.entry((group.period, group.within(of_visits, level).name));
                    let counts = part.or_default();
                    len -= counts.len();
                    *counts.entry(slot).or_default() += visits;
                    len += counts.len();
                }
            }
            if len > limit::GROUPS {
                return None;
            }
        }
        census.parts = parts
            .into_iter()
            .map(|(part, counts)| {
                let mut counts: Counts = counts.into_iter().collect();
                counts.sort_unstable();
                (part, counts)
            })
            .collect();
        Some(census)
    }
}

impl Census {
    /// How many bytes it takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts: usize = self.texts.all().iter().map(|text| 2 * text.len() + 64).sum();
        let parts = self.parts.len() * (size_of::<(Period, Name)>() + 32);
        texts + self.slots.bytes() + parts + self.len() * size_of::<(u32, u64)>()
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Takes over what was counted of other facts.
    pub fn merge(&mut self, other: &Self) {
        self.of_visits |= other.of_visits;
        let texts = other.texts.all().iter().map(|text| self.texts.number(text));
        let numbers: Vec<u32> = core::iter::once(0).chain(texts).collect();
        let renamed =
            |name: Name| name.map(|number| numbers.get(number as usize).copied().unwrap_or(0));
        let slots = other.slots.all().iter();
        let slots: Vec<u32> =
            slots.map(|(mask, name)| self.slots.number(*mask, renamed(*name))).collect();
        let is_in_order = slots.is_sorted();
        for ((period, name), counts) in &other.parts {
            let mut counts: Counts =
                counts.iter().map(|(slot, visits)| (slots[*slot as usize], *visits)).collect();
            if !is_in_order {
                counts.sort_unstable();
            }
            add(self.parts.entry((*period, renamed(*name))).or_default(), counts);
        }
    }

    /// The groups that may be shown where no row stands for fewer than `k` visits; none if all
    /// groups are more than [`limit::GROUPS_IN_ALL`].
    #[must_use]
    pub fn shown(&self, partition: Partition, k: u64) -> Option<Shown> {
        let sums = Sums::of(self, &partition)?;
        let hidden = groups::hidden(&partition, &sums, k);
        let steps = partition.trail().into_iter().flat_map(|trail| 0..=trail.depth);
        let masks = [partition.all(), partition.filtered, partition.asked].into_iter();
        let shapes = partition.kinds().map(|kind| partition.with_shape(kind));
        let masks: Vec<Mask> =
            masks.chain(steps.map(|step| partition.up_to(step))).chain(shapes).collect();
        let shown = (0..sums.len()).zip(hidden);
        let shown = shown.filter(|(at, hidden)| !hidden && masks.contains(&sums.mask(*at)));
        let shown = shown.map(|(at, _)| (sums.group(at), ())).collect();
        let (texts, shown) = sums.texts.sorted(shown);
        Some(Shown::new(partition, texts, shown.into_iter().map(|(group, ())| group)))
    }

    /// The groups, each with its visits.
    fn groups(&self) -> impl Iterator<Item = (Group, u64)> {
        self.parts.iter().flat_map(|((period, name), counts)| {
            counts.iter().map(|(slot, visits)| {
                let (mask, own) = self.slots.all()[*slot as usize];
                let mut name = *name;
                group::places(mask).for_each(|at| name[at] = own[at]);
                (Group { mask: self.of_visits | mask, period: *period, name }, *visits)
            })
        })
    }
}

/// By what the texts say, whatever numbers they have.
impl PartialEq for Census {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |census: &Self| {
            let (texts, mut counts) = census.texts.sorted(census.groups().collect());
            counts.sort_unstable();
            (texts, counts)
        };
        sorted(self) == sorted(other)
    }
}

impl Eq for Census {}

/// Texts, and slots and parts as runs of numbers.
impl Serialize for Census {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut of_slots = Vec::new();
        for (mask, name) in self.slots.all() {
            of_slots.push((*mask).into());
            group::write_name(*mask, name, &mut of_slots);
        }
        let mut of_parts = Vec::with_capacity(2 * self.len());
        for ((period, name), counts) in &self.parts {
            period.write(&mut of_parts);
            group::write_name(self.of_visits, name, &mut of_parts);
            of_parts.push(counts.len() as u64);
            of_parts.extend(counts.iter().flat_map(|(slot, visits)| [u64::from(*slot), *visits]));
        }
        (self.texts.all(), self.of_visits, of_slots, of_parts).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Census {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (texts, of_visits, slots, parts) =
            <(Vec<String>, Mask, Vec<u64>, Vec<u64>)>::deserialize(from)?;
        let mut census = Self { texts: Texts::new(texts), of_visits, ..Self::default() };
        census.read(&slots, &parts).ok_or_else(|| de::Error::custom("not groups"))?;
        Ok(census)
    }
}

impl Census {
    fn read(&mut self, slots: &[u64], parts: &[u64]) -> Option<()> {
        let texts = self.texts.all().len();
        let has_texts = |name: &Name| name.iter().all(|number| *number as usize <= texts);
        let mut from = slots.iter().copied();
        while let Some(mask) = from.next() {
            let mask = Mask::try_from(mask).ok()?;
            let name = group::read_name(mask, &mut from).filter(has_texts)?;
            self.slots.number(mask, name);
        }
        let mut from = parts.iter().copied();
        while from.len() > 0 {
            let period = Period::read(&mut from)?;
            let name = group::read_name(self.of_visits, &mut from).filter(has_texts)?;
            let len = usize::try_from(from.next()?).ok().filter(|len| *len <= from.len())?;
            let mut counts = Counts::with_capacity(len);
            for _ in 0..len {
                counts.push((u32::try_from(from.next()?).ok()?, from.next()?));
            }
            let is_known =
                counts.last().is_none_or(|(slot, _)| (*slot as usize) < self.slots.len());
            if !is_known || !counts.is_sorted_by(|(a, _), (b, _)| a < b) {
                return None;
            }
            self.parts.insert((period, name), counts);
        }
        Some(())
    }
}
