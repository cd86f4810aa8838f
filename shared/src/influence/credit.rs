//! Hand-raises shared out without a remainder.

use alloc::vec::Vec;
use core::cmp::Reverse;

/// Micro-credits of one hand-raise. Millionths, as currencies in advertising interfaces: a share
/// of a 200th of a 200th still shows, and 18 × 10¹² hand-raises fit 64 bits.
pub const MICRO: u64 = 1_000_000;

/// Shares `total` in proportion to `weights`; the shares sum to exactly `total`.
///
/// The largest-remainder rule (Hamilton's, known from seats in parliaments): everyone gets the
/// whole part of their exact share, and what is left goes, one each, to the largest fractions
/// lost. Fractions that tie go to the earlier weight. So a share is off by less than one, and a
/// weight of 0 gets nothing, unless all are 0: then all count the same. Without weights there is
/// nobody to give to.
///
/// ```
/// use ungated_shared::influence::share;
///
/// assert_eq!(share(1_000_000, &[1, 1, 1]), [333_334, 333_333, 333_333]);
/// assert_eq!(share(10, &[0, 2, 1]), [0, 7, 3]);
/// ```
#[must_use]
pub fn share(total: u64, weights: &[u64]) -> Vec<u64> {
    let all_zero = weights.iter().all(|w| *w == 0);
    let weight = |w: &u64| if all_zero { 1 } else { u128::from(*w) };
    // Neither overflows: a product of two 64-bit numbers, and a sum of fewer than 2⁶⁴ of them.
    let sum: u128 = weights.iter().map(weight).sum();
    let exact = |w: &u64| u128::from(total) * weight(w);
    // The whole part is at most `total`, so it fits.
    let mut shares: Vec<u64> = weights.iter().map(|w| (exact(w) / sum) as u64).collect();
    let left = total - shares.iter().sum::<u64>();

    let fractions = weights.iter().map(|w| Reverse(exact(w) % sum));
    let mut in_turn: Vec<_> = fractions.zip(shares.iter_mut()).collect();
    // Stable: fractions that tie stay in order.
    in_turn.sort_by_key(|(fraction, _)| *fraction);
    for (_, share) in in_turn.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        *share += 1;
    }
    shares
}
