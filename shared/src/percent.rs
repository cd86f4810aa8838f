//! Shares of a hundred.

/// `part` of `whole` as 0–100, rounded down; 0 of nothing is 0.
#[must_use]
pub(crate) fn percent(part: u32, whole: u32) -> u8 {
    if whole == 0 { 0 } else { (u64::from(part) * 100 / u64::from(whole)).min(100) as u8 }
}
