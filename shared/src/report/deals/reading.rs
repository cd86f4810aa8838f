//! What one segment read, against all others.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use serde::Serialize;

use super::Row;
use crate::report::asking::Asking;
use crate::report::dimension::NONE;
use crate::report::partial;
use crate::statistics::estimate::Estimate;
use crate::statistics::power::sees_double;
use crate::statistics::rate::{Rate, Ratio};
use crate::statistics::share::Share;
use crate::statistics::tally::OTHER;

/// A piece (or a topic, a channel …): how many of the segment's visits had it, and how many of all others.
/// A figure is `null` where it would tell of too few.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DealsReading"))]
pub struct Reading {
    /// Its name.
    pub name: String,
    /// Visits of the segment that had it.
    pub visits: Option<u64>,
    /// Visits of all others that had it.
    pub other_visits: Option<u64>,
    /// Page views of it by the segment of which at least half of the words were read.
    pub reads: Option<u64>,
    /// The same by all others.
    pub other_reads: Option<u64>,
    /// The share of the segment's visits, in millionths.
    pub share_micro: Option<Estimate>,
    /// The share of all others' visits, in millionths.
    pub other_share_micro: Option<Estimate>,
    /// Whether one share being twice the other would have been seen.
    pub enough: bool,
    /// The segment's share less that of all others, in millionths; `null` where there is not enough.
    pub difference_micro: Option<Estimate>,
    /// How many times the others' share the segment's is, in millionths; `null` where there is not enough.
    pub lift_micro: Option<Ratio>,
}

impl Asking {
    fn figure(row: &partial::Row, at: usize) -> Option<u64> {
        row.metrics.get(at).copied().flatten()
    }

    /// Visits of an answer without dimensions.
    fn visits(&self) -> Option<u64> {
        self.rows.first().and_then(|row| Self::figure(row, 0))
    }

    /// Visits and reads by name.
    fn by_name(&self) -> BTreeMap<&str, [Option<u64>; 2]> {
        let named = |row: &'_ partial::Row| [Self::figure(row, 0), Self::figure(row, 1)];
        let rows =
            self.rows.iter().filter_map(|row| Some((row.dimensions.first()?.as_str(), named(row))));
        rows.filter(|(name, _)| ![NONE, OTHER].contains(name)).collect()
    }

    /// What a name that is not there stands for.
    const fn missing(&self) -> [Option<u64>; 2] {
        if self.is_cut { [None, None] } else { [Some(0), Some(0)] }
    }
}

/// Puts into a row what the answers to its four questions say: at most so many readings.
pub fn finish(row: &mut Row, [own, others, own_by, others_by]: &[Asking; 4], most: usize) {
    row.visits = own.visits();
    row.other_visits = others.visits();
    let (by, other_by) = (own_by.by_name(), others_by.by_name());
    let mut names: Vec<&str> = by.keys().chain(other_by.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    let reading = |name: &str| {
        let figures = by.get(name).copied().unwrap_or_else(|| own_by.missing());
        let others = other_by.get(name).copied().unwrap_or_else(|| others_by.missing());
        reading(name, [row.visits, row.other_visits], figures, others)
    };
    let mut all: Vec<Reading> = names.into_iter().map(reading).collect();
    all.sort_by_cached_key(|it| (Reverse(it.sure()), Reverse(it.visits), it.name.clone()));
    row.rows = all.len();
    all.truncate(most);
    row.results = all;
}

fn reading(
    name: &str,
    whole: [Option<u64>; 2],
    [visits, reads]: [Option<u64>; 2],
    [other_visits, other_reads]: [Option<u64>; 2],
) -> Reading {
    let rate = |count: Option<u64>, exposure: Option<u64>| {
        Some(Rate { count: count?, exposure: exposure? })
    };
    let share = |rate: Option<Rate>| rate.and_then(|rate| Share::of(rate.count, rate.exposure));
    let (own, other) = (rate(visits, whole[0]), rate(other_visits, whole[1]));
    let both = own.zip(other);
    let sees =
        |(a, b): (Rate, Rate)| sees_double(a.count.saturating_add(b.count), a.exposure, b.exposure);
    let enough = both.is_some_and(sees);
    let shares = share(own).zip(share(other)).filter(|_| enough);
    Reading {
        name: name.into(),
        visits,
        other_visits,
        reads,
        other_reads,
        share_micro: share(own).map(Share::micro),
        other_share_micro: share(other).map(Share::micro),
        enough,
        difference_micro: shares.map(|(a, b)| a.pico().less(b.pico()).scaled(1, 1_000_000)),
        lift_micro: both.filter(|_| enough).and_then(|(a, b)| a.over(b)),
    }
}

impl Reading {
    /// How far its difference is from nothing at least, in millionths; 0 where that is not sure.
    fn sure(&self) -> i64 {
        let end = |it: Estimate| it.low.max(it.high.saturating_neg()).max(0);
        self.difference_micro.map_or(0, end)
    }
}
