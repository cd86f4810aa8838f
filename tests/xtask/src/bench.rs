//! `cargo xtask bench`: what things cost, as ratios.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use ungated_harness::place;

use crate::{build::cargo::program, child};

/// Measure what something costs, as a ratio to a floor of the same run.
#[derive(Args)]
pub struct Bench {
    /// What to measure
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// Print JSON; its main figure is `ratio`
    #[arg(long)]
    json: bool,
}

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Scoring a visit of twelve pages, against adding up its bytes
    Score,
}

impl Bench {
    /// Builds with optimisation and measures.
    pub fn run(self) -> Result<()> {
        let What::Score = self.what;
        let mut cargo = Command::new(program());
        cargo
            .args(["run", "--locked", "--quiet", "--release", "--package", "ungated-bench"])
            .args(["--", "score"])
            .args(self.json.then_some("--json"))
            .current_dir(place::root());
        ensure!(child::run(&mut cargo)?, "the benchmark failed: see its message above");
        Ok(())
    }
}
