//! How many tests passed and failed, over all runners.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::say;

/// Counts of one runner or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
}

/// One layer's counts and time.
struct Part {
    name: &'static str,
    counts: Counts,
    begun: Instant,
    took: Duration,
}

/// The counts of every layer so far.
#[derive(Default)]
pub struct Tally {
    parts: Vec<Part>,
}

impl Tally {
    /// The following counts belong to this layer.
    pub fn begin(&mut self, name: &'static str) {
        println!("\n== {name}");
        self.parts.push(Part {
            name,
            counts: Counts::default(),
            begun: Instant::now(),
            took: Duration::ZERO,
        });
    }

    /// Adds what a runner counted.
    pub fn add(&mut self, counts: Counts) {
        if let Some(part) = self.parts.last_mut() {
            part.counts.passed += counts.passed;
            part.counts.failed += counts.failed;
            part.took = part.begun.elapsed();
        }
    }

    /// One test failed, and why.
    pub fn fail(&mut self, why: &str) {
        println!("  FAILED {why}");
        self.add(Counts { passed: 0, failed: 1 });
    }

    /// One test that is a single check.
    pub fn check(&mut self, name: &str, check: impl FnOnce() -> Result<()>) {
        match check() {
            Ok(()) => {
                println!("  ok {name}");
                self.add(Counts { passed: 1, failed: 0 });
            }
            Err(error) => self.fail(&format!("{name}: {error:#}")),
        }
    }

    /// Prints the summary. Its last line is read by programs: it stays as it is.
    pub fn report(&self) -> ExitCode {
        println!("\n== summary");
        for part in &self.parts {
            let mark = if part.counts.failed == 0 { "ok" } else { "FAILED" };
            let Counts { passed, failed } = part.counts;
            let took = say::seconds(part.took);
            println!(
                "  {mark:<6} {:<8} {passed:>4} passed {failed:>3} failed  {took:>11}",
                part.name
            );
        }
        let Counts { passed, failed } = self.total();
        println!("{passed} passed, {failed} failed");
        match failed {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for part in &self.parts {
            total.passed += part.counts.passed;
            total.failed += part.counts.failed;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_counts() {
        let mut tally = Tally::default();
        tally.begin("one");
        tally.check("fine", || Ok(()));
        tally.begin("two");
        tally.add(Counts { passed: 3, failed: 1 });
        tally.fail("broken");
        let expected = Counts { passed: 4, failed: 2 };
        assert_eq!(tally.total(), expected);
    }
}
