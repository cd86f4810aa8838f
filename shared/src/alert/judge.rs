//! Whether a figure is unusual.

use alloc::vec::Vec;

use super::{WEEKS_LEAST, rule::Rule};
use crate::statistics::median::median;

/// An unusual figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The figure; none if it stands for fewer than `k` visits.
    pub now: Option<u64>,
    /// What is usual.
    pub usual: u64,
}

/// Whether a count is higher than usual. `before` are the same counts of the weeks that are known;
/// none stands for fewer than `k` visits.
#[must_use]
pub fn rises(now: Option<u64>, before: &[Option<u64>], k: u64, rule: &Rule) -> Option<Found> {
    let count = now?;
    let usual = usual(before, k.saturating_sub(1))?;
    let is_much = count >= rule.at_least().max(k);
    let is_more = u128::from(count) * 100 >= u128::from(rule.percent()) * u128::from(usual);
    let found = Found { now, usual };
    (count > usual && is_much && is_more && is_no_chance(count, usual)).then_some(found)
}

/// Whether a count is lower than usual.
#[must_use]
pub fn falls(now: Option<u64>, before: &[Option<u64>], k: u64, rule: &Rule) -> Option<Found> {
    let count = now.unwrap_or(k.saturating_sub(1));
    let usual = usual(before, 0)?;
    let is_much = usual >= rule.at_least().max(k);
    let is_less = u128::from(count) * 100 <= u128::from(rule.percent()) * u128::from(usual);
    let found = Found { now, usual };
    (count < usual && is_much && is_less && is_no_chance(count, usual)).then_some(found)
}

/// Whether a count is further from the usual one than three standard deviations.
fn is_no_chance(count: u64, usual: u64) -> bool {
    let away = u128::from(count.abs_diff(usual));
    away * away >= 9 * u128::from(usual)
}

/// The median; `hidden` in the place of what is not told. None of too few.
fn usual(counts: &[Option<u64>], hidden: u64) -> Option<u64> {
    let mut counts: Vec<u64> = counts.iter().map(|count| count.unwrap_or(hidden)).collect();
    if counts.len() < WEEKS_LEAST { None } else { median(&mut counts) }
}
