//! Which rows an answer needs, before any of them travels.
//!
//! By path, every visit that went its own way is a row: a hundred thousand, of which a dashboard shows
//! eight. So a shard first tells a number for each row's name and its **weight**, the figure by which
//! rows are ordered. Weights of shards add up, and the sums say which rows can be among the first; only
//! these are asked for.
//!
//! # Two names with one number?
//! Among 200,000 rows that happens once in a billion answers. Then one row too few is wanted or counted:
//! the first is seen by the rows that come ([`Partial::has_all`]), and all are asked for.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::metric::Metric;
use super::partial::Partial;
use crate::limit;

/// The number of a name: FNV-1a, 64 bits, each value ended by a byte that no text has.
pub(super) fn number(name: &[String]) -> u64 {
    let bytes = name.iter().flat_map(|value| value.bytes().chain([0xFF]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Some names, by their numbers, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<u64>);

impl Names {
    /// Whether a name is among them.
    pub(super) fn has(&self, name: &[String]) -> bool {
        self.0.binary_search(&number(name)).is_ok()
    }

    /// The same of a name's number.
    pub(super) fn has_number(&self, number: u64) -> bool {
        self.0.binary_search(&number).is_ok()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These and others.
    pub(super) fn and(&self, others: impl IntoIterator<Item = u64>) -> Self {
        self.0.iter().copied().chain(others).collect()
    }

    /// One more.
    pub(super) fn insert(&mut self, number: u64) {
        if let Err(at) = self.0.binary_search(&number) {
            self.0.insert(at, number);
        }
    }

    /// Takes over others.
    pub(super) fn merge(&mut self, other: Self) {
        self.0 = merged(core::mem::take(&mut self.0), other.0, |number| *number, |_, _| ());
    }
}

/// Two runs in order as one: what has the same key is added to the first.
pub(super) fn merged<T: Copy>(
    ours: Vec<T>,
    theirs: Vec<T>,
    key: impl Fn(&T) -> u64,
    add: impl Fn(&mut T, T),
) -> Vec<T> {
    if ours.is_empty() {
        return theirs;
    }
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    let mut ours = ours.into_iter().peekable();
    for their in theirs {
        all.extend(core::iter::from_fn(|| ours.next_if(|our| key(our) < key(&their))));
        match ours.next_if(|our| key(our) == key(&their)) {
            Some(mut our) => {
                add(&mut our, their);
                all.push(our);
            }
            None => all.push(their),
        }
    }
    all.extend(ours);
    // It may be kept: what is mostly the same would take twice its bytes.
    all.shrink_to_fit();
    all
}

impl FromIterator<u64> for Names {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        let mut numbers: Vec<u64> = numbers.into_iter().collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self(numbers)
    }
}

/// As differences, which have fewer digits.
impl Serialize for Names {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        differences::serialize(&self.0, to)
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        differences::deserialize(from).map(Self)
    }
}

/// What each row weighs, by its name's number, in order. Those of disjoint facts add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights(Vec<(u64, u64)>);

impl Weights {
    /// Of the rows of an answer, by a metric that adds up.
    #[must_use]
    pub fn of(partial: &Partial, metric: Metric) -> Self {
        let weight = |(name, cell): (&Vec<String>, &super::Cell)| {
            (number(name), cell.figure(metric).unwrap_or(0))
        };
        partial.cells.iter().map(weight).collect()
    }

    /// Takes over those of other facts.
    pub fn merge(&mut self, other: Self) {
        let add = |our: &mut (u64, u64), their: (u64, u64)| our.1 += their.1;
        self.0 = merged(core::mem::take(&mut self.0), other.0, |(name, _)| *name, add);
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.len() * size_of::<(u64, u64)>()
    }

    /// The rows among which the first `n` by weight are, however those that tie are ordered; none if
    /// all may be as well, or if more tie than [`limit::TIES`].
    #[must_use]
    pub fn first(&self, n: usize) -> Option<Names> {
        let mut weights: Vec<u64> = self.0.iter().map(|(_, weight)| *weight).collect();
        if n == 0 || n >= weights.len() {
            return None;
        }
        let (_, least, _) = weights.select_nth_unstable_by(n - 1, |a, b| b.cmp(a));
        let first = self.at_least(*least);
        (first.len() <= n + limit::TIES).then_some(first)
    }

    /// The rows that weigh so much at least.
    #[must_use]
    pub fn at_least(&self, least: u64) -> Names {
        let enough = self.0.iter().filter(|(_, weight)| *weight >= least);
        Names(enough.map(|(name, _)| *name).collect())
    }
}

/// Of names in any order, some perhaps with one number.
impl FromIterator<(u64, u64)> for Weights {
    fn from_iter<I: IntoIterator<Item = (u64, u64)>>(weights: I) -> Self {
        let mut weights: Vec<(u64, u64)> = weights.into_iter().collect();
        weights.sort_unstable();
        weights.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            kept.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        Self(weights)
    }
}

impl Serialize for Weights {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (names, weights): (Vec<u64>, Vec<u64>) = self.0.iter().copied().unzip();
        (Names(names), weights).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (Names(names), weights) = <(Names, Vec<u64>)>::deserialize(from)?;
        if names.len() != weights.len() {
            return Err(de::Error::custom("not as many weights as names"));
        }
        Ok(Self(names.into_iter().zip(weights).collect()))
    }
}

/// Numbers in order, as the differences between them.
pub(super) mod differences {
    use super::{Deserialize, Deserializer, Serializer, Vec, de};

    pub fn serialize<'a, S: Serializer>(
        numbers: impl IntoIterator<Item = &'a u64>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut before = 0;
        to.collect_seq(
            numbers.into_iter().map(|number| number - core::mem::replace(&mut before, *number)),
        )
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: FromIterator<u64>>(
        from: D,
    ) -> Result<T, D::Error> {
        let mut sum = 0u64;
        let add = |difference: u64| {
            sum = sum.checked_add(difference)?;
            Some(sum)
        };
        let numbers: Option<T> = Vec::<u64>::deserialize(from)?.into_iter().map(add).collect();
        numbers.ok_or_else(|| de::Error::custom("not numbers in order"))
    }
}
