//! How many of so many, and how sure that is.

use super::estimate::Estimate;
use super::normal::{PICO, Z, Z_SQUARED};

/// Counts beyond this are halved, both: an interval of so many is narrower than any unit that is told.
const MOST: u64 = 1 << 40;

/// A part of a whole, each member of which is in it or not, by chance.
///
/// ```
/// use ungated_shared::statistics::share::Share;
///
/// // Newcombe 1998, table II, case (a): 56 of 70 against 48 of 80.
/// let (a, b) = (Share::of(56, 70).unwrap(), Share::of(48, 80).unwrap());
/// let difference = a.pico().less(b.pico()).scaled(1, 100_000_000);
/// assert_eq!((difference.low, difference.value, difference.high), (524, 2_000, 3_339));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: u64,
    whole: u64,
}

impl Share {
    /// `part` of `whole`; `None` of nothing, and where the part is the larger.
    #[must_use]
    pub const fn of(mut part: u64, mut whole: u64) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        while whole > MOST {
            part /= 2;
            whole /= 2;
        }
        Some(Self { part, whole })
    }

    /// The share in millionths: of [`Self::pico`], the figure to the nearest and the ends outwards.
    #[must_use]
    #[inline(never)] // a report's, and asked a few times: one copy is enough
    pub fn micro(self) -> Estimate {
        self.pico().scaled(1, 1_000_000)
    }

    /// The share in units of 10⁻¹², with Wilson's score interval: Wilson, Probable inference, the law of
    /// succession, and statistical inference, Journal of the American Statistical Association 22 (1927)
    /// 209–212. It is never below nothing nor above all, and keeps its 95 % where few are in the part.
    ///
    /// # Error
    /// An end is off by less than 200 units, which are 0.0002 millionths.
    #[must_use]
    #[inline(never)] // a report's, and asked a few times: one copy is enough
    pub fn pico(self) -> Estimate {
        let (x, n) = (u128::from(self.part), u128::from(self.whole));
        let whole = n * PICO + Z_SQUARED;
        let middle = x * PICO + Z_SQUARED / 2;
        // z · √(x(n − x)/n + z²/4); the root of 10²⁰ times that is 10¹⁰ times its root.
        let square = x * (n - x) * PICO / n + Z_SQUARED / 4;
        let spread = Z * (square * 100_000_000).isqrt() / 10_000_000_000;
        let share = |of: u128| (of * PICO / whole).min(PICO) as i64;
        let value = (x * PICO / n) as i64;
        let low = if x == 0 { 0 } else { share(middle.saturating_sub(spread)).min(value) };
        let high = if x == n { PICO as i64 } else { share(middle + spread).max(value) };
        Estimate { value, low, high }
    }
}
