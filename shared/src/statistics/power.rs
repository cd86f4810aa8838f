//! Whether there is enough to tell a difference by.
//!
//! Asked of how much was counted, never of which difference came out: the power to see what one has
//! just seen says nothing that its interval does not (Hoenig and Heisey, The abuse of power, The American
//! Statistician 55 (2001) 19–24).

use super::normal::{PICO, Z, Z_POWER};

const MICRO: u128 = 1_000_000;
/// Counts beyond this are as good as this many.
const MOST: u64 = 1 << 32;

/// Whether a difference of `micro` millionths between two shares, of so many each, would have been seen
/// with a chance of 80 % at a level of 5 %, whatever the shares.
///
/// By the usual formula, (z₀.₉₇₅ + z₀.₈)² · p(1 − p) · (1/n + 1/m) ≤ d² (Fleiss, Levin and Paik, Statistical
/// Methods for Rates and Proportions, 3rd edition, 2003, chapter 4), where p(1 − p) is taken for the most
/// it can be, a quarter.
#[must_use]
pub fn sees_difference(n: u64, m: u64, micro: u32) -> bool {
    let (n, m) = (u128::from(n.min(MOST)), u128::from(m.min(MOST)));
    let z = (Z + Z_POWER) / 1_000; // 10⁻⁹
    // (z₀.₉₇₅ + z₀.₈)² in millionths.
    let squared = z * z / 1_000_000_000_000;
    squared * MICRO * (n + m) <= 4 * u128::from(micro).pow(2) * n * m
}

/// Whether one rate being twice the other, either way, would have been seen with a chance of 80 % at a
/// level of 5 %, where so much happened in both together, out of so much in each.
///
/// By the normal approximation to the binomial test given both counts together (Shiue and Bain,
/// Experiment size and power comparisons for two-sample Poisson tests, Applied Statistics 31 (1982)
/// 130–134): z₀.₉₇₅ √(p(1 − p)) + z₀.₈ √(q(1 − q)) ≤ √m · |q − p|, where p is the part expected here if rates
/// are alike, and q if one is twice the other.
#[must_use]
pub fn sees_double(count: u64, here: u64, there: u64) -> bool {
    let (a, b) = (u128::from(here.min(MOST)), u128::from(there.min(MOST)));
    if a == 0 || b == 0 {
        return false;
    }
    let part = |here: u128, there: u128| here * PICO / (here + there);
    let deviation = |p: u128| (p * (PICO - p)).isqrt();
    let root = (u128::from(count.min(MOST)) * PICO * PICO).isqrt();
    let alike = part(a, b);
    let sees = |other: u128| {
        Z * deviation(alike) + Z_POWER * deviation(other) <= root * alike.abs_diff(other)
    };
    sees(part(2 * a, b)) && sees(part(a, 2 * b))
}
