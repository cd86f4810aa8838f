//! `cargo xtask faults`: the visit shard, failed wherever it can be.

use anyhow::{Result, bail};
use clap::Args;
use ungated_faults::fault::Covered;

/// Run the visit shard under faults, against a naive oracle.
#[derive(Args)]
pub struct Faults {
    /// How many seeds
    #[arg(long, default_value_t = 100, value_name = "N", conflicts_with = "seed")]
    seeds: u64,
    /// Only this seed
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// Events of each
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    events: u64,
}

impl Faults {
    /// Runs every seed and tells what was covered; fails with the seeds that did.
    pub fn run(self) -> Result<()> {
        let seeds = self.seed.map_or(1..=self.seeds, |seed| seed..=seed);
        let mut all = Covered::default();
        let (mut ran, mut failed) = (0, 0);
        for seed in seeds {
            ran += 1;
            match ungated_faults::run(seed, self.events) {
                Ok(covered) => all.add(&covered),
                Err(error) => {
                    failed += 1;
                    eprintln!("{error}");
                }
            }
        }
        println!("{}", all.lines().join("\n"));
        if failed > 0 {
            bail!("{failed} of {ran} seeds failed");
        }
        println!("  {ran} seeds, nothing lost, doubled or kept too long");
        Ok(())
    }
}
