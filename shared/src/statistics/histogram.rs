//! A histogram that merges exactly.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use super::estimate::Estimate;
use super::normal::{PICO, Z};
use crate::statistics::merge::Merge;

/// Counts of non-negative integers in fixed buckets: exact below 256, then 128 buckets to each
/// doubling, over the whole range of 64 bits.
///
/// Buckets are the same everywhere, so merging is adding: associative, commutative, exact. The
/// same idea as HdrHistogram (hdrhistogram.org), kept sparse: at most 7,424 buckets.
///
/// # Error
/// Every quantile is within 1/256 (0.4 %) of the value that sorting all values would give, and
/// exact below 256. A bucket of values from 128·2ⁿ on is 2ⁿ wide, so its middle is at most half
/// of that away from any of them: 2ⁿ⁻¹ ÷ 128·2ⁿ. The contract of our reports is 2 %.
///
/// ```
/// use ungated_shared::statistics::histogram::Histogram;
///
/// let mut engaged_ms = Histogram::default();
/// [900, 41_000, 42_000, 43_000, 600_000].into_iter().for_each(|ms| engaged_ms.add(ms));
/// let median = engaged_ms.median().unwrap();
/// assert!(median.abs_diff(42_000) * Histogram::ERROR_DIVISOR <= 42_000);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "BTreeMap<u16, u64>"))]
pub struct Histogram(
    /// The counts that are not 0, by bucket, in order.
    Vec<(u16, u64)>,
);

/// Buckets to a doubling.
const STEPS: u64 = 128;

/// Values of which the smallest and the largest have the median between them with 95 %: of five it is
/// 1 − 2 · ½⁵, 94 %.
const MEDIAN_VALUES: u64 = 6;

/// The bucket of the largest value.
const LAST: u16 = bucket(u64::MAX);

impl Histogram {
    /// A quantile is off by at most its exact value divided by this.
    pub const ERROR_DIVISOR: u64 = 2 * STEPS;

    /// Counts one value.
    pub fn add(&mut self, value: u64) {
        self.put(bucket(value), 1);
    }

    fn put(&mut self, bucket: u16, n: u64) {
        match self.0.binary_search_by_key(&bucket, |(own, _)| *own) {
            Ok(at) => self.0[at].1.merge(&n),
            Err(at) => self.0.insert(at, (bucket, n)),
        }
    }

    /// The bucket in which a value is counted.
    #[cfg(feature = "json")]
    pub(crate) const fn bucket_of(value: u64) -> u16 {
        bucket(value)
    }

    /// The counts, by bucket, in order.
    #[cfg(feature = "json")]
    pub(crate) fn counts(&self) -> &[(u16, u64)] {
        &self.0
    }

    /// How many values were counted in a bucket.
    #[cfg(feature = "json")]
    pub(crate) fn count_of(&self, bucket: u16) -> u64 {
        let at = self.0.binary_search_by_key(&bucket, |(own, _)| *own);
        at.map_or(0, |at| self.0[at].1)
    }

    /// Counts by bucket, as [`Self::counts`] gave them; none if they cannot be.
    #[cfg(feature = "json")]
    pub(crate) fn of_counts(counts: Vec<(u16, u64)>) -> Option<Self> {
        let is_in_order = counts.is_sorted_by(|(a, _), (b, _)| a < b);
        let are_counts = counts.iter().all(|(bucket, n)| *bucket <= LAST && *n > 0);
        (is_in_order && are_counts).then_some(Self(counts))
    }

    /// Counts some values, each in a bucket that [`Self::bucket_of`] gave: the buckets and how many, in
    /// order.
    #[cfg(feature = "json")]
    pub(crate) fn add_all(&mut self, counts: Vec<(u16, u64)>) {
        self.merge(&Self(counts));
    }

    /// Takes over another's counts.
    pub fn merge(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
            return;
        }
        // Few into many, as when single visits are counted.
        if other.0.len() * 16 < self.0.len() {
            other.0.iter().for_each(|(bucket, n)| self.put(*bucket, *n));
            return;
        }
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let mut own = self.0.iter().copied().peekable();
        for (bucket, n) in &other.0 {
            merged.extend(core::iter::from_fn(|| own.next_if(|(own, _)| own < bucket)));
            let known = own.next_if(|(own, _)| own == bucket).map_or(0, |(_, known)| known);
            merged.push((*bucket, known.saturating_add(*n)));
        }
        merged.extend(own);
        self.0 = merged;
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// The middle of the bucket in which the lower median lies; `None` without values.
    #[must_use]
    pub fn median(&self) -> Option<u64> {
        self.quantile(50)
    }

    /// The middle of the bucket at which `percent` of the values are reached: 0 is the smallest
    /// value, 100 and more the largest. `None` without values.
    #[must_use]
    pub fn quantile(&self, percent: u64) -> Option<u64> {
        self.quantile_per_mille(percent.saturating_mul(10))
    }

    /// As [`quantile`](Self::quantile), in thousandths.
    ///
    /// The quantile is the smallest counted value that at least this share of all values do not
    /// exceed (the inverse of the empirical distribution); there is no interpolation.
    #[must_use]
    pub fn quantile_per_mille(&self, per_mille: u64) -> Option<u64> {
        let rank = u128::from(self.count()) * u128::from(per_mille.min(1_000));
        let rank = rank.div_ceil(1_000).max(1);
        self.at_rank(u64::try_from(rank).unwrap_or(u64::MAX))
    }

    /// The median, and an interval that contains that of whatever the values are drawn from, with a
    /// confidence of about 95 %; `None` of fewer than 6 values.
    ///
    /// Its ends are the values of ranks n/2 − z√n/2 and 1 + n/2 + z√n/2, rounded outwards: Campbell and
    /// Gardner, Calculating confidence intervals for some non-parametric analyses, BMJ 296 (1988)
    /// 1454–1456. Each has the error of a quantile.
    #[must_use]
    pub fn median_estimate(&self) -> Option<Estimate> {
        let n = self.count();
        if n < MEDIAN_VALUES {
            return None;
        }
        let (low, high) = median_ranks(n);
        let figure = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        Some(Estimate {
            value: figure(self.median()?),
            low: figure(self.at_rank(low)?),
            high: figure(self.at_rank(high)?),
        })
    }

    /// The middle of the bucket of the value that so many do not exceed, itself included.
    fn at_rank(&self, rank: u64) -> Option<u64> {
        let mut seen: u64 = 0;
        for &(bucket, count) in &self.0 {
            seen = seen.saturating_add(count);
            if seen >= rank {
                return Some(middle(bucket));
            }
        }
        None
    }
}

impl Merge for Histogram {
    fn merge(&mut self, other: &Self) {
        Self::merge(self, other);
    }
}

/// As a map from bucket to count.
#[cfg(feature = "serde")]
impl serde::Serialize for Histogram {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(bucket, n)| (bucket, n)))
    }
}

/// A bucket that no histogram has, or that counts nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadBucket(u16);

impl fmt::Display for BadBucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bucket) = self;
        write!(f, "histogram: bucket {bucket}: buckets are 0 to {LAST}, each with a count over 0")
    }
}

impl TryFrom<BTreeMap<u16, u64>> for Histogram {
    type Error = BadBucket;

    /// Takes counts by bucket, as they travel between shards.
    ///
    /// # Errors
    /// [`BadBucket`] names the first that cannot be.
    fn try_from(counts: BTreeMap<u16, u64>) -> Result<Self, BadBucket> {
        match counts.iter().find(|(bucket, count)| **bucket > LAST || **count == 0) {
            Some((bucket, _)) => Err(BadBucket(*bucket)),
            None => Ok(Self(counts.into_iter().collect())),
        }
    }
}

/// The ranks of the values between which the median lies, from 1; of `n` values.
fn median_ranks(n: u64) -> (u64, u64) {
    // z√n in units of 10⁻¹², rounded down by less than 10⁻⁹ of itself.
    let spread = Z * (u128::from(n) * 1_000_000_000_000_000_000).isqrt() / 1_000_000_000;
    let middle = u128::from(n) * PICO;
    let low = middle.saturating_sub(spread) / (2 * PICO);
    let high = 1 + (middle + spread).div_ceil(2 * PICO);
    let rank = |wide: u128| u64::try_from(wide).unwrap_or(u64::MAX).clamp(1, n.max(1));
    (rank(low), rank(high))
}

const fn bucket(value: u64) -> u16 {
    if value < 2 * STEPS {
        return value as u16;
    }
    // `shift` halves the value into STEPS..2*STEPS; at most 56, so the index fits 16 bits.
    let shift = (value.ilog2() - STEPS.ilog2()) as u64;
    (shift * STEPS + (value >> shift)) as u16
}

fn middle(bucket: u16) -> u64 {
    let bucket = u64::from(bucket);
    if bucket < 2 * STEPS {
        return bucket;
    }
    let shift = bucket / STEPS - 1;
    let low = (bucket - shift * STEPS) << shift;
    low + ((1 << shift) >> 1)
}
