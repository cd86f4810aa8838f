//! The one in the middle.

/// The median of some counts, the lower of two in the middle, so that it is one of them; sorts them.
/// None of none.
#[must_use]
pub fn median(counts: &mut [u64]) -> Option<u64> {
    counts.sort_unstable();
    counts.get(counts.len().checked_sub(1)? / 2).copied()
}
