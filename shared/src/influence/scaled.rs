//! Positive numbers of any size to 63 bits, in integers.

/// A number of 0 or more: `digits` · 2^`exponent`.
///
/// Only sum, product and quotient, and never a difference: so nothing cancels, and each
/// operation is less than 2⁻⁶³ of its result under the exact one, whatever the sizes. Integer
/// operations do it all, so every machine agrees to the bit.
///
/// # Why not fixed point?
/// Chances of rare ways out of a loop may be 2⁻⁶⁰, and divide. A fixed scale fine enough for
/// the worst chain is too wide for the machine; one that fits has no bound on its error.
///
/// # Invariant
/// Either zero is `digits` 0, or the highest bit of `digits` is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    digits: u64,
    exponent: i32,
}

impl Scaled {
    pub const ZERO: Self = Self { digits: 0, exponent: 0 };

    /// `wide` · 2^`exponent`, its highest 64 bits.
    const fn cut(wide: u128, exponent: i32) -> Self {
        if wide == 0 {
            return Self::ZERO;
        }
        let zeros = wide.leading_zeros();
        let digits = ((wide << zeros) >> 64) as u64;
        Self { digits, exponent: exponent.saturating_add(64 - zeros as i32) }
    }

    pub const fn of(count: u64) -> Self {
        Self::cut(count as u128, 0)
    }

    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    pub const fn plus(self, other: Self) -> Self {
        if other.is_zero() {
            return self;
        }
        let (high, low) = if self.is_zero() || self.exponent < other.exponent {
            (other, self)
        } else {
            (self, other)
        };
        let apart = high.exponent.saturating_sub(low.exponent);
        // From 64 on, the smaller is under the last bit of the larger.
        if low.is_zero() || apart >= 64 {
            return high;
        }
        // In 64 bits, as this is where solving a chain spends its time.
        let (sum, carried) = high.digits.overflowing_add(low.digits >> apart);
        if carried {
            let exponent = high.exponent.saturating_add(1);
            return Self { digits: (sum >> 1) | (1 << 63), exponent };
        }
        Self { digits: sum, exponent: high.exponent }
    }

    pub const fn times(self, other: Self) -> Self {
        let product = self.digits as u128 * other.digits as u128;
        let (high, low) = ((product >> 64) as u64, product as u64);
        let exponent = self.exponent.saturating_add(other.exponent).saturating_add(64);
        if high >> 63 == 1 {
            return Self { digits: high, exponent };
        }
        if high == 0 {
            return Self::ZERO; // a factor is
        }
        // Each factor has its highest bit, so the product lacks one at most.
        let digits = (high << 1) | (low >> 63);
        Self { digits, exponent: exponent.saturating_sub(1) }
    }

    /// `None` if `other` is zero.
    pub fn over(self, other: Self) -> Option<Self> {
        let quotient = ((self.digits as u128) << 64).checked_div(other.digits.into())?;
        let exponent = self.exponent.saturating_sub(other.exponent).saturating_sub(64);
        Some(Self::cut(quotient, exponent))
    }

    /// How many 2^−`bits` it is, to the nearest; at most 2^`bits`, for a share of a whole.
    pub fn share(self, bits: u32) -> u64 {
        let one = 1 << bits;
        let down = -(i64::from(self.exponent) + i64::from(bits));
        match down {
            _ if self.is_zero() => 0,
            ..=0 => one,
            1..=64 => {
                let half = 1 << (down - 1);
                (((u128::from(self.digits) + half) >> down) as u64).min(one)
            }
            _ => 0,
        }
    }
}
