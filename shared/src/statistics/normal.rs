//! Points of the normal distribution, in units of 10⁻¹². Computed by SciPy 1.17 (`norm.ppf`, whose
//! error is below its last digit), as `tests/vectors/intervals.py` does again.

/// One, in these units.
pub(super) const PICO: u128 = 1_000_000_000_000;
/// The point that 97.5 % do not exceed: 95 % lie between it and its opposite.
pub(super) const Z: u128 = 1_959_963_984_540;
/// Its square, the point that 95 % of chi-squared with one degree of freedom do not exceed.
pub(super) const Z_SQUARED: u128 = 3_841_458_820_694;
/// The point that 80 % do not exceed.
pub(super) const Z_POWER: u128 = 841_621_233_573;
