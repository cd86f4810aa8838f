//! Counts by name, and the largest of them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::statistics::merge::Merge;

/// The name of everything that has no row of its own.
pub const OTHER: &str = "(other)";

/// Counts by name. They merge exactly; only the finished answer is cut.
///
/// # Why does a shard not cut its own tail?
/// A name that is rare on every shard can be the most frequent of all. Cut early, it would be
/// lost, and which one is lost would depend on where readers live. A shard holds no more names
/// than its facts have.
///
/// ```
/// use ungated_shared::statistics::tally::Tally;
///
/// let mut topics = Tally::default();
/// for (topic, raises) in [("pricing", 7), ("security", 2), ("hiring", 1)] {
///     topics.add(topic, raises);
/// }
/// let top = topics.top(1);
/// assert_eq!((top.rows[0].name.as_str(), top.rows[0].count, top.other), ("pricing", 7, 3));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tally(BTreeMap<String, u64>);

/// The largest counts of a [`Tally`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Top {
    /// Largest first; names that tie stand in their own order.
    pub rows: Vec<Row>,
    /// All that is in no row, exactly: the total less what `rows` show. It is called [`OTHER`].
    pub other: u64,
}

/// One name and its count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Row {
    /// The name, never [`OTHER`].
    pub name: String,
    /// Its count.
    pub count: u64,
}

impl Tally {
    /// Counts `count` more of `name`. Nothing more leaves no trace.
    pub fn add(&mut self, name: &str, count: u64) {
        if count == 0 {
            return;
        }
        match self.0.get_mut(name) {
            Some(own) => own.merge(&count),
            None => {
                self.0.insert(name.into(), count);
            }
        }
    }

    /// The count of a name, 0 if it never came up.
    #[must_use]
    pub fn get(&self, name: &str) -> u64 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// All counts together; exact below 2⁶⁴, where it stays.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.values().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Names and their counts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(name, count)| (name.as_str(), *count))
    }

    /// The `k` largest counts, and what remains.
    ///
    /// A thing that is itself called [`OTHER`] (an author may name a topic so) gets no row and is
    /// among what remains: two rows of one name could not be told apart.
    #[must_use]
    pub fn top(&self, k: usize) -> Top {
        let mut counts: Vec<(&str, u64)> = self.iter().filter(|(n, _)| *n != OTHER).collect();
        // Stable: names that tie stay in order.
        counts.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
        let row = |(name, count): &(&str, u64)| Row { name: (*name).into(), count: *count };
        let rows = counts.iter().take(k).map(row).collect();
        let rest = counts.iter().skip(k).map(|(_, count)| *count);
        Top { rows, other: rest.fold(self.get(OTHER), u64::saturating_add) }
    }
}

impl Merge for Tally {
    fn merge(&mut self, other: &Self) {
        Merge::merge(&mut self.0, &other.0);
    }
}
