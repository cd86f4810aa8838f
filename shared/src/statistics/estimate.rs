//! What some facts say of a quantity, and how sure that is.

/// A figure, and an interval that contains what it estimates with a confidence of 95 %, in whatever
/// unit its name says.
///
/// # Invariant
/// `low <= value <= high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Estimate {
    /// What the facts say.
    pub value: i64,
    /// The interval's lower end.
    pub low: i64,
    /// Its upper end.
    pub high: i64,
}

impl Estimate {
    /// What is left of this one when the other is taken away, if they come of different facts.
    ///
    /// The interval is as far from the difference as the two nearer ends are from their own figures, squared
    /// and added: Newcombe, Interval estimation for the difference between independent proportions,
    /// Statistics in Medicine 17 (1998) 873–890, method 10; Zou and Donner, Construction of confidence
    /// limits about effect measures, Statistics in Medicine 27 (2008) 1693–1702, show it for any two
    /// estimates. Ends are rounded outwards, by less than one unit.
    #[must_use]
    #[inline(never)] // a report's, and asked a few times: one copy is enough
    pub fn less(self, other: Self) -> Self {
        let value = self.value.saturating_sub(other.value);
        let down = hypotenuse(self.value.abs_diff(self.low), other.high.abs_diff(other.value));
        let up = hypotenuse(self.high.abs_diff(self.value), other.value.abs_diff(other.low));
        Self { value, low: value.saturating_sub(down), high: value.saturating_add(up) }
    }

    /// The same `times` over, in a unit that is `by` times as large: the figure to the nearest, the ends
    /// outwards. `by` of 0 is taken for 1.
    #[must_use]
    #[inline(never)] // a report's, and asked a few times: one copy is enough
    pub fn scaled(self, times: u64, by: u64) -> Self {
        let by = i128::from(by.max(1));
        let of = |figure: i64| i128::from(figure) * i128::from(times);
        let whole = |wide: i128| wide.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        let down = |figure: i64| whole(of(figure).div_euclid(by));
        let up = |figure: i64| whole(-(-of(figure)).div_euclid(by));
        let nearest = whole((2 * of(self.value) + by).div_euclid(2 * by));
        Self { value: nearest, low: down(self.low), high: up(self.high) }
    }
}

/// √(a² + b²), rounded up.
fn hypotenuse(a: u64, b: u64) -> i64 {
    let square = (u128::from(a).pow(2)).saturating_add(u128::from(b).pow(2));
    let root = square.isqrt();
    let root = if root * root < square { root + 1 } else { root };
    i64::try_from(root).unwrap_or(i64::MAX)
}
