//! How many times as often something happens here as there.
//!
//! # Why exactly?
//! What is compared is rare: hand-raises by the thousand visits. Where a handful is all there is,
//! intervals that lean on the normal distribution are the wrong ones.

/// A count of what may happen any number of times, and out of how much it comes: visits, days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How often it happened.
    pub count: u64,
    /// Out of how much.
    pub exposure: u64,
}

/// How many times one rate is the other, in millionths, and an interval that contains that with a
/// confidence of at least 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ratio {
    /// What the counts say; `None` where the other rate is nothing.
    pub value: Option<u64>,
    /// The interval's lower end.
    pub low: u64,
    /// Its upper end; `None` where there is none, as the other may be as rare as it likes.
    pub high: Option<u64>,
}

const MICRO: u128 = 1_000_000;
/// Both counts together are halved beyond this, which makes the interval wider, never narrower.
const COUNTS: u64 = 1 << 20;
/// The same of exposures, which changes a ratio by less than one in 10⁹.
const EXPOSURES: u64 = 1 << 32;
/// Binary places of odds.
const ODDS: u32 = 60;
/// Binary digits of odds that are looked for: they are off by one in 10⁹.
const DIGITS: u32 = 31;
/// The first term of a tail, so that the others have 40 binary places.
const TERM: u128 = 1 << 40;
/// A fortieth, 2.5 %, is what either end leaves out: then the rest is 39 times the tail.
const REST: u128 = 39;

impl Rate {
    /// How many times the other this rate is; `None` where nothing happened in either, and where one of
    /// them comes out of nothing, or next to nothing beside the other.
    ///
    /// Given how much happened in both together, the part that happened here is binomial (Przyborowski and
    /// Wilenski, Homogeneity of results in testing samples from Poisson series, Biometrika 31 (1940)
    /// 313–323); the ends are those of its exact interval (Clopper and Pearson, The use of
    /// confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26 (1934)
    /// 404–413), as odds: Fay, Two-sided exact tests and matching confidence intervals for discrete data,
    /// The R Journal 2 (2010) 53–58.
    ///
    /// # Error
    /// An end lies outside of the exact one, by less than two units and one part in 10⁸.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Ratio> {
        let (mut here, mut there) = (self.count, other.count);
        let (mut of, mut out_of) = (self.exposure, other.exposure);
        while here.saturating_add(there) > COUNTS {
            (here, there) = (here / 2, there / 2);
        }
        while of.max(out_of) > EXPOSURES {
            (of, out_of) = (of / 2, out_of / 2);
        }
        if of == 0 || out_of == 0 || here + there == 0 {
            return None;
        }
        let (of, out_of) = (u128::from(of), u128::from(out_of));
        let value = (out_of * u128::from(here) * MICRO).checked_div(of * u128::from(there));
        let low = lowest(here, there).map_or(0, |odds| odds.times(out_of * MICRO, of));
        let high = lowest(there, here).map(|odds| odds.under(out_of * MICRO, of));
        let told = |wide: u128| u64::try_from(wide).unwrap_or(u64::MAX);
        Some(Ratio { value: value.map(told), low: told(low), high: high.map(told) })
    }
}

/// Odds with 31 binary digits: `digits` · 2^(`shift` − 60), where `shift` is at most 50.
struct Odds {
    digits: u128,
    shift: u32,
}

impl Odds {
    /// These · `times` / `by`, rounded down.
    fn times(&self, times: u128, by: u128) -> u128 {
        // 31 binary digits, 52 of the exposure in millionths, and 40 more: 123.
        let wide = ((self.digits * times) << 40) / by;
        let down = ODDS + 40 - self.shift;
        wide.checked_shr(down).unwrap_or(0)
    }

    /// `times` / `by` / these, rounded up.
    const fn under(&self, times: u128, by: u128) -> u128 {
        (times << (ODDS - self.shift)) / (by * self.digits) + 1
    }
}

/// The odds, just not above the exact ones, by which `here` or more of all happen here with a chance of
/// 2.5 %; `None` where that is not the case by any.
fn lowest(here: u64, there: u64) -> Option<Odds> {
    let (x, n) = (u128::from(here), u128::from(here) + u128::from(there));
    if x == 0 {
        return None;
    }
    // Never more than all of them to one. From the highest binary digit down.
    let mut odds = 0;
    let mut last = 0;
    for bit in (0..ODDS + n.ilog2() + 1).rev() {
        if odds != 0 && bit < last {
            break;
        }
        let more = odds | 1 << bit;
        if is_rarer(x, n, more) {
            if odds == 0 {
                last = (bit + 1).saturating_sub(DIGITS);
            }
            odds = more;
        }
    }
    (odds != 0).then_some(Odds { digits: odds >> last, shift: last })
}

/// Whether, by these odds, `x` or more of `n` have a chance of less than 2.5 %.
///
/// Terms are those of the binomial distribution as multiples of that of `x`. Away from its largest term
/// they decline, so that the side on which they do is summed first; the other is, as far as it takes to
/// tell.
fn is_rarer(x: u128, n: u128, odds: u128) -> bool {
    let inverse = (1 << (2 * ODDS)) / odds;
    // From `at` to one more, and from `at` to one less.
    let up = |at: u128| Some((n - at) * odds / (at + 1));
    let down = |at: u128| Some(at.checked_mul(inverse)? / (n - at + 1));
    let upper = |most| sum(most, TERM, (x..n).map(up));
    let lower = |most| sum(most, 0, (1..=x).rev().map(down));
    if (n - x) * odds > (x + 1) << ODDS {
        let rest = lower(u128::MAX).unwrap_or(u128::MAX);
        upper(rest / REST).is_some()
    } else {
        let tail = upper(u128::MAX).unwrap_or(u128::MAX);
        lower(tail.saturating_mul(REST)).is_none()
    }
}

/// The sum of terms, of which each is its factor times the one before; `None` where it is more than
/// `most`.
fn sum(most: u128, first: u128, factors: impl Iterator<Item = Option<u128>>) -> Option<u128> {
    let (mut sum, mut term) = (first, TERM);
    for factor in factors {
        if sum > most {
            return None;
        }
        // What does not fit is more than any sum that is asked about.
        term = factor?.checked_mul(term)? >> ODDS;
        if term == 0 {
            break;
        }
        sum = sum.checked_add(term)?;
    }
    (sum <= most).then_some(sum)
}
