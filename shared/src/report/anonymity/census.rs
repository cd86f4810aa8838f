//! How many visits each group has.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::group::{self, Group, MOST, Name, Texts, is_of_bots};
use super::groups;
use super::partition::{Mask, Partition};
use super::period::Period;
use super::shown::Shown;
use crate::limit;
use crate::report::VisitFact;
use crate::report::dimension::NONE;

/// How many visits each group has, before any filter. Those of disjoint facts merge exactly.
///
/// Of the groups that divide visits only the finest are in it: those of all dimensions of visits, and
/// of the shortest periods. The others are sums of these.
#[derive(Clone, Debug, Default)]
pub struct Census {
    texts: Texts,
    /// The dimensions of visits.
    of_visits: Mask,
    counts: HashMap<Group, u64>,
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
        let span = self.partition.span();
        if (span.from..span.to).contains(&visit.start_ms) {
            let period = self.partition.row_period(visit.start_ms);
            let values = visit.views.iter().map(|view| self.partition.values(visit, view));
            let alike = Alike { period, is_bot: !visit.bot.is_empty(), values: values.collect() };
            *self.alike.entry(alike).or_default() += 1;
        }
    }

    /// What was counted; none if those are more than [`limit::GROUPS`].
    #[must_use]
    pub fn finish(self) -> Option<Census> {
        let (all, of_visits) = (self.partition.all(), self.partition.of_visits());
        let finest = |mask: &Mask| mask & of_visits == of_visits;
        let masks: Vec<Mask> = self.partition.masks().filter(finest).collect();
        let mut census = Census::new(Texts::default(), of_visits);
        for (alike, visits) in &self.alike {
            if alike.is_bot && !self.partition.tells_bots(of_visits) {
                continue;
            }
            let mut names = Vec::with_capacity(alike.values.len());
            for values in &alike.values {
                let mut name = [0; MOST];
                for (own, text) in name.iter_mut().zip(values) {
                    *own = census.texts.number(text);
                }
                names.push(Group { mask: all, period: alike.period, name });
            }
            for mask in &masks {
                let level = alike.period.0;
                let own: BTreeSet<Group> =
                    names.iter().map(|group| group.within(*mask, level)).collect();
                own.into_iter().for_each(|group| census.add(group, *visits));
            }
            if census.len() > limit::GROUPS {
                return None;
            }
        }
        Some(census)
    }
}

impl Census {
    pub(super) fn new(texts: Texts, of_visits: Mask) -> Self {
        Self { texts, of_visits, counts: HashMap::new() }
    }

    pub(super) fn add(&mut self, group: Group, visits: u64) {
        *self.counts.entry(group).or_default() += visits;
    }

    /// How many bytes it takes, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts: usize = self.texts.all().iter().map(|text| 2 * text.len() + 64).sum();
        // A table of hashes has a third more places than are taken.
        texts + self.counts.len() * size_of::<(Group, u64)>() * 4 / 3
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes over what was counted of other facts.
    pub fn merge(&mut self, other: &Self) {
        let texts = other.texts.all().iter().map(|text| self.texts.number(text));
        self.of_visits |= other.of_visits;
        let numbers: Vec<u32> = core::iter::once(0).chain(texts).collect();
        self.counts.reserve(other.counts.len().saturating_sub(self.counts.len()));
        for (group, visits) in &other.counts {
            let name = group.name.map(|number| numbers.get(number as usize).copied().unwrap_or(0));
            *self.counts.entry(Group { name, ..*group }).or_default() += visits;
        }
    }

    /// The groups that may be shown where no row stands for fewer than `k` visits; none if all
    /// groups are more than [`limit::GROUPS_IN_ALL`].
    #[must_use]
    pub fn shown(&self, partition: Partition, k: u64) -> Option<Shown> {
        let (texts, mut counts) = self.texts.sorted(self.summed(&partition)?);
        counts.sort_unstable();
        let hidden = groups::hidden(&partition, &texts, &counts, k);
        let steps = partition.trail().into_iter().flat_map(|trail| 0..=trail.depth);
        let masks = [partition.all(), partition.filtered, partition.asked].into_iter();
        let masks: Vec<Mask> = masks.chain(steps.map(|step| partition.up_to(step))).collect();
        let shown = counts.into_iter().zip(hidden);
        let shown = shown.filter(|((group, _), hidden)| !hidden && masks.contains(&group.mask));
        let shown = shown.map(|((group, _), _)| (group, ())).collect();
        let (texts, shown) = texts.sorted(shown);
        Some(Shown::new(partition, texts, shown.into_iter().map(|(group, ())| group)))
    }

    /// All groups, also those that are sums.
    fn summed(&self, partition: &Partition) -> Option<Vec<(Group, u64)>> {
        let of_visits = partition.of_visits();
        let masks: Vec<Mask> = partition.masks().filter(|mask| mask & !of_visits == 0).collect();
        let none = self.texts.find(NONE);
        let mut sums: HashMap<Group, u64> = HashMap::new();
        for (group, visits) in &self.counts {
            let is_of_bots = is_of_bots(partition, none, group);
            for mask in masks.iter().filter(|mask| !is_of_bots || partition.tells_bots(**mask)) {
                for period in group.period.and_longer() {
                    let around = group.within(mask | group.mask & !of_visits, period.0);
                    *sums.entry(around).or_default() += visits;
                }
            }
            if sums.len() > limit::GROUPS_IN_ALL {
                return None;
            }
        }
        Some(sums.into_iter().collect())
    }
}

/// By what the texts say, whatever numbers they have.
impl PartialEq for Census {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |census: &Self| {
            let counts = census.counts.iter().map(|(group, visits)| (*group, *visits)).collect();
            let (texts, mut counts) = census.texts.sorted(counts);
            counts.sort_unstable();
            (texts, counts)
        };
        sorted(self) == sorted(other)
    }
}

impl Eq for Census {}

/// Texts, and groups as runs of numbers: what belongs to page views once for all, and then, of each
/// part of the visits, how many there are in each of these.
impl Serialize for Census {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut slots: HashMap<(Mask, Name), u64> = HashMap::new();
        let mut parts: HashMap<Group, Vec<u64>> = HashMap::new();
        let (mut of_slots, mut of_parts) = (Vec::new(), Vec::new());
        for (group, visits) in &self.counts {
            let own = group.within(group.mask & !self.of_visits, group.period.0);
            let next = slots.len() as u64;
            let slot = *slots.entry((own.mask, own.name)).or_insert(next);
            if slot == next {
                of_slots.push(own.mask.into());
                own.write_name(&mut of_slots);
            }
            let part = group.within(self.of_visits, group.period.0);
            parts.entry(part).or_default().extend([slot, *visits]);
        }
        for (part, counts) in parts {
            part.period.write(&mut of_parts);
            part.write_name(&mut of_parts);
            of_parts.push(counts.len() as u64);
            of_parts.extend(counts);
        }
        (self.texts.all(), self.of_visits, of_slots, of_parts).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Census {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (texts, of_visits, slots, parts) =
            <(Vec<String>, Mask, Vec<u64>, Vec<u64>)>::deserialize(from)?;
        let mut census = Self::new(Texts::new(texts), of_visits);
        census.read(&slots, &parts).ok_or_else(|| de::Error::custom("not groups"))?;
        Ok(census)
    }
}

impl Census {
    fn read(&mut self, slots: &[u64], parts: &[u64]) -> Option<()> {
        let mut from = slots.iter().copied();
        let mut slots = Vec::new();
        while let Some(mask) = from.next() {
            let mask = Mask::try_from(mask).ok()?;
            slots.push((mask, group::read_name(mask, &mut from)?));
        }
        let mut from = parts.iter().copied();
        while from.len() > 0 {
            let period = Period::read(&mut from)?;
            let name = group::read_name(self.of_visits, &mut from)?;
            for _ in 0..from.next()? / 2 {
                let (mask, own) = slots.get(usize::try_from(from.next()?).ok()?)?;
                let mut name = name;
                group::places(*mask).for_each(|at| name[at] = own[at]);
                let group = Group { mask: self.of_visits | mask, period, name };
                self.counts.insert(group, from.next()?);
            }
        }
        Some(())
    }
}
