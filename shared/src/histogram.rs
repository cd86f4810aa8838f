//! A histogram that merges exactly.

use alloc::collections::BTreeMap;

/// Counts of non-negative integers in fixed buckets: exact below 256, then 128 buckets to each
/// doubling, so a value is known to within 0.8 % (its bucket's middle to within 0.4 %).
///
/// Buckets are the same everywhere, so merging is adding: associative, commutative, exact. The
/// same idea as HdrHistogram (hdrhistogram.org), kept sparse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Histogram(BTreeMap<u16, u64>);

/// Buckets to a doubling.
const STEPS: u64 = 128;

impl Histogram {
    /// Counts one value.
    pub fn add(&mut self, value: u64) {
        *self.0.entry(bucket(value)).or_default() += 1;
    }

    /// Takes over another's counts.
    pub fn merge(&mut self, other: &Self) {
        for (&bucket, &count) in &other.0 {
            *self.0.entry(bucket).or_default() += count;
        }
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The middle of the bucket in which the lower median lies; `None` without values.
    #[must_use]
    pub fn median(&self) -> Option<u64> {
        self.quantile(50)
    }

    /// The middle of the bucket at which `percent` of the values are reached.
    #[must_use]
    pub fn quantile(&self, percent: u64) -> Option<u64> {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        let mut seen = 0;
        for (&bucket, &count) in &self.0 {
            seen += count;
            if seen >= rank {
                return Some(middle(bucket));
            }
        }
        None
    }
}

fn bucket(value: u64) -> u16 {
    if value < 2 * STEPS {
        return value as u16;
    }
    // `shift` halves the value into STEPS..2*STEPS; at most 56, so the index fits 16 bits.
    let shift = u64::from(63 - value.leading_zeros() - STEPS.ilog2());
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
