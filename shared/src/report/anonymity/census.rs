//! How many visits each group has.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::group::{Group, MOST, Texts};
use super::groups;
use super::partition::{Mask, Partition};
use super::period::Period;
use super::shown::Shown;
use crate::limit;
use crate::report::VisitFact;

/// How many visits each group has, before any filter. Those of disjoint facts merge exactly.
#[derive(Clone, Debug, Default)]
pub struct Census {
    texts: Texts,
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
        let masks: Vec<(Mask, bool)> =
            self.partition.masks().map(|mask| (mask, self.partition.tells_bots(mask))).collect();
        let all = self.partition.all();
        let mut census = Census::default();
        for (alike, visits) in &self.alike {
            let mut names = Vec::with_capacity(alike.values.len());
            for values in &alike.values {
                let mut name = [0; MOST];
                for (own, text) in name.iter_mut().zip(values) {
                    *own = census.texts.number(text);
                }
                names.push(Group { mask: all, period: alike.period, name });
            }
            for (mask, _) in masks.iter().filter(|(_, tells_bots)| !alike.is_bot || *tells_bots) {
                let level = alike.period.0;
                let own: BTreeSet<Group> =
                    names.iter().map(|group| group.within(*mask, level)).collect();
                for group in own {
                    for period in group.period.and_longer() {
                        census.add(Group { period, ..group }, *visits);
                    }
                }
            }
            if census.counts.len() > limit::GROUPS {
                return None;
            }
        }
        Some(census)
    }
}

impl Census {
    pub(super) fn new(texts: Texts) -> Self {
        Self { texts, counts: HashMap::new() }
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
        let numbers: Vec<u32> = core::iter::once(0).chain(texts).collect();
        self.counts.reserve(other.counts.len().saturating_sub(self.counts.len()));
        for (group, visits) in &other.counts {
            let name = group.name.map(|number| numbers.get(number as usize).copied().unwrap_or(0));
            *self.counts.entry(Group { name, ..*group }).or_default() += visits;
        }
    }

    /// The groups that may be shown where no row stands for fewer than `k` visits.
    #[must_use]
    pub fn shown(&self, partition: Partition, k: u64) -> Shown {
        let counts = self.counts.iter().map(|(group, visits)| (*group, *visits)).collect();
        let (texts, mut counts) = self.texts.sorted(counts);
        counts.sort_unstable();
        let hidden = groups::hidden(&partition, &texts, &counts, k);
        let masks = [partition.all(), partition.filtered, partition.asked];
        let shown = counts.into_iter().zip(hidden);
        let shown = shown.filter(|((group, _), hidden)| !hidden && masks.contains(&group.mask));
        let shown = shown.map(|((group, _), _)| (group, ())).collect();
        let (texts, shown) = texts.sorted(shown);
        Shown::new(partition, texts, shown.into_iter().map(|(group, ())| group))
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

/// Texts, and groups as runs of numbers: a hundred thousand of them are read as fast as that.
impl Serialize for Census {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut numbers = Vec::new();
        self.counts.iter().for_each(|(group, visits)| group.write(*visits, &mut numbers));
        (self.texts.all(), numbers).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Census {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (texts, numbers) = <(Vec<String>, Vec<u64>)>::deserialize(from)?;
        let mut census = Self::new(Texts::new(texts));
        let mut numbers = numbers.into_iter().peekable();
        while numbers.peek().is_some() {
            let read = Group::read(&mut numbers);
            let (group, visits) = read.ok_or_else(|| de::Error::custom("not a group"))?;
            census.counts.insert(group, visits);
        }
        Ok(census)
    }
}
