//! Seeded chance.

use rand::{RngExt, SeedableRng};
use rand_distr::Distribution;
use rand_pcg::Pcg64Mcg;

/// A reader's luck: the same seed and number always give the same.
pub struct Chance(Pcg64Mcg);

impl Chance {
    /// The luck of the reader `number` of a run.
    #[must_use]
    pub fn of(seed: u64, number: u64) -> Self {
        // Neighbouring numbers must not have neighbouring states: an odd constant spreads them.
        Self(Pcg64Mcg::seed_from_u64(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.0.random_bool(probability)
    }

    /// Evenly from 0 up to 1.
    pub fn share(&mut self) -> f64 {
        self.0.random()
    }

    /// Evenly between two bounds, both included.
    pub fn between(&mut self, (from, to): (u32, u32)) -> u32 {
        self.0.random_range(from..=to)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0.random()
    }

    /// From a distribution.
    pub fn from(&mut self, distribution: &impl Distribution<f64>) -> f64 {
        distribution.sample(&mut self.0)
    }

    /// One of several by weight; the last one where weights are not positive. There must be one.
    pub fn pick<'a, T>(&mut self, all: &'a [T], weight: impl Fn(&T) -> f64) -> &'a T {
        let total: f64 = all.iter().map(&weight).sum();
        let mut left = self.share() * total;
        for one in all {
            left -= weight(one);
            if left < 0.0 {
                return one;
            }
        }
        &all[all.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn luck_repeats_itself() {
        assert_eq!(Chance::of(1, 2).number(), Chance::of(1, 2).number());
        assert_ne!(Chance::of(1, 2).number(), Chance::of(1, 3).number());
        assert_ne!(Chance::of(1, 2).number(), Chance::of(2, 2).number());
    }

    #[test]
    fn weights_weigh() {
        let mut chance = Chance::of(7, 0);
        let heavy = (0..10_000).filter(|_| *chance.pick(&[1.0, 3.0], |w| *w) > 2.0).count();
        assert!((7_300..7_700).contains(&heavy), "{heavy}");
    }
}
