//! How much larger a share is here than there, held against each other within strata.
//!
//! # Why strata?
//! What all parts of a stratum have in common (a week its season, its campaigns and its outages) is in
//! both arms of it alike, so that it cancels.

use super::estimate::Estimate;
use super::normal::{PICO, Z};

/// Counts of a stratum beyond this are halved, all four: an interval of so many is narrower than any unit
/// that is told.
const MOST: u64 = 1 << 28;
const ONE: i128 = PICO as i128;

/// A part of a whole.
///
/// # Invariant
/// A part that is larger than its whole is taken for the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many of them.
    pub part: u64,
    /// How many in all.
    pub whole: u64,
}

/// Two arms that have everything in common but what they are compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// The arm whose share is asked about.
    pub here: Counted,
    /// The one that it is held against.
    pub there: Counted,
}

/// By how much the share here is larger than there, in units of 10⁻¹², over all strata; `None` where none of
/// them has both arms.
///
/// The difference is that of Mantel and Haenszel, and its variance Sato's, which holds for a few large strata
/// as for many small ones: Sato, On the variance estimator for the Mantel–Haenszel risk difference, Biometrics
/// 45 (1989) 1323–1324. Of a single stratum both are the textbook's difference of two shares.
///
/// Where each member is in up to `times` strata, the variance is as many times as large: the strata fall into
/// so many sets, in none of which a member is twice, and the variance of a sum of `times` terms is at most
/// `times` the sum of theirs (Cauchy and Schwarz).
///
/// # Error
/// An end is off by less than 0.001 millionths; by up to two, outwards, where chance leaves next to nothing
/// open: all here, and nobody there.
///
/// ```
/// use ungated_shared::statistics::strata::{Counted, Stratum, difference};
///
/// let of = |part, whole| Counted { part, whole };
/// let plain = Stratum { here: of(56, 70), there: of(48, 80) };
/// let it = difference(&[plain], 1).unwrap().scaled(1, 1_000_000_000);
/// assert_eq!((it.low, it.value, it.high), (57, 200, 343));
/// ```
#[must_use]
pub fn difference(strata: &[Stratum], times: u8) -> Option<Estimate> {
    let terms = strata.iter().filter_map(Terms::of);
    let Terms { excess, weight, p, q } = terms.fold(Terms::default(), Terms::and);
    if weight == 0 {
        return None;
    }
    let value = excess * ONE / weight;
    let square = (value * p / ONE + q).max(0).unsigned_abs() * u128::from(times.max(1));
    // In these units, the root of 10¹² times it is its root.
    let root = (square * PICO).isqrt() + u128::from(square > 0);
    let spread = (Z * root).div_ceil(weight.unsigned_abs());
    let spread = i64::try_from(spread).unwrap_or(i64::MAX);
    // At most all more, or all less.
    let all = ONE as i64;
    let value = (value as i64).clamp(-all, all);
    let low = value.saturating_sub(spread).max(-all);
    Some(Estimate { value, low, high: value.saturating_add(spread).min(all) })
}

/// What a stratum adds, in units of 10⁻¹²: with `a` of `n` here, `b` of `m` there and `n + m` in both.
#[derive(Clone, Copy, Default)]
struct Terms {
    /// (am − bn) / (n + m).
    excess: i128,
    /// nm / (n + m).
    weight: i128,
    /// (n²b − m²a + nm(m − n)/2) / (n + m)².
    p: i128,
    /// (a(m − b) + b(n − a)) / 2(n + m).
    q: i128,
}

impl Terms {
    /// Nothing of a stratum that lacks an arm.
    fn of(Stratum { here, there }: &Stratum) -> Option<Self> {
        let shift = {
            let largest = here.whole.max(there.whole);
            (0..64).find(|shift| largest >> shift <= MOST).unwrap_or(0)
        };
        let count = |of: u64| i128::from(of >> shift);
        let (n, m) = (count(here.whole), count(there.whole));
        let (a, b) = (count(here.part).min(n), count(there.part).min(m));
        // Squares have 56 binary digits, times a count 84, their sums 86, in these units 126.
        let both = n + m;
        (n > 0 && m > 0).then(|| Self {
            excess: (a * m - b * n) * ONE / both,
            weight: n * m * ONE / both,
            p: (2 * (n * n * b - m * m * a) + n * m * (m - n)) * (ONE / 2) / (both * both),
            q: (a * (m - b) + b * (n - a)) * ONE / (2 * both),
        })
    }

    const fn and(self, other: Self) -> Self {
        Self {
            excess: self.excess + other.excess,
            weight: self.weight + other.weight,
            p: self.p + other.p,
            q: self.q + other.q,
        }
    }
}
