//! How many visits each group has.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::groups;
use super::partition::{Mask, Partition};
use super::period::Period;
use super::shown::Shown;
use crate::limit;
use crate::report::VisitFact;

/// Visits of one period with the same values of some dimensions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) mask: Mask,
    pub(super) period: Period,
    pub(super) name: Vec<String>,
}

/// How many visits each group has, before any filter. Those of disjoint facts merge exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census(BTreeMap<Group, u64>);

/// Counts visits. Those that are alike, as many are, are brought to their groups together.
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
            let period = Period::of(self.partition.row_level(visit.start_ms), visit.start_ms);
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
        let mut words = Words::default();
        let mut counts: BTreeMap<(Mask, Period, Vec<usize>), u64> = BTreeMap::new();
        for (alike, visits) in &self.alike {
            if counts.len() > limit::GROUPS {
                return None;
            }
            let values: Vec<Vec<usize>> =
                alike.values.iter().map(|texts| words.numbers(texts)).collect();
            for (mask, _) in masks.iter().filter(|(_, tells_bots)| !alike.is_bot || *tells_bots) {
                let names: BTreeSet<Vec<usize>> =
                    values.iter().map(|values| Partition::fewer(all, *mask, values)).collect();
                for name in names {
                    for period in alike.period.and_longer() {
                        *counts.entry((*mask, period, name.clone())).or_default() += visits;
                    }
                }
            }
        }
        let group = |((mask, period, name), visits): ((Mask, Period, Vec<usize>), u64)| {
            (Group { mask, period, name: words.texts(&name) }, visits)
        };
        (counts.len() <= limit::GROUPS).then(|| Census(counts.into_iter().map(group).collect()))
    }
}

/// Texts by number: a group is made and compared a thousand times, and numbers are shorter.
#[derive(Default)]
struct Words<'a> {
    numbers: BTreeMap<&'a str, usize>,
    texts: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn numbers(&mut self, texts: &'a [String]) -> Vec<usize> {
        let number = |text: &'a String| {
            let next = self.texts.len();
            let number = *self.numbers.entry(text.as_str()).or_insert(next);
            if number == next {
                self.texts.push(text);
            }
            number
        };
        texts.iter().map(number).collect()
    }

    fn texts(&self, numbers: &[usize]) -> Vec<String> {
        let texts = numbers.iter().filter_map(|number| self.texts.get(*number));
        texts.map(|text| String::from(*text)).collect()
    }
}

impl Census {
    /// Takes over what another shard counted.
    pub fn merge(&mut self, other: Self) {
        for (group, visits) in other.0 {
            *self.0.entry(group).or_default() += visits;
        }
    }

    /// The groups that may be shown where no row stands for fewer than `k` visits.
    #[must_use]
    pub fn shown(&self, partition: Partition, k: u64) -> Shown {
        let hidden = groups::hidden(&partition, &self.0, k);
        let masks = [partition.all(), partition.filtered, partition.asked];
        let may = |group: &&Group| masks.contains(&group.mask) && !hidden.contains(*group);
        let groups = self.0.keys().filter(may).cloned().collect();
        Shown::new(partition, groups)
    }
}

/// As a list of pairs: JSON has no maps with groups for keys.
impl Serialize for Census {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(&self.0)
    }
}

impl<'de> Deserialize<'de> for Census {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Vec::<(Group, u64)>::deserialize(from)?.into_iter().collect()))
    }
}
